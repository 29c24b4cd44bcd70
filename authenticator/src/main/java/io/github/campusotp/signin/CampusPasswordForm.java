package io.github.campusotp.signin;

import io.github.campusotp.keycloak.TypedUsername;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
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
    if (webauthnAuth.isPasskeysEnabled() && PasskeyCheck.isIn(form)) {
      takePasskey(context, PasskeyInPlace.isUnverified(form));
    } else {
      super.action(context);
    }
  }

  /** Of a failed one no user is left: the next try is another's, perhaps. */
  private void takePasskey(AuthenticationFlowContext context, boolean unverified) {
    boolean known = context.getUser() != null;
    if (unverified) {
      refuse(context, "campusPasskeyUnverified");
      return;
    }
    try {
      super.action(context);
    } catch (IllegalArgumentException | IndexOutOfBoundsException notBase64) {
      refuse(context, "campusPasskeyWrong");
    }
    if (context.getStatus() == FlowStatus.SUCCESS) {
      PasskeyInPlace.mark(context);
    } else if (!known) {
      context.clearUser();
    }
  }

  private void refuse(AuthenticationFlowContext context, String message) {
    EventDetails.secondFactor(context, EventDetails.PASSKEY);
    context.getEvent().error(Errors.INVALID_USER_CREDENTIALS);
    AuthenticatorUtils.setupReauthenticationInUsernamePasswordFormError(context);
    context.forceChallenge(challenge(context, message, Validation.FIELD_USERNAME));
  }

  /** Keycloak would take one that was used at any step, by whichever user. */
  @Override
  protected boolean alreadyAuthenticatedUsingPasswordlessCredential(
      AuthenticationFlowContext context) {
    return VerifiedOtp.isByPasskeyAlone(context.getAuthenticationSession(), context.getUser());
  }

  @Override
  protected boolean validateForm(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    TypedUsername.read(context, typed);
    return super.validateForm(context, typed);
  }
}
