package io.github.campusotp.e2e.server;

import com.bastiaanjansen.otp.SecretGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.campusotp.demo.Server;
import io.github.campusotp.e2e.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keycloak's admin API, as far as the stories need it to set the scene and look behind it. */
public final class KeycloakAdmin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
  private static final String REALM = "/admin/realms/omu";
  private static final String CONDITION = "campus-network-condition";
  private static final String RECOVERY_EMAIL = "recoveryEmail";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final String username;
  private final String password;
  private String token = "";
  private Instant tokenEnds = Instant.MIN;

  /** The demo's server, as its first administrator. */
  public static KeycloakAdmin of(Server server) {
    return at(server.address());
  }

  /** Another server, whose first administrator has the same name and password. */
  public static KeycloakAdmin at(URI server) {
    return new KeycloakAdmin(server, "admin", "admin-demo");
  }

  private KeycloakAdmin(URI server, String username, String password) {
    this.server = server;
    this.username = username;
    this.password = password;
  }

  /** Somebody with a key and a recovery address. */
  public Person student() {
    return create(REALM, true, newSecret());
  }

  /** Somebody of a new intake: a provisional password, and all that the realm asks of newcomers. */
  public Person freshman() {
    Person person = create(REALM, false, null, true);
    setPassword(person, person.password(), true);
    return person;
  }

  /** As the help desk does, for good. */
  public void setPassword(Person person, String password) {
    setPassword(person, password, false);
  }

  private void setPassword(Person person, String password, boolean provisional) {
    call(
        "PUT",
        REALM + "/users/" + person.id() + "/reset-password",
        Map.of("type", "password", "value", password, "temporary", provisional));
  }

  /** What the person still has to do. */
  public List<String> requiredActions(Person person) {
    List<String> actions = new ArrayList<>();
    get(REALM + "/users/" + person.id())
        .path("requiredActions")
        .forEach(action -> actions.add(action.asText()));
    return actions.stream().sorted().toList();
  }

  private static String newSecret() {
    return new String(SecretGenerator.generate(160), StandardCharsets.US_ASCII);
  }

  public Person studentWithoutKey() {
    return create(REALM, true, null);
  }

  /** Somebody with a key, whose recovery address nobody registered. */
  public Person studentWithoutAddress() {
    return create(REALM, false, newSecret());
  }

  /** Somebody new: neither key nor recovery address. */
  public Person newcomer() {
    return create(REALM, false, null);
  }

  /** A student who may also administer the realm. */
  public Person administrator() {
    Person person = student();
    String management =
        get(REALM + "/clients?clientId=realm-management").path(0).path("id").asText();
    JsonNode role = get(REALM + "/clients/" + management + "/roles/realm-admin");
    call(
        "POST",
        REALM + "/users/" + person.id() + "/role-mappings/clients/" + management,
        List.of(role));
    return person;
  }

  /** Somebody in another realm. */
  public Person stranger(String realm) {
    return create(realm, false, null);
  }

  /** Somebody in another realm, with a key. */
  public Person strangerWithKey(String realm) {
    return create(realm, false, newSecret());
  }

  private Person create(String realm, boolean reachable, String secret) {
    return create(realm, reachable, secret, false);
  }

  private Person create(String realm, boolean reachable, String secret, boolean isNew) {
    String username = "x" + UUID.randomUUID().toString().substring(0, 8);
    String password = "pw-" + UUID.randomUUID();
    List<Map<String, Object>> credentials = new ArrayList<>();
    credentials.add(Map.of("type", "password", "value", password));
    if (secret != null) {
      credentials.add(otpCredential(secret));
    }
    String recoveryEmail = reachable ? username + "@example.net" : null;
    Map<String, Object> user = new HashMap<>();
    user.put("username", username);
    user.put("enabled", true);
    user.put("email", username + "@example.ac.jp");
    user.put("firstName", "太郎");
    user.put("lastName", "公立");
    user.put("credentials", credentials);
    if (reachable) {
      user.put("attributes", Map.of(RECOVERY_EMAIL, List.of(recoveryEmail)));
    }
    HttpResponse<String> created = call("POST", realm + "/users", user);
    String location = created.headers().firstValue("Location").orElseThrow();
    String id = location.substring(location.lastIndexOf('/') + 1);
    Person person = new Person(id, username, password, recoveryEmail, secret);
    if (!isNew) {
      demandNothing(realm, person);
    }
    return person;
  }

  /** The person's recovery address as it is stored. */
  public Optional<String> recoveryEmail(Person person) {
    JsonNode address = get(REALM + "/users/" + person.id()).at("/attributes/" + RECOVERY_EMAIL);
    return Optional.ofNullable(address.path(0).asText(null));
  }

  /** Gives the person a recovery address, as an administrator does. */
  public Person giveRecoveryEmail(Person person, String address) {
    String path = REALM + "/users/" + person.id();
    ObjectNode user = (ObjectNode) get(path);
    user.withObject("/attributes").putArray(RECOVERY_EMAIL).add(address);
    call("PUT", path, user);
    return person.withRecoveryEmail(address);
  }

  /** Makes the person a member of a realm role. */
  public void giveRole(Person person, String role) {
    call(
        "POST",
        REALM + "/users/" + person.id() + "/role-mappings/realm",
        List.of(get(REALM + "/roles/" + role)));
  }

  /** Gives the person one more key, newer than the one they have. */
  public Person withNewerKey(Person person) {
    String secret = newSecret();
    call(
        "PUT",
        REALM + "/users/" + person.id(),
        Map.of("credentials", List.of(otpCredential(secret))));
    return person.withKey(secret);
  }

  /** Gives the person a key that goes by a counter, RFC 4226, which is so far. */
  public Person withCountingKey(Person person, int counter) {
    String secret = newSecret();
    Map<String, Object> key = otpCredential(secret, Map.of("subType", "hotp", "counter", counter));
    call("PUT", REALM + "/users/" + person.id(), Map.of("credentials", List.of(key)));
    return person.withKey(secret);
  }

  /** Gives them a newer key still, of an algorithm that there is not: to look at a code throws. */
  public void breakKey(Person person) {
    Map<String, Object> key = otpCredential(newSecret(), Map.of("algorithm", "HmacNone"));
    call("PUT", REALM + "/users/" + person.id(), Map.of("credentials", List.of(key)));
  }

  /** Lets somebody off what Keycloak asks of everybody whom it creates. */
  public void demandNothing(Person person) {
    demandNothing(REALM, person);
  }

  private void demandNothing(String realm, Person person) {
    call("PUT", realm + "/users/" + person.id(), Map.of("requiredActions", List.of()));
  }

  /** Makes the person do something at the end of the next sign-on. */
  public void require(Person person, String action) {
    call("PUT", REALM + "/users/" + person.id(), Map.of("requiredActions", List.of(action)));
  }

  private static Map<String, Object> otpCredential(String secret) {
    return otpCredential(secret, Map.of());
  }

  private static Map<String, Object> otpCredential(String secret, Map<String, Object> differs) {
    ObjectNode data =
        JSON.createObjectNode()
            .put("subType", "totp")
            .put("digits", 6)
            .put("counter", 0)
            .put("period", 30)
            .put("algorithm", "HmacSHA1")
            .put("secretEncoding", "BASE32");
    data.setAll((ObjectNode) JSON.valueToTree(differs));
    return Map.of(
        "type", "otp",
        "credentialData", write(data),
        "secretData", write(Map.of("value", secret)));
  }

  /** The person's events, newest first, of one type. */
  public List<Event> events(Person person, String type) {
    JsonNode found = get(REALM + "/events?max=1000&user=" + person.id() + "&type=" + type);
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

  /** All events so far, everybody's and the administrators', as the server keeps them. */
  public String events() {
    return Stream.of("events", "admin-events")
        .map(kind -> call("GET", REALM + "/" + kind + "?max=1000000", null).body())
        .collect(Collectors.joining("\n"));
  }

  public Event lastLogin(Person person) {
    return events(person, "LOGIN").stream().findFirst().orElseThrow();
  }

  /** The clients that take part in each of the person's sessions. */
  public List<List<String>> sessions(Person person) {
    List<List<String>> sessions = new ArrayList<>();
    for (JsonNode session : get(REALM + "/users/" + person.id() + "/sessions")) {
      List<String> clients = new ArrayList<>();
      session.path("clients").forEach(client -> clients.add(client.asText()));
      sessions.add(clients.stream().sorted().toList());
    }
    return sessions;
  }

  public List<String> credentialIds(Person person, String type) {
    List<String> ids = new ArrayList<>();
    for (JsonNode credential : get(REALM + "/users/" + person.id() + "/credentials")) {
      if (credential.path("type").asText().equals(type)) {
        ids.add(credential.path("id").asText());
      }
    }
    return ids;
  }

  public void deleteCredential(Person person, String id) {
    call("DELETE", REALM + "/users/" + person.id() + "/credentials/" + id, null);
  }

  /** Changes one value of the campus network condition; returns what it was. */
  public String configure(String key, String value) {
    String path = REALM + "/authentication/config/" + conditionConfigId();
    ObjectNode config = (ObjectNode) get(path);
    String before = config.path("config").path(key).asText();
    ((ObjectNode) config.get("config")).put(key, value);
    call("PUT", path, config);
    return before;
  }

  /** One value of the campus network condition. */
  public String configured(String key) {
    return get(REALM + "/authentication/config/" + conditionConfigId())
        .path("config")
        .path(key)
        .asText();
  }

  /** Changes one value of a required action until it is closed. */
  public Setting setting(String action, String key, String value) {
    String before = changeAction(action, key, value);
    return () -> changeAction(action, key, before);
  }

  /** Takes a required action out of the realm until it is closed. */
  public Setting disable(String action) {
    return without(action, "enabled");
  }

  /** Does not ask newcomers for a required action until it is closed. */
  public Setting noDefault(String action) {
    return without(action, "defaultAction");
  }

  private Setting without(String action, String property) {
    switchAction(action, property, false);
    return () -> switchAction(action, property, true);
  }

  /** Changes a property of the realm until it is closed. */
  public Setting realmSetting(String name, Object value) {
    JsonNode before = realm().path(name);
    call("PUT", REALM, Map.of(name, value));
    return () -> call("PUT", REALM, Map.of(name, before));
  }

  /** Takes one-time passwords of so many time steps before and after now until it is closed. */
  public Setting otpWindow(int steps) {
    ObjectNode before = JSON.createObjectNode(); // a part of the policy would be ignored
    realm()
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().startsWith("otpPolicy")) {
                before.set(field.getKey(), field.getValue());
              }
            });
    call("PUT", REALM, before.deepCopy().put("otpPolicyLookAheadWindow", steps));
    return () -> call("PUT", REALM, before);
  }

  /** Sends the realm's mail to another port until it is closed. */
  public Setting mailServer(int port) {
    ObjectNode there = (ObjectNode) realm().path("smtpServer");
    ObjectNode elsewhere = there.deepCopy().put("port", Integer.toString(port));
    call("PUT", REALM, Map.of("smtpServer", elsewhere));
    return () -> call("PUT", REALM, Map.of("smtpServer", there));
  }

  /** Turns one of a client's switches on until it is closed. */
  public Setting clientSwitch(String id, String name) {
    ObjectNode client = client(id);
    String path = REALM + "/clients/" + client.path("id").asText();
    call("PUT", path, client.put(name, true));
    return () -> call("PUT", path, client.put(name, false));
  }

  /** Lets a client ask for a scope until it is closed. */
  public Setting optionalScope(String id, String scope) {
    String scopes =
        REALM + "/clients/" + client(id).path("id").asText() + "/optional-client-scopes/";
    for (JsonNode known : get(REALM + "/client-scopes")) {
      if (known.path("name").asText().equals(scope)) {
        String path = scopes + known.path("id").asText();
        call("PUT", path, null);
        return () -> call("DELETE", path, null);
      }
    }
    throw new IllegalArgumentException("No scope " + scope);
  }

  /** Lets a client sign people on by a copy of the browser flow without one of its steps. */
  public Setting withoutStep(String id, String step) {
    String flows = REALM + "/authentication/flows/";
    String copy = "copy-" + UUID.randomUUID().toString().substring(0, 8);
    call("POST", flows + "campus%20browser/copy", Map.of("newName", copy));
    for (JsonNode execution : get(flows + copy + "/executions")) {
      if (execution.path("providerId").asText().equals(step)) {
        ((ObjectNode) execution).put("requirement", "DISABLED");
        call("PUT", flows + copy + "/executions", execution);
      }
    }
    for (JsonNode flow : get(REALM + "/authentication/flows")) {
      if (flow.path("alias").asText().equals(copy)) {
        String flowId = flow.path("id").asText();
        bindFlow(id, flowId);
        return () -> {
          bindFlow(id, "");
          call("DELETE", flows + flowId, null);
        };
      }
    }
    throw new IllegalStateException("No flow " + copy);
  }

  private void bindFlow(String id, String flow) {
    ObjectNode client = client(id);
    client.withObject("/authenticationFlowBindingOverrides").put("browser", flow);
    call("PUT", REALM + "/clients/" + client.path("id").asText(), client);
  }

  private ObjectNode client(String id) {
    return (ObjectNode) get(REALM + "/clients?clientId=" + id).path(0);
  }

  /** Gives a client another attribute until it is closed. */
  public Setting clientAttribute(String client, String name, String value) {
    String before = changeClient(client, name, value);
    return () -> changeClient(client, name, before);
  }

  private String changeClient(String id, String name, String value) {
    ObjectNode client = client(id);
    ObjectNode attributes = client.withObject("/attributes");
    String before = attributes.path(name).asText("");
    attributes.put(name, value);
    call("PUT", REALM + "/clients/" + client.path("id").asText(), client);
    return before;
  }

  private void switchAction(String action, String property, boolean on) {
    String path = REALM + "/authentication/required-actions/" + action;
    call("PUT", path, ((ObjectNode) get(path)).put(property, on));
  }

  private String changeAction(String action, String key, String value) {
    String path = REALM + "/authentication/required-actions/" + action + "/config";
    ObjectNode config = (ObjectNode) get(path);
    String before = config.path("config").path(key).asText(null);
    if (value == null) {
      config.withObject("/config").remove(key);
    } else {
      config.withObject("/config").put(key, value);
    }
    call("PUT", path, config);
    return before;
  }

  private String conditionConfigId() {
    for (JsonNode execution : get(REALM + "/authentication/flows/campus%20browser/executions")) {
      if (execution.path("providerId").asText().equals(CONDITION)) {
        return execution.path("authenticationConfig").asText();
      }
    }
    throw new IllegalStateException("campus browser has no " + CONDITION);
  }

  /** What everybody may do. */
  public List<String> defaultRoles() {
    return get(REALM + "/roles/default-roles-omu/composites").findValuesAsText("name");
  }

  public JsonNode realm() {
    return get(REALM);
  }

  /** Changes the theme of the sign-on pages; returns what it was. */
  public String loginTheme(String theme) {
    ObjectNode realm = (ObjectNode) get(REALM);
    String before = realm.path("loginTheme").asText();
    call("PUT", REALM, realm.put("loginTheme", theme));
    return before;
  }

  public JsonNode get(String path) {
    try {
      return JSON.readTree(call("GET", path, null).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public HttpResponse<String> call(String method, String path, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(write(body)))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  private String token() {
    if (Instant.now().isBefore(tokenEnds)) {
      return token;
    }
    String form =
        Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                username,
                "password",
                password)
            .entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      JsonNode answer = JSON.readTree(send(request).body());
      token = answer.path("access_token").asText();
      tokenEnds = Instant.now().plusSeconds(answer.path("expires_in").asLong() / 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return token;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The server's clock, to the second: when it issued a token just now, RFC 7519, 4.1.6. */
  public Instant now() throws IOException {
    tokenEnds = Instant.MIN;
    byte[] claims = Base64.getUrlDecoder().decode(token().split("\\.")[1]);
    return Instant.ofEpochSecond(JSON.readTree(claims).path("iat").asLong());
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the person is locked out for now. */
  public boolean isLocked(Person person) {
    return bruteForce(person).path("disabled").asBoolean();
  }

  /** How many failed sign-ons count against the person. */
  public int failures(Person person) {
    return bruteForce(person).path("numFailures").asInt();
  }

  private JsonNode bruteForce(Person person) {
    return get(REALM + "/attack-detection/brute-force/users/" + person.id());
  }

  /** Never locks an account until it is closed: that would come long before our own limits. */
  public Setting withoutLocks() {
    call("PUT", REALM, Map.of("bruteForceProtected", false));
    return () -> call("PUT", REALM, Map.of("bruteForceProtected", true));
  }

  /** Forgives the person's failed sign-ons. */
  public void clearFailures(Person person) {
    call("DELETE", REALM + "/attack-detection/brute-force/users/" + person.id(), null);
  }

  /** A changed setting, which goes back when it is closed. */
  public interface Setting extends AutoCloseable {
    @Override
    void close();
  }

  /** One user event. */
  public record Event(String client, String error, Map<String, String> details) {
    public String network() {
      return details.get("campus_network");
    }

    public String secondFactor() {
      return details.get("second_factor");
    }

    public String clientAddress() {
      return details.get("client_address");
    }
  }
}
