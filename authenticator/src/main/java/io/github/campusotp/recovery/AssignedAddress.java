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
   * Stores an address that the user could register, and tells the owners of both mailboxes.
   *
   * @param session of the running request
   * @param realm of the user
   * @param user whose address it becomes
   * @param text as it was typed
   * @return what is wrong with it, as the user's own page says it; empty if it was stored
   */
  public static Optional<FormMessage> set(
      KeycloakSession session, RealmModel realm, UserModel user, String text) {
    TypedAddress typed = TypedAddress.of(text);
    Optional<FormMessage> problem = AddressRule.of(realm).problemOf(typed);
    if (problem.isEmpty()) {
      Optional<String> old = RecoveryAddress.of(realm, user);
      RecoveryAddress.set(session, user, typed.text());
      Map<String, Object> details =
          Map.of("campusNewAddress", MaskedAddress.of(typed.text()), Notice.BY_THE_HELP_DESK, true);
      Stream.concat(old.stream(), Stream.of(typed.text()))
          .distinct()
          .forEach(to -> Notice.send(session, user, to, Purpose.ADDRESS, details));
    }
    return problem;
  }
}
