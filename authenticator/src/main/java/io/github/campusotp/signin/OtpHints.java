package io.github.campusotp.signin;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.otpkey.SetupConfig;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** What the yellow page says to help. */
final class OtpHints {
  /** The field of the form. */
  static final String FIELD = "otp";

  /** What it says of a wrong one-time password, and of one that is not looked at. */
  static final String REFUSED = "campusOtpInvalid";

  private static final Map<String, String> WRONG =
      Map.of(
          EventDetails.PASS, "campusPassWrong", EventDetails.BACKUP_CODE, "campusBackupCodeWrong");

  private OtpHints() {}

  /** Whatever was typed. */
  static void tell(AuthenticationFlowContext context, LoginFormsProvider page) {
    page.setAttribute(
        "campusPass",
        SecondFactor.pass(
                context.getSession(), context.getAuthenticationSession(), context.getUser())
            .isPresent());
    page.setAttribute(
        "campusBackupCodes",
        BackupCodes.of(context.getSession(), context.getUser())
            .filter(codes -> codes.left() > 0)
            .isPresent());
    page.setAttribute("campusIssuer", SetupConfig.of(context.getRealm()).issuer());
    PasskeyCheck.tell(context);
    WhyAsked.tell(context, page);
  }

  /**
   * Of what was wrong.
   *
   * @return message key
   */
  static String ofWrong(AuthenticationFlowContext context, LoginFormsProvider page) {
    String code = context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
    ClockHint.secondsAhead(context, code)
        .ifPresent(ahead -> page.setAttribute("campusClockOffsetSeconds", ahead));
    return SecondFactor.of(context)
        .filter(factor -> factor.mayBeOf(code))
        .map(factor -> WRONG.getOrDefault(factor.word(), REFUSED))
        .findFirst()
        .orElse(REFUSED);
  }
}
