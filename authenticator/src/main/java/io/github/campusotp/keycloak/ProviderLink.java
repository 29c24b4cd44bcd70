package io.github.campusotp.keycloak;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Does a sign-on link an account to an identity provider (Keycloak's first broker login)? */
public final class ProviderLink {
  private ProviderLink() {}

  /**
   * @param signOn the running one
   */
  public static boolean isPart(AuthenticationSessionModel signOn) {
    return signOn.getAuthNote(AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE) != null;
  }

  /**
   * Gives the link up in every other flow of the same sign-on. Keycloak links the user of the
   * moment in which it is asked to, although the link was proved for another user.
   *
   * @param context of a step of any flow
   */
  public static void dropElsewhere(AuthenticationFlowContext context) {
    if (!LoginActionsService.FIRST_BROKER_LOGIN_PATH.equals(context.getFlowPath())) {
      AuthenticationSessionModel signOn = context.getAuthenticationSession();
      signOn.removeAuthNote(AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE);
      signOn.removeAuthNote(AbstractIdpAuthenticator.FIRST_BROKER_LOGIN_SUCCESS);
    }
  }

  /**
   * Ends such a sign-on, for a step that has no place there.
   *
   * @param context of the step
   * @throws ErrorPageException if it is one
   */
  public static void requireNone(AuthenticationFlowContext context) {
    if (isPart(context.getAuthenticationSession())) {
      throw SignOnStatus.ended(context);
    }
  }
}
