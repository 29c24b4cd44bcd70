package io.github.campusotp.signin;

import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.location.CampusNetworkConfigs;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.TypedCode;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.otpkey.OwedKey;
import io.github.campusotp.otpkey.SetupConfig;
import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticator;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.dto.OTPCredentialData;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The yellow page. Keycloak's own form decides on the code (RFC 6238, used once, counted by brute
 * force detection); this one adds the page, forgiving input and what to do when the code is wrong.
 */
final class CampusOtpForm extends OTPFormAuthenticator {
  static final CampusOtpForm SINGLETON = new CampusOtpForm();

  private static final String FIELD = "otp";
  private static final String REFUSED = "campusOtpInvalid";

  private static final String WRONG_CODE_NOTE = "campus-otp-wrong-code";

  private CampusOtpForm() {}

  @Override
  public void action(AuthenticationFlowContext context) {
    EventDetails.place(
        context,
        RequestLocation.of(
            context.getSession().getContext(),
            CampusNetworkConfigs.beside(context.getRealm(), context.getExecution())));
    EventDetails.secondFactor(context, EventDetails.OTP);

    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    String code = TypedCode.normalise(form.getFirst(FIELD));
    OTPCredentialModel key = OtpKey.of(context.getUser()).orElse(null);
    if (key == null) {
      // Deleted while the page was open: the flow itself knows what to do with a user without one.
      context.resetFlow();
      return;
    }
    if (!TypedCode.isDigits(code, key.getOTPCredentialData().getDigits())) {
      context.forceChallenge(
          challenge(
              context,
              code.isEmpty() ? "campusOtpMissing" : "campusOtpMalformed",
              Validation.FIELD_OTP_CODE));
      return;
    }
    form.putSingle(FIELD, code);
    form.putSingle("selectedCredentialId", key.getId()); // whatever the browser asked for
    // Tells a refused code from what else may end a sign-on: Keycloak's form says it too late.
    context.getEvent().detail(Details.SELECTED_CREDENTIAL_ID, key.getId());
    Optional<Runnable> giveBack = RateLimit.takeEach(limits(context, key));
    if (giveBack.isEmpty()) {
      end(context);
      return;
    }
    if (VerifiedOtp.isUsed(context.getSession(), context.getUser(), key, code)) {
      refuse(context);
      return;
    }
    super.action(context);
    if (context.getStatus() != FlowStatus.FAILURE_CHALLENGE) {
      giveBack.get().run(); // right, or not looked at
    }
    if (context.getStatus() == FlowStatus.SUCCESS) {
      VerifiedOtp.mark(context.getAuthenticationSession(), key, code);
    }
  }

  /** As Keycloak's form does with a wrong code. */
  private void refuse(AuthenticationFlowContext context) {
    context.getEvent().user(context.getUser()).error(Errors.INVALID_USER_CREDENTIALS);
    context.failureChallenge(
        AuthenticationFlowError.INVALID_CREDENTIALS,
        challenge(context, Messages.INVALID_TOTP, Validation.FIELD_OTP_CODE));
  }

  /**
   * Whatever Keycloak counts: it forgives everything at each sign-on that ends well, and on campus
   * or at the management site that takes no more than the password. The key's own limit bounds what
   * a thief of the password can guess in the long run (NIST SP 800-63B-4, 3.2.2).
   */
  private static List<RateLimit> limits(AuthenticationFlowContext context, OTPCredentialModel key) {
    KeycloakSession session = context.getSession();
    SetupConfig config = SetupConfig.of(context.getRealm());
    return List.of(
        RateLimit.of(
            session,
            context.getUser().getId(),
            "wrong-otp",
            config.wrongCodesPerHour(),
            RateLimit.HOUR),
        RateLimit.of(
            session, key.getId(), "wrong-otp", config.wrongCodesPerKey(), 30 * RateLimit.DAY));
  }

