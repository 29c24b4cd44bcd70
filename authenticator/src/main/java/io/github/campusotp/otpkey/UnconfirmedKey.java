package io.github.campusotp.otpkey;

import io.github.campusotp.recovery.RecoveryAddress;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;

/**
 * Was the key of a first enrolment stored, while nothing says yet that an app has it? The start
 * procedure then shows it again. The mark is a user attribute that the user profile leaves to
 * administrators: users cannot set it. It names the key: a key without its mark is confirmed.
 */
public final class UnconfirmedKey {
  /** Of the user: the id of the key. */
  public static final String ATTRIBUTE = "campus-otp-unconfirmed";

  private UnconfirmedKey() {}

  /**
   * @param user who has a key or none
   */
  public static boolean is(UserModel user) {
    String marked = user.getFirstAttribute(ATTRIBUTE);
    return marked != null && OtpKey.idOf(user).filter(marked::equals).isPresent();
  }

  /**
   * Marks a key that was just stored.
   *
   * @param id the stored credential's
   */
  static void mark(KeycloakSession session, UserModel user, String id) {
    change(session, user, stored -> stored.setSingleAttribute(ATTRIBUTE, id));
  }

  /**
   * Takes the mark: the user said that all is set up, or typed a code that was right.
   *
   * @param session of the running request
   * @param user marked or not
   */
  public static void confirm(KeycloakSession session, UserModel user) {
    if (user.getFirstAttribute(ATTRIBUTE) != null) {
      change(session, user, stored -> stored.removeAttribute(ATTRIBUTE));
    }
  }

  private static void change(KeycloakSession session, UserModel user, Consumer<UserModel> change) {
    try {
      change.accept(user);
    } catch (ReadOnlyException federated) {
      change.accept(RecoveryAddress.imported(session, user, federated));
    }
  }
}
