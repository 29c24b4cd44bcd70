package io.github.campusotp.signin;

import java.util.List;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** Registers the form "Campus one-time password"; category and requirements are Keycloak's own. */
public final class CampusOtpFormFactory extends OTPFormAuthenticatorFactory {
  static final String ID = "campus-otp-form";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return CampusOtpForm.SINGLETON;
  }

  @Override
  public String getDisplayType() {
    return "Campus one-time password";
  }

  @Override
  public String getHelpText() {
    return "Asks for the one-time password of the user's authenticator app on a page of its own.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return List.of();
  }
}
