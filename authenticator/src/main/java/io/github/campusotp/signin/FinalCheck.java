package io.github.campusotp.signin;

import io.github.campusotp.keycloak.EarlyRequest;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLevel;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.otpkey.OwedKey;
import io.github.campusotp.otpkey.OwedPasskey;
import io.github.campusotp.otpkey.VerifiedOtp;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Errors;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The last check of a sign-on, but for one that waits at a consent page. It refuses a sign-on that
 * still owes a key whose set-up is disabled, that was decided on campus and finishes elsewhere, or
 * whose password or key has been replaced meanwhile, or that has less left than its service insists
 * on; and it restores network and second factor in the LOGIN event.
 */
final class FinalCheck {
  static final String OUTDATED = "campusSignOnOutdated";

  private FinalCheck() {}

  /**
   * Checks a sign-on whose user has nothing left to do.
   *
   * @throws ErrorPageException if it is refused
   */
  static void of(RequiredActionContext context) {
    EarlyRequest.leave(context);
    SignOnStatus.requireOpen(context);
    CredentialSnapshot.note(context.getAuthenticationSession(), context.getUser());
    if (owesWhatIsDisabled(context)) {
      refuse(context, Messages.CREDENTIAL_SETUP_REQUIRED);
    }
    if (CampusNetworkCondition.hasLeftCampus(context)) {
      refuse(context, "campusNetworkChanged");
    }
    if (CredentialSnapshot.isStale(context)) {
      refuse(context, OUTDATED);
    }
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (RequestLevel.isMissed(signOn) && !OwedKey.is(signOn) && !OwedPasskey.isDue(context)) {
      refuse(context, RequestLevel.insistsOnPasskey(signOn) ? "campusPasskeyNeeded" : OUTDATED);
    }
    if (!VerifiedOtp.isOf(context.getAuthenticationSession(), context.getUser())) {
      CompletedOtp.forget(context.getAuthenticationSession());
    }
    EventDetails.restore(context.getAuthenticationSession(), context.getEvent());
  }

  /** Keycloak skips a disabled action, even one that a running sign-on waits for. */
  private static boolean owesWhatIsDisabled(RequiredActionContext context) {
    return OwedKey.is(context.getAuthenticationSession())
        && !StatelessAction.isOn(context.getRealm(), OtpSetupAction.ID);
  }

  /** Ends the sign-on with a page that says why. */
  static void refuse(RequiredActionContext context, String message) {
    context.getEvent().error(Errors.INVALID_USER_CREDENTIALS);
    throw SignOnStatus.ended(context, message);
  }
}
