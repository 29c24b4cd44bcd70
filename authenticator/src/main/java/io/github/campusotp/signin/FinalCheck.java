package io.github.campusotp.signin;

import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.otpkey.OwedKey;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Errors;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.messages.Messages;

/**
 * The last check of a sign-on, but for one that waits at a consent page. Keycloak asks every
 * enabled action just before it finishes a sign-on, and offers no other such moment. This action
 * never requires anything. It refuses a sign-on that still owes a key whose set-up is disabled,
 * that was decided on campus and finishes elsewhere, or whose password or key has been replaced
 * meanwhile; and it restores network and second factor in the LOGIN event.
 */
public final class FinalCheck extends StatelessAction {
  static final String OUTDATED = "campusSignOnOutdated";

  @Override
  public String getId() {
    return "campus-sign-on-record";
  }

  @Override
  public String getDisplayText() {
    return "Campus: network and second factor in events";
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    RepeatedSubmit.leaveEarly(context);
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
    EventDetails.restore(context.getAuthenticationSession(), context.getEvent());
  }

  /** Keycloak skips a disabled action, even one that a running sign-on waits for. */
  private static boolean owesWhatIsDisabled(RequiredActionContext context) {
    RequiredActionProviderModel setup =
        context.getRealm().getRequiredActionProviderByAlias(OtpSetupAction.ID);
    return OwedKey.is(context.getAuthenticationSession()) && (setup == null || !setup.isEnabled());
  }

  /** Ends the sign-on with a page that says why. */
  static void refuse(RequiredActionContext context, String message) {
    context.getEvent().error(Errors.INVALID_USER_CREDENTIALS);
    throw new ErrorPageException(
        context.getSession(),
        context.getAuthenticationSession(),
        Response.Status.BAD_REQUEST,
        message);
  }

  /** Nothing to show, should an administrator require this action of a user. */
  @Override
  protected void show(RequiredActionContext context) {
    context.success();
  }

  @Override
  protected void take(RequiredActionContext context) {
    context.success();
  }
}
