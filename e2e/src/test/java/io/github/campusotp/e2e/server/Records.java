package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Keycloak has on record: events, and of each user sessions, credentials and duties. */
public final class Records {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private final KeycloakAdmin admin;

  Records(KeycloakAdmin admin) {
    this.admin = admin;
  }

  /** A user's events of one type, newest first. */
  public List<Event> events(Person person, String type) {
    JsonNode found = admin.get(REALM + "/events?max=1000&user=" + person.id() + "&type=" + type);
    List<Event> events = new ArrayList<>();
    for (JsonNode event : found) {
      Map<String, String> details = JSON.convertValue(event.path("details"), STRINGS);
      events.add(
          new Event(
              event.path("clientId").asText(),
              event.path("error").asText(null),
              details == null ? Map.of() : details));
    }
    return events;
  }

  /** All events of users and administrators so far, as the server keeps them. */
  public String events() {
    return Stream.of("events", "admin-events")
        .map(kind -> admin.call("GET", REALM + "/" + kind + "?max=1000000", null).body())
        .collect(Collectors.joining("\n"));
  }

  public Event lastLogin(Person person) {
    return events(person, "LOGIN").stream().findFirst().orElseThrow();
  }

  /** The clients that take part in each of the user's sessions. */
  public List<List<String>> sessions(Person person) {
    List<List<String>> sessions = new ArrayList<>();
    for (JsonNode session : admin.get(user(person) + "/sessions")) {
      sessions.add(sorted(session.path("clients")));
    }
    return sessions;
  }

  public List<String> credentialIds(Person person, String type) {
    List<String> ids = new ArrayList<>();
    for (JsonNode credential : admin.get(user(person) + "/credentials")) {
      if (credential.path("type").asText().equals(type)) {
        ids.add(credential.path("id").asText());
      }
    }
    return ids;
  }

  /** The recovery address as it is stored. */
  public Optional<String> recoveryEmail(Person person) {
    JsonNode address = admin.get(user(person)).at("/attributes/" + Users.RECOVERY_EMAIL);
    return Optional.ofNullable(address.path(0).asText(null));
  }

  /** What the user still has to do. */
  public List<String> requiredActions(Person person) {
    return sorted(admin.get(user(person)).path("requiredActions"));
  }

  /** Whether the user is locked out for now. */
  public boolean isLocked(Person person) {
    return bruteForce(person).path("disabled").asBoolean();
  }

  /** How many failed sign-ons count against the user. */
  public int failures(Person person) {
    return bruteForce(person).path("numFailures").asInt();
  }

  /**
   * Waits until so many count. Keycloak counts a sign-on behind its answer, good or bad, and
   * refuses the user's next one until then.
   */
  public void expectFailures(Person person, int failures) {
    Patience.until(failures + " failed sign-ons", () -> failures(person) == failures);
  }

  private JsonNode bruteForce(Person person) {
    return admin.get(REALM + "/attack-detection/brute-force/users/" + person.id());
  }

  private static String user(Person person) {
    return REALM + "/users/" + person.id();
  }

  private static List<String> sorted(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false).map(JsonNode::asText).sorted().toList();
  }
}
