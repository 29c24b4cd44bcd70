package io.github.campusotp.keycloak;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Must the user replace the password that was just accepted? */
public final class ProvisionalPassword {
  private ProvisionalPassword() {}

  /**
   * @param context of a step behind the password
   */
  public static boolean is(AuthenticationFlowContext context) {
    return hasExpired(context)
        || Stream.concat(
                context.getUser().getRequiredActionsStream(),
                context.getAuthenticationSession().getRequiredActions().stream())
            .anyMatch(UserModel.RequiredAction.UPDATE_PASSWORD.name()::equals);
  }

  /** The rule of Keycloak's own action, which comes only after the sign-on. */
  private static boolean hasExpired(AuthenticationFlowContext context) {
    int days = context.getRealm().getPasswordPolicy().getDaysToExpirePassword();
    long oldest = Time.currentTimeMillis() - TimeUnit.DAYS.toMillis(days);
    return days >= 0
        && context
            .getUser()
            .credentialManager()
            .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
            .map(CredentialModel::getCreatedDate)
            .anyMatch(created -> created == null || created < oldest);
  }
}