  /**
   * Wrong once too often: the sign-on is over, whatever was typed last, and the next one begins
   * with the password, whatever session there is. It reads like a wrong code.
   */
  private static void end(AuthenticationFlowContext context) {
    context.getEvent().error(Errors.USER_TEMPORARILY_DISABLED);
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    context.resetFlow(
        () -> {
          signOn.setClientNote(
              OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
          signOn.setAuthNote(
              SamlProtocol.SAML_LOGIN_REQUEST_FORCEAUTHN, SamlProtocol.SAML_FORCEAUTHN_REQUIREMENT);
          context.getSession().getProvider(LoginFormsProvider.class).setError(REFUSED);
        });
  }

  /**
   * Keycloak's lock also counts wrong passwords, and those anybody can type who knows a name: it
   * would let strangers keep people from their one-time passwords. Here only our own count locks,
   * and only after the right password.
   */
  @Override
  protected boolean isDisabledByBruteForce(AuthenticationFlowContext context, UserModel user) {
    String error = AuthenticatorUtils.getDisabledByBruteForceEventError(context, user);
    return !Errors.USER_TEMPORARILY_DISABLED.equals(error)
        && super.isDisabledByBruteForce(context, user);
  }

  @Override
  protected Response challenge(AuthenticationFlowContext context, String error, String field) {
    context.form().setAttribute("campusIssuer", SetupConfig.of(context.getRealm()).issuer());
    if (!Messages.INVALID_TOTP.equals(error)) {
      return super.challenge(context, error, field);
    }
    clockOffset(context).ifPresent(s -> context.form().setAttribute("campusClockOffsetSeconds", s));
    return super.challenge(context, REFUSED, field);
  }

  /** Locked reads like wrong, so that nobody learns from the page whether a guess was right. */
  @Override
  protected String disabledByBruteForceError(String error) {
    return REFUSED;
  }

  @Override
  protected Response createLoginForm(LoginFormsProvider form) {
    return form.createForm("campus-otp.ftl");
  }

  /** Seconds by which the device is ahead, once two wrong codes in a row say so. */
  private static OptionalInt clockOffset(AuthenticationFlowContext context) {
    OTPCredentialModel key = OtpKey.of(context.getUser()).orElseThrow();
    OTPCredentialData data = key.getOTPCredentialData();
    if (!OtpKey.isTimed(data)) {
      return OptionalInt.empty();
    }
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    String code = form.getFirst(FIELD);
    int window = context.getRealm().getOTPPolicy().getLookAheadWindow();
    ClockOffset offset = ClockOffset.of(OtpKey.now(key), window, OtpKey.stepsOf(key, code));
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    ClockOffset previous = ClockOffset.fromNote(signOn.getAuthNote(WRONG_CODE_NOTE));
    signOn.setAuthNote(WRONG_CODE_NOTE, offset.toNote());
    OptionalInt steps = offset.agreesWith(previous);
    return steps.isPresent() ? OptionalInt.of(steps.getAsInt() * data.getPeriod()) : steps;
  }

  /** A key of our own: one in a user federation could not be reissued or deleted here. */
  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    return OtpKey.of(user).isPresent();
  }

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    OwedKey.owe(session.getContext().getAuthenticationSession());
  }

  @Override
  public List<RequiredActionFactory> getRequiredActions(KeycloakSession session) {
    return setupAction(session).map(List::of).orElse(List.of());
  }

  /** An action that nobody provides would be skipped, and the person let in without a code. */
  @Override
  public boolean areRequiredActionsEnabled(KeycloakSession session, RealmModel realm) {
    return setupAction(session).isPresent() && super.areRequiredActionsEnabled(session, realm);
  }

  private static Optional<RequiredActionFactory> setupAction(KeycloakSession session) {
    return Optional.ofNullable(
        (RequiredActionFactory)
            session
                .getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, OtpSetupAction.ID));
  }
}
