package io.github.campusotp.signin;

import io.github.campusotp.otpkey.OtpKey;
import java.util.OptionalInt;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.dto.OTPCredentialData;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the yellow page says of a device's clock after two wrong codes in a row. */
final class ClockHint {
  private static final String NOTE = "campus-otp-wrong-code";

  private ClockHint() {}

  /**
   * Remembers a wrong code's offsets, and compares them with those of the one before.
   *
   * @param context of the yellow page, whose user has a key or a pass
   * @param code which was refused
   * @return seconds by which the device is ahead (negative: behind), once two codes say so
   */
  static OptionalInt secondsAhead(AuthenticationFlowContext context, String code) {
    OTPCredentialModel key = OtpKey.of(context.getUser()).orElse(null);
    if (key == null || !OtpKey.isTimed(key.getOTPCredentialData())) {
      return OptionalInt.empty();
    }
    OTPCredentialData data = key.getOTPCredentialData();
    int window = context.getRealm().getOTPPolicy().getLookAheadWindow();
    ClockOffset offset = ClockOffset.of(OtpKey.now(key), window, OtpKey.stepsOf(key, code));
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    ClockOffset previous = ClockOffset.fromNote(signOn.getAuthNote(NOTE));
    signOn.setAuthNote(NOTE, offset.toNote());
    OptionalInt steps = offset.agreesWith(previous);
    return steps.isPresent() ? OptionalInt.of(steps.getAsInt() * data.getPeriod()) : steps;
  }
}
