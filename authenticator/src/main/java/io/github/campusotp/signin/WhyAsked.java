package io.github.campusotp.signin;

import io.github.campusotp.level.Decision;
import io.github.campusotp.location.RequestLevel;
import org.keycloak.authentication.AuthenticationFlowContext;

/** Why is the yellow page shown? */
final class WhyAsked {
  private WhyAsked() {}

  /** Tells the page: off campus the address that the server sees, on campus who wants the code. */
  static void tell(AuthenticationFlowContext context) {
    Decision decision = RequestLevel.of(context.getSession(), context.getUser());
    if (decision.location().network().isEmpty()) {
      context.form().setAttribute("campusAddress", decision.location().address());
    } else {
      context.form().setAttribute("campusReason", decision.reasons().get(0).source().word());
    }
  }
}
