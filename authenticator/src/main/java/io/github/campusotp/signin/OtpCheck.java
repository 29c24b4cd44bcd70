package io.github.campusotp.signin;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.otpkey.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;

/** What a one-time password is worth: what it may be of decides, within limits. */
enum OtpCheck {
  RIGHT,
  WRONG,
  /** A limit is reached: the code is not looked at. */
  SPENT;

  /**
   * Counts a code and looks at it; if it is right, it ends the step.
   *
   * @param context of the yellow page
   * @param possible what it may be a code of
   * @param code digits
   */
  static OtpCheck of(AuthenticationFlowContext context, List<SecondFactor> possible, String code) {
    tell(context, possible.get(0));
    Optional<Runnable> ofUser = OtpLimits.countWrongCode(context);
    if (ofUser.isEmpty()) {
      return SPENT;
    }
    List<Runnable> counted = new ArrayList<>(List.of(ofUser.get()));
    for (SecondFactor factor : possible) {
      tell(context, factor);
      Optional<Runnable> own = OtpLimits.countWrongCodeOf(context, factor.credential());
      if (own.isPresent()) {
        counted.add(own.get());
        if (factor.takes().test(code)) {
          counted.forEach(Runnable::run);
          AcceptedCode.of(context, factor, Proof.CODE);
          return RIGHT;
        }
      }
    }
    if (counted.size() > 1) {
      return WRONG;
    }
    ofUser.get().run(); // nothing was looked at
    return SPENT;
  }

  private static void tell(AuthenticationFlowContext context, SecondFactor factor) {
    EventDetails.secondFactor(context, factor.word());
    context.getEvent().detail(Details.SELECTED_CREDENTIAL_ID, factor.credential());
  }
}
