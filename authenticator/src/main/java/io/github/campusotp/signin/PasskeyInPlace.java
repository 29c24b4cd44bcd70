package io.github.campusotp.signin;

import io.github.campusotp.limit.UsedSteps;
import io.github.campusotp.otpkey.Passkeys;
import io.github.campusotp.otpkey.Proof;
import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Base64;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A passkey in place of the password and of the one-time password, where the realm switches
 * Keycloak's passkeys on. It is both factors only where the device has verified its user.
 */
final class PasskeyInPlace {
  /** Where the flags are (WebAuthn Level 2, 6.1): behind the hash of the relying party's id. */
  private static final int FLAGS = 32;

  private static final int USER_VERIFIED = 0x04;

  private PasskeyInPlace() {}

  /**
   * Whether a passkey was sent whose device has not verified its user. That the flag is the
   * device's own is for Keycloak to say, which checks the signature over it.
   *
   * @param form of the sign-on page
   */
  static boolean isUnverified(MultivaluedMap<String, String> form) {
    String sent = form.getFirst(WebAuthnConstants.AUTHENTICATOR_DATA);
    if (sent == null || sent.isBlank()) {
      return false; // no passkey: a ceremony that was cancelled
    }
    try {
      byte[] data = Base64.getUrlDecoder().decode(sent);
      return data.length <= FLAGS || (data[FLAGS] & USER_VERIFIED) == 0;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /**
   * Marks the sign-on with the passkey that Keycloak has found right.
   *
   * @param context of the sign-on page, whose user is known by now
   */
  static void mark(AuthenticationFlowContext context) {
    UserModel user = context.getUser();
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String used =
        context
            .getHttpRequest()
            .getDecodedFormParameters()
            .getFirst(WebAuthnConstants.CREDENTIAL_ID);
    Passkeys.idOf(user, used)
        .ifPresent(
            passkey -> {
              VerifiedOtp.mark(signOn, passkey, Proof.PASSKEY_ALONE);
              UsedSteps.take(context.getSession(), passkey, Time.currentTimeMillis() / 1000);
            });
  }
}
