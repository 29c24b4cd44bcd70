package io.github.campusotp.signin;

import io.github.campusotp.keycloak.TypedUsername;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.validation.Validation;

/**
 * The sign-on page of every service: Keycloak's own, which takes a name as it was meant; and a
 * passkey only as both factors.
 */
final class CampusPasswordForm extends UsernamePasswordForm {
  CampusPasswordForm(KeycloakSession session) {
    super(session);
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    boolean passkey = webauthnAuth.isPasskeysEnabled() && PasskeyCheck.isIn(form);
    if (passkey && PasskeyInPlace.isUnverified(form)) {
      context.getEvent().error(Errors.INVALID_USER_CREDENTIALS);
      context.forceChallenge(
          challenge(context, "campusPasskeyUnverified", Validation.FIELD_USERNAME));
      return;
    }
    super.action(context);
    if (passkey && context.getStatus() == FlowStatus.SUCCESS) { // else it was the password
      PasskeyInPlace.mark(context);
    }
  }

  @Override
  protected boolean validateForm(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    TypedUsername.read(context, typed);
    return super.validateForm(context, typed);
  }
}
