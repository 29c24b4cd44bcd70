package io.github.campusotp.signin;

import io.github.campusotp.keycloak.BrowserSession;
import io.github.campusotp.keycloak.ProviderLink;
import io.github.campusotp.keycloak.SiteSignOn;
import io.github.campusotp.level.Decision;
import io.github.campusotp.location.CampusPolicies;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.ReachedLevel;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.otpkey.GuardedKey;
import io.github.campusotp.otpkey.OwedPasskey;
import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.authenticators.broker.util.PostBrokerLoginConstants;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.constants.AdapterConstants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Does this sign-on need what stands beside the condition? Off campus it does, and wherever service
 * or user demand it.
 */
final class CampusNetworkCondition implements ConditionalAuthenticator {
  static final CampusNetworkCondition SINGLETON = new CampusNetworkCondition();

  private static final String DECIDED_ON_CAMPUS = "campus-network.spared";

  private CampusNetworkCondition() {}

  @Override
  public boolean matchCondition(AuthenticationFlowContext context) {
    ProviderLink.dropElsewhere(context); // before a page that knows its user
    Decision decision = SignOnLevel.of(context);
    EventDetails.place(context, decision.location());

    boolean onCampus = decision.location().network().isPresent();
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    Optional<UserSessionModel> joined = JoinedSession.of(context);
    if (context.getUser() != null) {
      CredentialSnapshot.note(signOn, context.getUser());
      if (joined.filter(JoinedSession::isImpersonated).isEmpty()) {
        ReachedLevel.atLeast(signOn, Decision.PASSWORD);
      }
      signOn.removeClientNote(AdapterConstants.KC_IDP_HINT); // "another OMUID" would lead back
    }
    if (LoginActionsService.POST_BROKER_LOGIN_PATH.equals(context.getFlowPath())) {
      BrowserSession.requireNoOther(context); // before anything is changed
    }
    if (SiteSignOn.takesOneFactor(context)) {
      return GuardedKey.reason(signOn, context.getUser()).isPresent();
    }
    boolean matchesOnCampus = MatchWhen.isOnCampus(context.getAuthenticatorConfig());
    if (onCampus && (matchesOnCampus || !decision.needsSecondFactor())) {
      signOn.setAuthNote(DECIDED_ON_CAMPUS, "true");
    } else {
      signOn.removeAuthNote(DECIDED_ON_CAMPUS);
    }
    if (matchesOnCampus) {
      return onCampus;
    }
    EventDetails.level(context, decision);
    EventDetails.candidate(context, SignOnLevel.candidate(context, decision));
    if (!decision.isReachable() || (decision.needsPasskey() && !OwedPasskey.isReachable(context))) {
      throw UnreachableLevel.of(context);
    }
    boolean verified = joined.isPresent() && inherits(context, joined.get());
    if (!decision.needsSecondFactor()) {
      EventDetails.secondFactor(context, EventDetails.NOT_REQUIRED);
      return false;
    }
    if (verified && ReachedLevel.of(signOn) >= decision.level()) {
      EventDetails.secondFactor(context, EventDetails.SESSION);
      return false;
    }
    if (context.getUser() != null && VerifiedOtp.isByPasskeyAlone(signOn, context.getUser())) {
      EventDetails.secondFactor(context, EventDetails.PASSKEY);
      return false;
    }
    EventDetails.secondFactor(context, EventDetails.OTP);
    return !hasVerifiedBeforeTheLink(signOn, context.getUser());
  }

  /**
   * Whether the same sign-on was asked when it linked the provider's account. Keycloak runs the
   * provider's post login flow behind that, and the code is used by then.
   */
  private static boolean hasVerifiedBeforeTheLink(
      AuthenticationSessionModel signOn, UserModel user) {
    return Boolean.parseBoolean(
            signOn.getAuthNote(PostBrokerLoginConstants.PBL_AFTER_FIRST_BROKER_LOGIN))
        && user != null
        && VerifiedOtp.isOf(signOn, user);
  }

  /**
   * Whether a sign-on that was decided on campus has left it since: the required actions come
   * later, and take as long as a user likes.
   */
  static boolean hasLeftCampus(RequiredActionContext context) {
    return context.getAuthenticationSession().getAuthNote(DECIDED_ON_CAMPUS) != null
        && RequestLocation.of(context.getSession()).network().isEmpty();
  }

  private static boolean inherits(AuthenticationFlowContext context, UserSessionModel session) {
    if (!VerifiedOtp.isFresh(session, CampusPolicies.of(context.getRealm()).otpMaxAge())) {
      return false;
    }
    VerifiedOtp.inherit(context.getAuthenticationSession(), session);
    return true;
  }

  @Override
  public boolean requiresUser() {
    return false;
  }

  @Override
  public void action(AuthenticationFlowContext context) {}

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

  @Override
  public void close() {}
}
