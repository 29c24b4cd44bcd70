package io.github.campusotp.signin;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/** Registers the step "Campus cookie"; all else is as with Keycloak's own cookie. */
public final class CampusCookieFactory extends CookieAuthenticatorFactory {
  @Override
  public String getId() {
    return "campus-cookie";
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return CampusCookie.SINGLETON;
  }

  @Override
  public String getDisplayType() {
    return "Campus cookie";
  }

  @Override
  public String getHelpText() {
    return "Keycloak's own sign-on by the session. A service that wants a higher level is left to"
        + " the condition behind it, so that no password is typed again.";
  }
}
