package io.github.campusotp.signin;

import java.util.Map;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/** The yellow page among the steps that a session has completed: {@code amr} tells them. */
final class CompletedOtp {
  private CompletedOtp() {}

  /**
   * Takes it out, and from the session that the sign-on joins.
   *
   * @param signOn in which no code of the user's present key is in force
   */
  static void forget(AuthenticationSessionModel signOn) {
    Map<String, Integer> steps =
        AuthenticatorUtils.parseCompletedExecutions(
            signOn.getUserSessionNotes().get(Constants.AUTHENTICATORS_COMPLETED));
    if (steps.keySet().removeIf(step -> isYellowPage(signOn.getRealm(), step))) {
      signOn.setUserSessionNote(
          Constants.AUTHENTICATORS_COMPLETED, JsonSerialization.valueAsString(steps));
    }
  }

  static boolean isYellowPage(RealmModel realm, String step) {
    AuthenticationExecutionModel execution = realm.getAuthenticationExecutionById(step);
    return execution != null && CampusOtpFormFactory.ID.equals(execution.getAuthenticator());
  }
}
