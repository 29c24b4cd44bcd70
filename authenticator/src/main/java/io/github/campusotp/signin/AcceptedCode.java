package io.github.campusotp.signin;

import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.otpkey.OtpKey;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Was a right code sent to the yellow page, so that the next request ends the step? It does where
 * the browser may send the form twice and drop the first answer.
 */
final class AcceptedCode {
  private static final String NOTE = "campus-otp-accepted";

  private AcceptedCode() {}

  /**
   * Leaves the end of the step to the next request, where this one's answer may be dropped.
   *
   * @param context of the step, in which the code was right
   * @param key that the code came from
   * @param form what was sent
   */
  static void note(
      AuthenticationFlowContext context,
      OTPCredentialModel key,
      MultivaluedMap<String, String> form) {
    if (RepeatedSubmit.mayFollow(form)) {
      context.getAuthenticationSession().setAuthNote(NOTE, key.getId());
      context.forceChallenge(
          RepeatedSubmit.forward(context.form(), context.getRefreshExecutionUrl()));
    }
  }

  /**
   * Ends the step if a right code was sent in this sign-on, of the key that the user has now.
   *
   * @return whether it did
   * @throws ErrorPageException if the sign-on may not go on
   */
  static boolean ends(AuthenticationFlowContext context) {
    RepeatedSubmit.leaveEarly(context);
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String id = signOn.getAuthNote(NOTE);
    signOn.removeAuthNote(NOTE);
    boolean accepted = id != null && OtpKey.idOf(context.getUser()).filter(id::equals).isPresent();
    if (accepted) {
      SignOnStatus.requireOpen(context);
      context.success();
    }
    return accepted;
  }
}
