package io.github.campusotp.signin;

import io.github.campusotp.keycloak.EarlyRequest;
import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.otpkey.BackupCodesOffer;
import io.github.campusotp.otpkey.Proof;
import io.github.campusotp.otpkey.UnconfirmedKey;
import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
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
   * Ends the step, and marks the sign-on with what was typed.
   *
   * @param context of the yellow page
   * @param factor of which a code was right
   * @param proof what it was
   */
  static void of(AuthenticationFlowContext context, SecondFactor factor, Proof proof) {
    context.success(OTPCredentialModel.TYPE);
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    VerifiedOtp.mark(signOn, factor.credential(), proof);
    note(context, context.getHttpRequest().getDecodedFormParameters());
    if (factor.word().equals(EventDetails.OTP)) {
      UnconfirmedKey.confirm(context.getSession(), context.getUser());
    } else if (factor.word().equals(EventDetails.BACKUP_CODE)) {
      BackupCodesOffer.used(context.getSession(), signOn, context.getUser());
    }
  }

  /**
   * Leaves the end of the step to the next request, where this one's answer may be dropped.
   *
   * @param context of the step, in which the code was right
   * @param form what was sent
   */
  private static void note(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
    if (RepeatedSubmit.mayFollow(form)) {
      context.getAuthenticationSession().setAuthNote(NOTE, "true");
      context.forceChallenge(
          RepeatedSubmit.forward(context.form(), context.getRefreshExecutionUrl()));
    }
  }

  /**
   * Whether a right code was sent in this sign-on, whose step has not ended yet.
   *
   * @param signOn the running one; null where there is none
   * @param user who signs on
   */
  static boolean isNoted(AuthenticationSessionModel signOn, UserModel user) {
    return signOn != null && signOn.getAuthNote(NOTE) != null && VerifiedOtp.isOf(signOn, user);
  }

  /**
   * Ends the step if a right code was sent in this sign-on, of the key or pass that the user has
   * now.
   *
   * @return whether it did
   * @throws ErrorPageException if the sign-on may not go on
   */
  static boolean ends(AuthenticationFlowContext context) {
    EarlyRequest.leave(context);
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    boolean accepted = isNoted(signOn, context.getUser());
    signOn.removeAuthNote(NOTE);
    if (accepted) {
      SignOnStatus.requireOpen(context);
      context.success();
    }
    return accepted;
  }
}
