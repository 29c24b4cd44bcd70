package io.github.campusotp.manage;

import io.github.campusotp.level.Decision;
import io.github.campusotp.location.CampusPolicies;
import io.github.campusotp.location.RequestLevel;
import io.github.campusotp.otpkey.VerifiedOtp;
import io.github.campusotp.site.SiteRequest;
import jakarta.ws.rs.core.Response;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * The page on which users check from home that their one-time password works. A user who has not
 * proved that yet is sent through an ordinary sign-on first, once.
 */
final class OtpTrialPage {
  private static final String CLIENT = "mfa-test";
  private static final String PURPOSE = "test";
  private static final String PAGE = "campus-test.ftl";

  /** The flash of a browser that has just come back from the sign-on. */
  private static final String TRIED = "test-tried";

  private final KeycloakSession session;
  private final MfaSiteAddress address;
  private final SiteRequest request;

  OtpTrialPage(KeycloakSession session) {
    this.session = session;
    this.address = MfaSiteAddress.of(session.getContext());
    this.request = new SiteRequest(session, CLIENT, address.menu());
  }

  Response answer() {
    return request.refusal().orElseGet(this::answerOpenly);
  }

  private Response answerOpenly() {
    Optional<UserSessionModel> signedOn = request.signedOn();
    Decision decision =
        RequestLevel.of(session, signedOn.map(UserSessionModel::getUser).orElse(null));
    Optional<String> network =
        decision.needsSecondFactor() ? Optional.empty() : decision.location().network();
    if (request.isAnswer()) {
      boolean ours = request.answeredPurpose().filter(PURPOSE::equals).isPresent();
      if (ours) {
        request.cookies().flash(TRIED);
      } else if (signedOn.isEmpty() || network.isEmpty() && !verified(signedOn.get(), false)) {
        // No redirect to the clean address: it would sign on again, perhaps for ever.
        return page("not-verified", signedOn).createForm(PAGE);
      }
      return Response.seeOther(address.test()).build();
    }
    if (request.parameter(MfaSiteAddress.AGAIN) != null) {
      return signOn(Map.of(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN));
    }
    boolean tried = request.cookies().takeFlash().filter(TRIED::equals).isPresent();
    if (signedOn.isPresent() && network.isPresent()) {
      return page("on-campus", signedOn)
          .setAttribute("campusNetwork", network.get())
          .createForm(PAGE);
    }
    if (signedOn.isPresent() && verified(signedOn.get(), tried)) {
      return passed(signedOn.get());
    }
    return tried ? page("not-verified", signedOn).createForm(PAGE) : signOn(Map.of());
  }

  private Response signOn(Map<String, String> more) {
    return request.signOn(PURPOSE, address.test(), more);
  }

  /**
   * @param tried whether the sign-on is just over; it has judged the code's age already
   */
  private boolean verified(UserSessionModel signedOn, boolean tried) {
    int maxAge = tried ? 0 : CampusPolicies.of(request.realm()).otpMaxAge();
    return VerifiedOtp.isFresh(signedOn, maxAge);
  }

  private Response passed(UserSessionModel signedOn) {
    Date verifiedAt = VerifiedOtp.at(signedOn).map(Date::from).orElseThrow();
    return page("passed", Optional.of(signedOn))
        .setAttribute("campusVerifiedAt", verifiedAt)
        .setAttribute("campusMethod", VerifiedOtp.proof(signedOn).orElseThrow().method())
        .setAttribute("campusWays", Way.of(session, signedOn.getUser()))
        .setAttribute("campusBackupUrl", address.links().get(ManagementAction.BACKUP.word()))
        .createForm(PAGE);
  }

  private LoginFormsProvider page(String outcome, Optional<UserSessionModel> signedOn) {
    return request
        .form()
        .setAttribute("campusOutcome", outcome)
        .setAttribute(
            "campusUsername",
            signedOn.map(UserSessionModel::getUser).map(UserModel::getUsername).orElse(""))
        .setAttribute("campusAgainUrl", address.testAgain().toString())
        .setAttribute("campusMenuUrl", address.menu().toString());
  }
}
