package io.github.campusotp.signin;

import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.SignOnRestart;
import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.level.Decision;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.mailcode.TypedCode;
import io.github.campusotp.otpkey.OwedPasskey;
import io.github.campusotp.otpkey.Passkeys;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/**
 * The yellow page: what there is for a second factor, forgiving input, and what to do when a code
 * is wrong.
 */
final class CampusOtpForm extends KeyOwnersForm {
  static final CampusOtpForm SINGLETON = new CampusOtpForm();

  private CampusOtpForm() {}

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    if (!AcceptedCode.ends(context)) {
      super.authenticate(context);
    }
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    SignOnStatus.requireOpen(context);
    RepeatedSubmit.leave(context);
    Decision decision = SignOnLevel.of(context);
    EventDetails.place(context, decision.location());
    EventDetails.level(context, decision);
    EventDetails.secondFactor(context, EventDetails.OTP);

    List<SecondFactor> factors =
        OwedPasskey.takesNothingElse(context) ? List.of() : SecondFactor.of(context).toList();
    if (factors.isEmpty() && !Passkeys.areThere(context.getUser())) {
      // Deleted while the page was open: the flow itself knows what to do with a user without one.
      SignOnRestart.asBefore(context);
      return;
    }
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    if (PasskeyCheck.isIn(form)) {
      if (enabledUser(context, context.getUser())) {
        new PasskeyCheck(context.getSession()).action(context);
      }
      return;
    }
    String code = TypedCode.normalise(form.getFirst(OtpHints.FIELD));
    List<SecondFactor> possible = factors.stream().filter(one -> one.mayBeOf(code)).toList();
    if (possible.isEmpty()) {
      context.forceChallenge(
          challenge(
              context,
              code.isEmpty() ? "campusOtpMissing" : "campusOtpMalformed",
              Validation.FIELD_OTP_CODE));
      return;
    }
    form.putSingle(OtpHints.FIELD, code);
    if (enabledUser(context, context.getUser())) {
      take(context, possible, code);
    }
  }

  /** A key of eight digits is as long as backup codes: then it may be of either. */
  private void take(AuthenticationFlowContext context, List<SecondFactor> possible, String code) {
    switch (OtpCheck.of(context, possible, code)) {
      case SPENT -> end(context);
      case WRONG -> refuse(context, Messages.INVALID_TOTP);
      case RIGHT -> {}
    }
  }

  /**
   * As Keycloak's form does with a wrong code. Keycloak counts a failure of the flow, but where
   * that could disable the user for good only our own limit counts.
   *
   * @param message key of what the page says
   */
  void refuse(AuthenticationFlowContext context, String message) {
    context.getEvent().user(context.getUser()).error(Errors.INVALID_USER_CREDENTIALS);
    Response page = challenge(context, message, Validation.FIELD_OTP_CODE);
    if (context.getRealm().isPermanentLockout()) {
      context.forceChallenge(page);
    } else {
      context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
    }
  }

  /** Ends the sign-on; the next one begins with the password. The page reads like a wrong code. */
  static void end(AuthenticationFlowContext context) {
    context.getEvent().error(Errors.USER_TEMPORARILY_DISABLED);
    SignOnRestart.withPassword(
        context,
        () ->
            context.getSession().getProvider(LoginFormsProvider.class).setError(OtpHints.REFUSED));
  }

  /**
   * Keycloak's temporary lock also counts wrong passwords, which any attacker with a username can
   * type: it would let strangers lock users out of this page. Here only the extension's own limit
   * locks, and only after the right password.
   */
  @Override
  protected boolean isDisabledByBruteForce(AuthenticationFlowContext context, UserModel user) {
    String error = AuthenticatorUtils.getDisabledByBruteForceEventError(context, user);
    return error != null
        && !error.equals(Errors.USER_TEMPORARILY_DISABLED)
        && super.isDisabledByBruteForce(context, user);
  }

  @Override
  protected Response challenge(AuthenticationFlowContext context, String error, String field) {
    // Not context.form(), which makes the address of the form anew each time.
    LoginFormsProvider page = context.getSession().getProvider(LoginFormsProvider.class);
    OtpHints.tell(context, page);
    return super.challenge(
        context,
        Messages.INVALID_TOTP.equals(error) ? OtpHints.ofWrong(context, page) : error,
        field);
  }

  /** Locked reads like wrong, so that the page does not tell whether a guess was right. */
  @Override
  protected String disabledByBruteForceError(String error) {
    return OtpHints.REFUSED;
  }

  @Override
  protected Response createLoginForm(LoginFormsProvider form) {
    return form.createForm("campus-otp.ftl");
  }
}
