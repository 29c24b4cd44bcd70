package io.github.campusotp.keycloak;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.services.ErrorPageException;
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
