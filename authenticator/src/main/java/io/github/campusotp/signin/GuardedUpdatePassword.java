package io.github.campusotp.signin;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.mailcode.LastingCount;
import io.github.campusotp.recovery.FirstEnrolment;
import io.github.campusotp.recovery.RecoveryConfig;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's own action takes a new password from any page that was once shown, even from one that
 * a thief of the old password left open until its owner had replaced it. This one does not.
 */
public final class GuardedUpdatePassword extends UpdatePassword {
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
    long before = CurrentPassword.since(context.getUser());
    super.processAction(context);
    if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
      CredentialSnapshot.renew(context.getAuthenticationSession(), context.getUser());
      LastingCount.goOn(
          context.getSession(),
          context.getUser(),
          before,
          CurrentPassword.since(context.getUser()),
          RecoveryConfig.of(context.getRealm()).code());
    }
  }
}
