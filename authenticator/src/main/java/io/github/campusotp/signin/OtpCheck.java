package io.github.campusotp.signin;

import io.github.campusotp.otpkey.UsedSteps;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** What a one-time password is worth: Keycloak's own credential decides, within limits and once. */
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
    UserCredentialModel typed = new UserCredentialModel(key.getId(), OTPCredentialModel.TYPE, code);
    if (!context.getUser().credentialManager().isValid(typed)
        || !UsedSteps.take(context.getSession(), key, code)) {
      return WRONG;
    }
    giveBack.get().run();
    return RIGHT;
  }
}
