package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import io.github.campusotp.e2e.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** New users, each of its own kind; no two stories share one. */
public final class People {
  private final KeycloakAdmin admin;

  People(KeycloakAdmin admin) {
    this.admin = admin;
  }

  /** A user with a key and a recovery address. */
  public Person student() {
    return withoutDuties(REALM, true, OtpCredential.newSecret());
  }

  public Person studentWithoutKey() {
    return withoutDuties(REALM, true, null);
  }

  /** A user with a key, but without a recovery address. */
  public Person studentWithoutAddress() {
    return withoutDuties(REALM, false, OtpCredential.newSecret());
  }

  /** A user with neither key nor recovery address. */
  public Person newcomer() {
    return withoutDuties(REALM, false, null);
  }

  /** A user of a new intake: a provisional password, and all that the realm asks of newcomers. */
  public Person freshman() {
    Person person = create(REALM, false, null);
    admin.users().setPassword(person, person.password(), true);
    return person;
  }

  /** A student who may also administer the realm. */
  public Person administrator() {
    return staff("realm-admin");
  }

  /** A student with a role of the client realm-management. */
  public Person staff(String role) {
    Person person = student();
    admin.users().grant(person.id(), role);
    return person;
  }

  /** A new group, without members; its id. */
  public String group(String name) {
    String location =
        admin
            .call("POST", REALM + "/groups", Map.of("name", name))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** A user of another realm. */
  public Person stranger(String realm) {
    return withoutDuties(realm, false, null);
  }

  /** A user of another realm, with a key. */
  public Person strangerWithKey(String realm) {
    return withoutDuties(realm, false, OtpCredential.newSecret());
  }

  private Person withoutDuties(String realm, boolean reachable, String secret) {
    Person person = create(realm, reachable, secret);
    admin.call("PUT", realm + "/users/" + person.id(), Map.of("requiredActions", List.of()));
    return person;
  }

  private Person create(String realm, boolean reachable, String secret) {
    String username = "x" + UUID.randomUUID().toString().substring(0, 8);
    String password = "pw-" + UUID.randomUUID();
    List<Map<String, Object>> credentials = new ArrayList<>();
    credentials.add(Map.of("type", "password", "value", password));
    if (secret != null) {
      credentials.add(OtpCredential.of(secret).representation());
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
      user.put("attributes", Map.of(Users.RECOVERY_EMAIL, List.of(recoveryEmail)));
    }
    String location =
        admin.call("POST", realm + "/users", user).headers().firstValue("Location").orElseThrow();
    String id = location.substring(location.lastIndexOf('/') + 1);
    return new Person(id, username, password, recoveryEmail, secret);
  }
}
