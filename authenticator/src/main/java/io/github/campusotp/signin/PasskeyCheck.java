package io.github.campusotp.signin;

import io.github.campusotp.limit.UsedSteps;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLevel;
import io.github.campusotp.otpkey.Passkeys;
import io.github.campusotp.otpkey.Proof;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticator;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's check of a passkey (WebAuthn Level 2, 7.2), on the yellow page: of the user who gave
 * the password, and within the limits of one-time passwords.
 */
final class PasskeyCheck extends WebAuthnAuthenticator {
  private Runnable giveBack;

  PasskeyCheck(KeycloakSession session) {
    super(session);
  }

  /** Whether a browser sent a passkey's answer, or that there was none. */
  static boolean isIn(MultivaluedMap<String, String> form) {
    return form.containsKey(WebAuthnConstants.AUTHENTICATOR_DATA);
  }

  /** Tells the page what a browser needs to ask for a passkey; nothing where the user has none. */
  static void tell(AuthenticationFlowContext context) {
    if (Passkeys.areThere(context.getUser())) {
      LoginFormsProvider page =
          new PasskeyCheck(context.getSession())
              .fillContextForm(context)
              .setAttribute(WebAuthnConstants.ENABLE_WEBAUTHN_CONDITIONAL_UI, true);
      if (RequestLevel.insistsOnPasskey(context.getAuthenticationSession())) {
        // Not required: a touch is a second factor, behind which another passkey is registered.
        page.setAttribute(
            WebAuthnConstants.USER_VERIFICATION, Constants.WEBAUTHN_POLICY_OPTION_PREFERED);
      }
    }
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    UserModel user = context.getUser();
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    String passkey =
        Passkeys.idOf(user, form.getFirst(WebAuthnConstants.CREDENTIAL_ID)).orElse(user.getId());
    EventDetails.secondFactor(context, EventDetails.PASSKEY);
    context.getEvent().detail(Details.SELECTED_CREDENTIAL_ID, passkey);
    Optional<Runnable> ofUser = OtpLimits.countWrongCode(context);
    if (ofUser.isEmpty()) {
      CampusOtpForm.end(context);
      return;
    }
    giveBack = ofUser.get();
    try {
      super.action(context);
    } catch (IllegalArgumentException | IndexOutOfBoundsException notBase64) {
      CampusOtpForm.SINGLETON.refuse(context, "campusPasskeyWrong");
    }
    if (context.getStatus() == FlowStatus.SUCCESS) {
      giveBack.run();
      UsedSteps.take(session, passkey, Time.currentTimeMillis() / 1000);
      AcceptedCode.of(
          context,
          new SecondFactor(EventDetails.PASSKEY, passkey, 0, code -> true),
          Proof.ofPasskey(!PasskeyInPlace.isUnverified(form)));
    }
  }

  /** A ceremony that its user ended is no mistake. */
  @Override
  protected void setErrorResponse(
      AuthenticationFlowContext context, String errorCase, String errorMessage) {
    if (errorCase.equals(Messages.WEBAUTHN_ERROR_API_GET)) {
      giveBack.run();
      context.getEvent().error(Errors.REJECTED_BY_USER);
      context.forceChallenge(
          CampusOtpForm.SINGLETON.challenge(
              context, "campusPasskeyCancelled", Validation.FIELD_OTP_CODE));
    } else {
      CampusOtpForm.SINGLETON.refuse(context, "campusPasskeyWrong");
    }
  }

  @Override
  protected WebAuthnPolicy getWebAuthnPolicy(AuthenticationFlowContext context) {
    return context.getRealm().getWebAuthnPolicyPasswordless();
  }

  @Override
  protected String getCredentialType() {
    return Passkeys.TYPE;
  }

  @Override
  public WebAuthnCredentialProvider getCredentialProvider(KeycloakSession session) {
    return (WebAuthnCredentialProvider)
        session.getProvider(
            CredentialProvider.class, WebAuthnPasswordlessCredentialProviderFactory.PROVIDER_ID);
  }
}
