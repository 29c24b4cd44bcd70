package io.github.campusotp.signin;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.location.RequestLevel;
import io.github.campusotp.otpkey.OwedPasskey;
import io.github.campusotp.otpkey.Passkeys;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** Why is the yellow page shown? To users it is one whether a service asks always or this time. */
final class WhyAsked {
  private WhyAsked() {}

  /**
   * Tells the page: that the service insists on a passkey; else off campus the address that the
   * server sees, on campus who wants the code.
   */
  static void tell(AuthenticationFlowContext context, LoginFormsProvider page) {
    Decision decision = SignOnLevel.of(context);
    if (RequestLevel.insistsOnPasskey(context.getAuthenticationSession())) {
      boolean has = Passkeys.areThere(context.getUser());
      String word = OwedPasskey.takesNothingElse(context) ? "-only" : has ? "" : "-none";
      page.setAttribute("campusReason", "passkey" + word);
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
