package io.github.campusotp.start;

import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.recovery.FirstEnrolment;
import io.github.campusotp.recovery.RecoveryAddress;
import java.util.List;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.requiredactions.TermsAndConditions;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.services.messages.Messages;
import org.keycloak.storage.ReadOnlyException;

/**
 * Keycloak's own action ends in a server error for users of a read-only federation. This one keeps
 * the pledge in Keycloak for them, too.
 */
public final class TermsAction extends TermsAndConditions {
  /** Before Keycloak's own of the same id. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    SignOnStatus.requireOpen(context);
    FirstEnrolment.show(context);
    super.requiredActionChallenge(context);
  }

  @Override
  public void processAction(RequiredActionContext context) {
    SignOnStatus.requireOpen(context);
    if (RepeatedSubmit.leave(context)) {
      return;
    }
    try {
      super.processAction(context); // takes the user out of the cache, too
    } catch (ReadOnlyException federated) {
      UserModel imported =
          RecoveryAddress.imported(context.getSession(), context.getUser(), federated);
      if (context.getHttpRequest().getDecodedFormParameters().containsKey("cancel")) {
        imported.removeAttribute(USER_ATTRIBUTE);
        context.failure(Messages.TERMS_AND_CONDITIONS_DECLINED);
      } else {
        String now = Long.toString(Time.currentTimeMillis() / 1000);
        imported.setAttribute(USER_ATTRIBUTE, List.of(now));
        context.success();
      }
    }
  }
}
