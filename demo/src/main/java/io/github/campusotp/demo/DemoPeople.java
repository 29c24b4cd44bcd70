package io.github.campusotp.demo;

import com.bastiaanjansen.otp.TOTPGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users of the demo, with secrets that must stay unknown for real ones. */
final class DemoPeople {

  /** The length of a TOTP time step (RFC 6238, section 5.2). */
  private static final int PERIOD = 30;

  private final List<Person> people;

  private DemoPeople(List<Person> people) {
    this.people = List.copyOf(people);
  }

  /** Reads a users file as Keycloak imports it, with passwords and keys in the clear. */
  static DemoPeople read(Path file) throws StartupException {
    ObjectMapper json = new ObjectMapper();
    List<Person> people = new ArrayList<>();
    try {
      for (JsonNode user : json.readTree(file.toFile()).path("users")) {
        String password = "";
        String key = "";
        for (JsonNode credential : user.path("credentials")) {
          if (credential.path("type").asText().equals("otp")) {
            key = json.readTree(credential.path("secretData").asText()).path("value").asText();
          } else {
            password = credential.path("value").asText();
          }
        }
        people.add(
            new Person(
                user.path("username").asText(),
                password,
                user.path("lastName").asText() + " " + user.path("firstName").asText(),
                role(user),
                user.path("attributes").path("recoveryEmail").path(0).asText(),
                key));
      }
    } catch (IOException e) {
      throw new StartupException("The demo's people cannot be read from " + file, e);
    }
    return new DemoPeople(people);
  }

  /**
   * The user's part in the demo. A key can be reissued and deleted there, so it says "came with".
   */
  private static String role(JsonNode user) {
    if (user.has("clientRoles")) {
      return user.path("clientRoles").toString().contains("realm-admin")
          ? "Identity administrator"
          : "Help desk";
    }
    for (JsonNode role : user.path("realmRoles")) {
      if (role.asText().equals("external-staff")) {
        return "Contractor: may have no key";
      }
    }
    for (JsonNode credential : user.path("credentials")) {
      if (credential.path("type").asText().equals("otp")) {
        return "Came with a key";
      }
    }
    return "Came without a key";
  }

  List<Person> all() {
    return people;
  }

  /** How long the codes of now are still shown by an app. */
  static long secondsLeft(Clock clock) {
    return PERIOD - clock.instant().getEpochSecond() % PERIOD;
  }

  /**
   * @param role in words
   * @param recoveryAddress where mailed codes go at first, or empty
   * @param key of the one-time passwords at first, or empty
   */
  record Person(
      String username,
      String password,
      String name,
      String role,
      String recoveryAddress,
      String key) {

    /** The present one-time password of the key that the user came with. */
    Optional<String> code(Clock clock) {
      return key.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new TOTPGenerator.Builder(key.getBytes(StandardCharsets.US_ASCII))
                  .build()
                  .at(clock.instant()));
    }
  }
}
