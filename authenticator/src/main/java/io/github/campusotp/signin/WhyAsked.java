package io.github.campusotp.signin;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import org.keycloak.forms.login.LoginFormsProvider;

/** Why is the yellow page shown? To users it is one whether a service asks always or this time. */
final class WhyAsked {
  private WhyAsked() {}

  /** Tells the page: off campus the address that the server sees, on campus who wants the code. */
  static void tell(Decision decision, LoginFormsProvider page) {
    if (decision.needsPasskey()) {
      page.setAttribute("campusReason", "passkey");
    } else if (decision.reasons().stream()
        .anyMatch(reason -> reason.source() == Reason.Source.ACTION)) {
      page.setAttribute("campusReason", Reason.Source.ACTION.word());
    } else if (decision.location().network().isEmpty()) {
      page.setAttribute("campusAddress", decision.location().address());
    } else {
      Reason.Source source = decision.reasons().get(0).source();
      Reason.Source told = source == Reason.Source.REQUEST ? Reason.Source.SERVICE : source;
      page.setAttribute("campusReason", told.word());
    }
  }
}
