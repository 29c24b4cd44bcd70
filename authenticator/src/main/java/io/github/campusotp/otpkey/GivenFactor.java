package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.recovery.RecoveryConfig;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Was a second factor given in this very sign-on, and not in the session that it joins? It proves
 * as much as a mailed code does, and for as long: under the same password.
 */
final class GivenFactor {
  private static final String NOTE = "campus-otp-given";

  private GivenFactor() {}

  /** Notes when it was given, and under which password. */
  static void note(AuthenticationSessionModel signOn) {
    long password =
        Optional.ofNullable(signOn.getAuthenticatedUser()).map(CurrentPassword::since).orElse(-1L);
    signOn.setAuthNote(NOTE, Time.currentTimeMillis() / 1000 + " " + password);
  }

  /**
   * Whether one of the user's own was; a pass is none.
   *
   * @param context of the running sign-on
   */
  static boolean is(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    UserModel user = context.getUser();
    String note = signOn.getAuthNote(NOTE);
    if (note == null || !VerifiedOtp.isOfOwn(signOn, user)) {
      return false;
    }
    String[] given = note.split(" ");
    int lifetime = RecoveryConfig.of(context.getRealm()).code().lifetime();
    return Time.currentTimeMillis() / 1000 < Long.parseLong(given[0]) + lifetime
        && CurrentPassword.since(user) == Long.parseLong(given[1]);
  }
}
