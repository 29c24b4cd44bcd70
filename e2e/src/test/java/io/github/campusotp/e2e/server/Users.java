package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.campusotp.e2e.Person;
import java.util.List;
import java.util.Map;

/** What an administrator does to a user. */
public final class Users {
  static final String RECOVERY_EMAIL = "recoveryEmail";

  private final KeycloakAdmin admin;

  Users(KeycloakAdmin admin) {
    this.admin = admin;
  }

  /** As the help desk does, for good. */
  public void setPassword(Person person, String password) {
    setPassword(person, password, false);
  }

  void setPassword(Person person, String password, boolean provisional) {
    admin.call(
        "PUT",
        user(person) + "/reset-password",
        Map.of("type", "password", "value", password, "temporary", provisional));
  }

  /** Requires an action, and no other, at the end of the next sign-on. */
  public void require(Person person, String action) {
    admin.call("PUT", user(person), Map.of("requiredActions", List.of(action)));
  }

  /** Requires no action, not even those that the realm asks of every new user. */
  public void requireNothing(Person person) {
    admin.call("PUT", user(person), Map.of("requiredActions", List.of()));
  }

  /** Lets a user sign on, or no more. */
  public void enable(Person person, boolean enabled) {
    admin.call("PUT", user(person), Map.of("enabled", enabled));
  }

  /**
   * Gives a role of the client realm-management.
   *
   * @param id of the user
   */
  public void grant(String id, String role) {
    String management =
        admin.get(REALM + "/clients?clientId=realm-management").path(0).path("id").asText();
    admin.call(
        "POST",
        REALM + "/users/" + id + "/role-mappings/clients/" + management,
        List.of(admin.get(REALM + "/clients/" + management + "/roles/" + role)));
  }

  /**
   * Puts a user into a group.
   *
   * @param group its id
   */
  public void join(Person person, String group) {
    admin.call("PUT", user(person) + "/groups/" + group, null);
  }

  /** Deletes a user. */
  public void delete(Person person) {
    admin.call("DELETE", user(person), null);
  }

  /** Ends every session of the realm. */
  public void signOutAll() {
    admin.call("POST", REALM + "/logout-all", null);
  }

  /** Sets the recovery address. */
  public Person giveRecoveryEmail(Person person, String address) {
    ObjectNode user = (ObjectNode) admin.get(user(person));
    user.withObject("/attributes").putArray(RECOVERY_EMAIL).add(address);
    admin.call("PUT", user(person), user);
    return person.withRecoveryEmail(address);
  }

  /** Gives a realm role. */
  public void giveRole(Person person, String role) {
    admin.call(
        "POST",
        user(person) + "/role-mappings/realm",
        List.of(admin.get(REALM + "/roles/" + role)));
  }

  /** Gives one more key, newer than the one that is there. */
  public Person giveNewerKey(Person person) {
    OtpCredential key = OtpCredential.of(OtpCredential.newSecret());
    add(person, key);
    return person.withKey(key.secret());
  }

  /** Gives a key that goes by a counter, RFC 4226, which is so far. */
  public Person giveCountingKey(Person person, int counter) {
    OtpCredential key = OtpCredential.of(OtpCredential.newSecret());
    key.data().put("subType", "hotp").put("counter", counter);
    add(person, key);
    return person.withKey(key.secret());
  }

  /** Gives a newer key of an algorithm that there is not: to look at a code throws. */
  public void breakKey(Person person) {
    OtpCredential key = OtpCredential.of(OtpCredential.newSecret());
    key.data().put("algorithm", "HmacNone");
    add(person, key);
  }

  private void add(Person person, OtpCredential key) {
    admin.call("PUT", user(person), Map.of("credentials", List.of(key.representation())));
  }

  public void deleteCredential(Person person, String id) {
    admin.call("DELETE", user(person) + "/credentials/" + id, null);
  }

  /** Forgives failed sign-ons. */
  public void clearFailures(Person person) {
    admin.call("DELETE", REALM + "/attack-detection/brute-force/users/" + person.id(), null);
  }

  private static String user(Person person) {
    return REALM + "/users/" + person.id();
  }
}
