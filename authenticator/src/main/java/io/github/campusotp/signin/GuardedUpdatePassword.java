package io.github.campusotp.signin;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.mailcode.LastingCount;
import io.github.campusotp.recovery.FirstEnrolment;
import io.github.campusotp.recovery.RecoveryConfig;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's own action takes a new password from any page that was once shown, even from one that
 * a thief of the old password left open until its owner had replaced it. It also takes a
 * provisional password again as the user's own. This one does neither.
 */
public final class GuardedUpdatePassword extends UpdatePassword {
  private static final String REPEATED = "campusPasswordRepeated";

  /** Before Keycloak's own of the same id. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public RequiredActionProvider create(KeycloakSession session) {
    return this;
  }

  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    SignOnStatus.requireOpen(context);
    FirstEnrolment.show(context);
    CredentialSnapshot.note(context.getAuthenticationSession(), context.getUser()); // in any realm
    tellRule(context);
    super.requiredActionChallenge(context);
  }

  @Override
  public void processAction(RequiredActionContext context) {
    SignOnStatus.requireOpen(context);
    FirstEnrolment.show(context);
    if (RepeatedSubmit.leave(context)) {
      return;
    }
    if (CredentialSnapshot.isStale(context) || !InitiatedAction.isPending(context, getId())) {
      FinalCheck.refuse(context, FinalCheck.OUTDATED);
    }
    tellRule(context);
    if (isRepeated(context)) {
      refuseRepeated(context);
      return;
    }
    long before = CurrentPassword.since(context.getUser());
    super.processAction(context);
    if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
      CredentialSnapshot.renew(context.getAuthenticationSession(), context.getUser());
      LastingCount.goOn(
          context.getSession(),
          context.getUser(),
          before,
          RecoveryConfig.of(context.getRealm()).code());
    }
  }

  private static void tellRule(RequiredActionContext context) {
    context.form().setAttribute("campusProvisional", isProvisional(context));
  }

  /** Not for one who wishes to change it, or forgot it: the answer would tell a guesser the old. */
  private static boolean isProvisional(RequiredActionContext context) {
    return context
        .getUser()
        .getRequiredActionsStream()
        .anyMatch(UserModel.RequiredAction.UPDATE_PASSWORD.name()::equals);
  }

  /** Whether the new password, well typed, is the provisional one; Keycloak sees to the rest. */
  private static boolean isRepeated(RequiredActionContext context) {
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    String typed = form.getFirst("password-new");
    return isProvisional(context)
        && typed != null
        && typed.equals(form.getFirst("password-confirm"))
        && context.getUser().credentialManager().isValid(UserCredentialModel.password(typed));
  }

  private static void refuseRepeated(RequiredActionContext context) {
    context
        .getEvent()
        .clone()
        .event(EventType.UPDATE_CREDENTIAL_ERROR)
        .user(context.getUser())
        .detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE)
        .detail(Details.REASON, REPEATED)
        .error(Errors.PASSWORD_REJECTED);
    context.challenge(
        context
            .form()
            .setAttribute("username", context.getUser().getUsername())
            .addError(new FormMessage(Validation.FIELD_PASSWORD, REPEATED))
            .createResponse(UserModel.RequiredAction.UPDATE_PASSWORD));
  }
}
