package io.github.campusotp.signin;

import java.util.Set;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;

/** Registers the form "Campus username and password"; all else is as with Keycloak's own form. */
public final class CampusPasswordFormFactory extends UsernamePasswordFormFactory {
  static final String ID = "campus-password-form";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return new CampusPasswordForm(session);
  }

  /** The account console lists what is named here, to a thief of the password, too. */
  @Override
  public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
    return Set.of();
  }

  @Override
  public String getDisplayType() {
    return "Campus username and password";
  }

  @Override
  public String getHelpText() {
    return "Keycloak's own form. Takes a name that was typed in full width or with spaces.";
  }
}
