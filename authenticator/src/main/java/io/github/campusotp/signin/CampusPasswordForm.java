package io.github.campusotp.signin;

import io.github.campusotp.keycloak.TypedUsername;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.models.KeycloakSession;

/** The sign-on page of every service: Keycloak's own, which takes a name as it was meant. */
final class CampusPasswordForm extends UsernamePasswordForm {
  CampusPasswordForm(KeycloakSession session) {
    super(session);
  }

  @Override
  protected boolean validateForm(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    TypedUsername.read(context, typed);
    return super.validateForm(context, typed);
  }
}
