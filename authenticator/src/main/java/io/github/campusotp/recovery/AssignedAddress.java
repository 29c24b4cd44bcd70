package io.github.campusotp.recovery;

import io.github.campusotp.mailcode.MaskedAddress;
import io.github.campusotp.mailcode.Purpose;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/** A recovery address that an administrator sets, for a user who has shown who they are. */
public final class AssignedAddress {
  private AssignedAddress() {}

  /**
   * What is wrong with an address, as the user's own page says it; empty if it may be set.
   *
   * @param realm whose rule holds
   * @param text as it was typed
   */
  public static Optional<FormMessage> problemOf(RealmModel realm, String text) {
    return AddressRule.of(realm).problemOf(TypedAddress.of(text));
  }

  /**
   * Stores it, and tells the owners of both mailboxes.
   *
   * @param session of the running request
   * @param realm of the user
   * @param user whose address it becomes
   * @param text in which nothing is wrong
   */
  public static void set(KeycloakSession session, RealmModel realm, UserModel user, String text) {
    String address = TypedAddress.of(text).text();
    Optional<String> old = RecoveryAddress.of(realm, user);
    enter(session, user, text);
    Map<String, Object> details =
        Map.of("campusNewAddress", MaskedAddress.of(address), Notice.BY_THE_HELP_DESK, true);
    Stream.concat(old.stream(), Stream.of(address))
        .distinct()
        .forEach(to -> Notice.send(session, user, to, Purpose.ADDRESS, details));
  }

  /**
   * Stores it without a mail; its user then owes none.
   *
   * @param session of the running request
   * @param user whose address it becomes
   * @param text in which nothing is wrong
   */
  public static void enter(KeycloakSession session, UserModel user, String text) {
    RecoveryAddress.set(session, user, TypedAddress.of(text).text());
    user.removeRequiredAction(RecoveryAddressAction.ID);
  }
}
