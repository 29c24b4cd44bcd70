package io.github.campusotp.signin;

import io.github.campusotp.otpkey.VerifiedOtp;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's own sign-on by the session, whatever level a service wants: the network condition
 * behind it asks for what is missing. Keycloak's would have the password typed again. A session
 * that was begun with a passkey alone ends with it: there is no password left to rest on.
 */
final class CampusCookie extends CookieAuthenticator {
  static final CampusCookie SINGLETON = new CampusCookie();

  private CampusCookie() {}

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    if (JoinedSession.cookie(context).filter(VerifiedOtp::restsOnNothing).isPresent()) {
      context.attempted();
      return;
    }
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String wanted = signOn.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
    signOn.removeClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
    try {
      super.authenticate(context);
    } finally {
      if (wanted != null) {
        signOn.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, wanted);
      }
    }
  }
}
