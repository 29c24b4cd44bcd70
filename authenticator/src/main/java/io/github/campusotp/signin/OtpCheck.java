package io.github.campusotp.signin;

import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** What a one-time password is worth: Keycloak's own credential decides, within our limits. */
enum OtpCheck {
  RIGHT,
  WRONG,
  /** A limit is reached: the code is not looked at. */
  SPENT;

  /**
   * Counts a code and looks at it.
   *
   * @param context of the yellow page
   * @param key whose code it may be
   * @param code digits
   */
  static OtpCheck of(AuthenticationFlowContext context, OTPCredentialModel key, String code) {
    Optional<Runnable> giveBack = OtpLimits.countWrongCode(context, key);
    if (giveBack.isEmpty()) {
      return SPENT;
    }
    UserModel user = context.getUser();
    UserCredentialModel typed = new UserCredentialModel(key.getId(), OTPCredentialModel.TYPE, code);
    if (VerifiedOtp.isUsed(context.getSession(), user, key, code)
        || !user.credentialManager().isValid(typed)) {
      return WRONG;
    }
    giveBack.get().run();
    return RIGHT;
  }
}
