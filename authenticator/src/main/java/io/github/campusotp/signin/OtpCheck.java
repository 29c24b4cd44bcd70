package io.github.campusotp.signin;

import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** What a one-time password is worth: what it may be of decides, within limits. */
enum OtpCheck {
  RIGHT,
  WRONG,
  /** A limit is reached: the code is not looked at. */
  SPENT;

  /**
   * Counts a code and looks at it.
   *
   * @param context of the yellow page
   * @param factor whose code it may be
   * @param code digits
   */
  static OtpCheck of(AuthenticationFlowContext context, SecondFactor factor, String code) {
    Optional<Runnable> giveBack = OtpLimits.countWrongCode(context, factor.credential());
    if (giveBack.isEmpty()) {
      return SPENT;
    }
    if (!factor.takes().test(code)) {
      return WRONG;
    }
    giveBack.get().run();
    return RIGHT;
  }
}
