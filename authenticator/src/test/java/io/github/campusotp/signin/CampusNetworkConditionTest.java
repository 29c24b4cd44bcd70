package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.keycloak.SiteSignOn;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.otpkey.Proof;
import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.ErrorPageException;

/** The rule: place × session × key × request. */
class CampusNetworkConditionTest {
  private static final String ON = "10.64.0.1";
  private static final String OFF = "198.51.100.1";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn = signOn("tab");
  private final Map<String, String> policy =
      new HashMap<>(Map.of("networks", "OMUNET-1X = 10.64.0.0/12\n!VPN = 10.64.99.0/24"));

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @Nested
  class Place {
    @ParameterizedTest
    @CsvSource({
      "10.64.0.1, off-campus, false, OMUNET-1X, not-required",
      "10.79.255.255, off-campus, false, OMUNET-1X, not-required",
      "10.80.0.0, off-campus, true, off-campus, otp",
      "10.64.99.5, off-campus, true, off-campus, otp",
      "198.51.100.1, off-campus, true, off-campus, otp",
      "unknown, off-campus, true, off-campus, otp",
      "10.64.0.1, on-campus, true, OMUNET-1X,",
      "10.64.99.5, on-campus, false, off-campus,",
      "198.51.100.1, on-campus, false, off-campus,",
      "unknown, on-campus, false, off-campus,",
      "10.64.0.1, oncampus, false, OMUNET-1X, not-required",
      "198.51.100.1, oncampus, true, off-campus, otp",
    })
    void decides(String address, String when, boolean matches, String network, String factor) {
      keycloak.realm().configure("own", Map.of("matchWhen", when));
      FakeFlowStep step = step(address, "own");
      assertThat(matches(step)).isEqualTo(matches);
      assertThat(step.detail("campus_network")).isEqualTo(network);
      assertThat(step.detail("client_address")).isEqualTo(address);
      assertThat(step.detail("second_factor")).isEqualTo(factor);
      assertThat(step.detail("level"))
          .isEqualTo(when.equals("on-campus") ? null : network.equals("off-campus") ? "2" : "1");
      assertThat(step.eventUser()).isEqualTo("id-of-hanako");
      assertThat(step.status()).as("a condition answers nothing itself").isNull();
    }

    @ParameterizedTest
    @CsvSource({
      "10.64.0.1, network: OMUNET-1X",
      "10.64.99.5, network: !VPN",
      "198.51.100.1, network: off-campus",
      "unknown, network: unknown address",
    })
    void isExplained(String address, String reason) {
      FakeFlowStep step = step(address);
      matches(step);
      assertThat(step.detail("level_reason")).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
      "'', true",
      "OMUNET-1X = 10.64.0.1/12, true",
      "OMUNET-1X = 10.64.0.0/33, true",
      "10.64.0.0/12, true",
      "'OMUNET-1X = 10.64.0.0/12\n!VPN = 10.64.99.5/24', true",
      "'OMUNET-1X = 10.64.0.0/12\neduroam = 10.80.0.1/16', false",
    })
    void isOffCampusByAListThatCannotBeRead(String networks, boolean matches) {
      policy.put("networks", networks);
      assertThat(matches(step(ON))).isEqualTo(matches);
    }

    @Test
    void isOffCampusWithoutAPolicy() {
      FakeFlowStep step = step(ON);
      keycloak.realm().judgeBy(Map.of());
      assertThat(matches(step)).isTrue();
      assertThat(step.detail("campus_network")).isEqualTo("off-campus");
    }

    @Test
    void decidesForAConditionWhoseOwnConfigIsGone() {
      assertThat(matches(step(ON, "deleted"))).isFalse();
      assertThat(matches(step(OFF, "deleted"))).isTrue();
    }

    /** There is one list for all flows. */
    @Test
    void isNotForTheConditionsOwnConfigToSay() {
      keycloak.realm().configure("own", Map.of("networks", "home = 198.51.100.0/24"));
      assertThat(matches(step(OFF, "own"))).isTrue();
    }

    /** "Another OMUID" would lead back to the provider, and from there to the same user. */
    @Test
    void dropsTheWishForAProviderOnceTheUserIsKnown() {
      signOn.model().setClientNote("kc_idp_hint", "gakunin");
      matches(step(OFF));
      assertThat(signOn.model().getClientNote("kc_idp_hint")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
      "true, post-broker-login, false,",
      "false, post-broker-login, true, otp",
      "true, first-broker-login, true, otp",
      "true, authenticate, false,",
      "false, authenticate, true, otp",
      "true, reset-credentials, true, otp",
    })
    void takesOneFactorAtOurSitesOnly(boolean site, String path, boolean matches, String factor) {
      if (site) {
        SiteSignOn.note(signOn.model());
      }
      FakeFlowStep step = step(OFF).of(path);
      assertThat(matches(step)).isEqualTo(matches);
      assertThat(step.detail("second_factor")).isEqualTo(factor);
    }

    /** The site's own page refuses it, too. */
    @Test
    void asksAProvidersUserWhoOwesANewPassword() {
      SiteSignOn.note(signOn.model());
      user.addRequiredAction("UPDATE_PASSWORD");
      assertThat(matches(step(OFF).of("post-broker-login"))).isTrue();
    }

    /** Before anything is changed: Keycloak refuses it at the end only. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsAProvidersSignOnBesideAnotherUsersSession(boolean site) {
      if (site) {
        SiteSignOn.note(signOn.model());
      }
      keycloak.add(new FakeUserSession("root", keycloak.add(new FakeUser("taro"))));
      FakeFlowStep step = step(OFF).of("post-broker-login");
      assertThatThrownBy(() -> matches(step)).isInstanceOf(ErrorPageException.class);
      assertThat(keycloak.eventNames()).containsExactly("LOGIN_ERROR different_user_authenticated");
    }

    @Test
    void isDecidedBeforeTheUserIsKnown() {
      keycloak.realm().judgeBy(policy);
      keycloak.request(FakeRequest.from(OFF));
      FakeFlowStep step = new FakeFlowStep(keycloak, signOn, execution(null), null);
      assertThat(matches(step)).isTrue();
      assertThat(step.eventUser()).isNull();
    }
  }

  /** A list that is tried out. */
  @Nested
  class Candidate {
    @ParameterizedTest
    @CsvSource({
      // the list, the place; what it would have said, if that is another level
      "lab = 198.51.100.0/24, 198.51.100.1, lab",
      "lab = 198.51.100.0/24, 10.64.0.1, off-campus",
      "lab = 198.51.100.0/24, 203.0.113.1,",
      "lab = 10.64.0.0/16, 10.64.0.1,",
      "lab = 10.64.0.0/33, 10.64.0.1, off-campus",
      "' ', 10.64.0.1,",
    })
    void isOnlyToldOf(String list, String address, String told) {
      policy.put("candidateNetworks", list);
      FakeFlowStep step = step(address);
      assertThat(matches(step)).as("as without it").isEqualTo(!address.equals(ON));
      assertThat(step.detail("candidate_network")).isEqualTo(told);
      assertThat(step.detail("campus_network"))
          .isEqualTo(address.equals(ON) ? "OMUNET-1X" : "off-campus");
    }

    @Test
    void makesNoDifferenceToAUserWhoIsAlwaysAsked() {
      policy.put("candidateNetworks", "lab = 198.51.100.0/24");
      policy.put("alwaysSecondFactor", "office");
      user.grantRole(keycloak.realm().role("office"));
      FakeFlowStep step = step(ON);
      matches(step);
      assertThat(step.detail("candidate_network")).isNull();
    }

    @Test
    void makesNoDifferenceToAnActionThatNeedsACode() {
      policy.put("candidateNetworks", "lab = 198.51.100.0/24");
      keycloak
          .realm()
          .configureAction("campus-otp-setup", Map.of("reissueNeeds", "mail-and-second-factor"));
      user.giveKey("key", 1000);
      signOn.model().setClientNote("kc_action", "campus-otp-show");
      FakeFlowStep step = step(ON);
      assertThat(matches(step)).isTrue();
      assertThat(step.detail("candidate_network")).isNull();
      assertThat(step.detail("level_reason")).isEqualTo("action: campus-otp-show");
    }

    @Test
    void isForgottenOnceItAgrees() {
      policy.put("candidateNetworks", "lab = 198.51.100.0/24");
      matches(step(ON));
      matches(step("203.0.113.1"));
      FakeRequiredAction last = new FakeRequiredAction(keycloak, signOn, user, "campus-policy");
      EventDetails.restore(signOn.model(), last.model().getEvent());
      assertThat(last.detail("candidate_network")).isNull();
    }
  }

  /** Users who are asked on campus too. */
  @Nested
  class Always {
    @BeforeEach
    void roleAndGroup() {
      policy.put("alwaysSecondFactor", "# administrators\noffice # of the dean\n\n/staff\n");
      keycloak.realm().role("office");
      keycloak.realm().group("staff");
    }

    @ParameterizedTest
    @CsvSource({
      ",, 10.64.0.1, false, not-required, network: OMUNET-1X",
      "office,, 10.64.0.1, true, otp, person: office",
      ", staff, 10.64.0.1, true, otp, person: /staff",
      "office, staff, 10.64.0.1, true, otp, person: office",
      "office,, 198.51.100.1, true, otp, network: off-campus; person: office",
    })
    void areAskedByRoleAndGroup(
        String role, String group, String address, boolean matches, String with, String reason) {
      if (role != null) {
        user.grantRole(keycloak.realm().role(role));
      }
      if (group != null) {
        user.joinGroup(keycloak.realm().group(group));
      }
      FakeFlowStep step = step(address);
      assertThat(matches(step)).isEqualTo(matches);
      assertThat(step.detail("second_factor")).isEqualTo(with);
      assertThat(step.detail("level_reason")).isEqualTo(reason);
      assertThat(step.detail("campus_network"))
          .isEqualTo(address.equals(ON) ? "OMUNET-1X" : "off-campus");
    }

    /** A line whose role was renamed or deleted may mean anyone. */
    @ParameterizedTest
    @CsvSource({"gone, person: missing gone", "/gone, person: missing /gone"})
    void areAllUsersWhereALineNamesWhatIsNotThere(String line, String reason) {
      policy.put("alwaysSecondFactor", line);
      FakeFlowStep step = step(ON);
      assertThat(matches(step)).isTrue();
      assertThat(step.detail("level_reason")).isEqualTo(reason);
    }

    @Test
    void areSparedByASessionThatVerified() {
      user.grantRole(keycloak.realm().role("office"));
      FakeAuthenticationSession first = signOn("first");
      VerifiedOtp.mark(first.model(), user.giveKey("key", 1000).getId());
      keycloak.signedOn(new FakeUserSession("session", user, first));
      signOn.model().setAuthNote("SSO_AUTH", "true");
      FakeFlowStep step = step(ON);
      assertThat(matches(step)).isFalse();
      assertThat(step.detail("second_factor")).isEqualTo("session");
    }

    /** They gave a code, which counts elsewhere too. */
    @Test
    void mayLeaveTheCampusMeanwhile() {
      user.grantRole(keycloak.realm().role("office"));
      matches(step(ON));
      keycloak.request(FakeRequest.from(OFF));
      FakeRequiredAction last = new FakeRequiredAction(keycloak, signOn, user, "campus-policy");
      assertThat(CampusNetworkCondition.hasLeftCampus(last.model())).isFalse();
    }

    @Test
    void areNotKnownBeforeTheName() {
      keycloak.realm().judgeBy(policy);
      keycloak.request(FakeRequest.from(ON));
      assertThat(matches(new FakeFlowStep(keycloak, signOn, execution(null), null))).isFalse();
    }
  }

  /** What service and request want. */
  @Nested
  class Service {
    private static final String MINIMUM = "minimum.acr.value";

    @BeforeEach
    void levels() {
      keycloak.realm().setAttribute("acr.loa.map", "{\"sfa\": 1, \"mfa\": 2, \"pass\": 3}");
    }

    @Test
    void isHeardOnCampus() {
      keycloak.realm().client("omu-portal").setAttribute(MINIMUM, "mfa");
      FakeFlowStep step = step(ON);
      assertThat(matches(step)).isTrue();
      assertThat(step.detail("level_reason")).isEqualTo("service: minimum mfa");
      assertThat(step.detail("campus_network")).isEqualTo("OMUNET-1X");
    }

    @ParameterizedTest
    @ValueSource(strings = {ON, OFF})
    void isToldThatItsLevelCannotBeReached(String address) {
      keycloak.realm().client("omu-portal").setAttribute(MINIMUM, "pass");
      FakeFlowStep step = step(address);
      assertThatThrownBy(() -> matches(step))
          .isInstanceOfSatisfying(
              AuthenticationFlowException.class,
              end ->
                  assertThat(end.getResponse().getLocation()).hasParameter("error", "LOA_INVALID"));
      assertThat(step.detail("level")).isEqualTo("3");
    }

    @Test
    void hearsOfThePasswordFirst() {
      matches(step(OFF));
      assertThat(reached()).isEqualTo("1");
    }

    @Test
    void hearsOfTheSessionsCodeEvenWhereItIsNotNeeded() {
      FakeAuthenticationSession first = signOn("first");
      VerifiedOtp.mark(first.model(), user.giveKey("key", 1000).getId());
      keycloak.signedOn(new FakeUserSession("session", user, first));
      signOn.model().setAuthNote("SSO_AUTH", "true");
      assertThat(matches(step(ON))).isFalse();
      assertThat(reached()).isEqualTo("2");
    }

    @Test
    void stillHearsOfACodeGivenBeforeTheCondition() {
      VerifiedOtp.mark(signOn.model(), user.giveKey("key", 1000).getId());
      matches(step(OFF));
      assertThat(reached()).isEqualTo("2");
    }

    @Test
    void doesNotHearOfAPasswordThatAnAdministratorDidNotGive() {
      FakeUserSession session = new FakeUserSession("session", user);
      session.model().setNote("IMPERSONATOR_ID", "id-of-admin");
      keycloak.signedOn(session);
      signOn.model().setAuthNote("SSO_AUTH", "true");
      matches(step(ON));
      assertThat(reached()).isNull();
    }

    private String reached() {
      return signOn.model().getAuthNote("level-of-authentication");
    }
  }

  /** Off campus, where the browser has a session. */
  @Nested
  class Session {
    private final OTPCredentialModel key = user.giveKey("key", 1000);

    @ParameterizedTest
    @CsvSource({
      "true, true, true, false, session",
      "false, true, true, true, otp",
      "true, false, true, true, otp",
      "true, true, false, true, otp",
      "false, false, false, true, otp",
    })
    void spares(boolean byCookie, boolean cookie, boolean verified, boolean matches, String with) {
      FakeUserSession session = session(user, verified);
      if (cookie) {
        keycloak.signedOn(session);
      }
      if (byCookie) {
        signOn.model().setAuthNote("SSO_AUTH", "true");
      }
      FakeFlowStep step = step(OFF);
      assertThat(matches(step)).isEqualTo(matches);
      assertThat(step.detail("second_factor")).isEqualTo(with);
    }

    /** As after prompt=login: Keycloak does not say that the cookie was enough. */
    @Test
    void doesNotSpareAFreshSignOn() {
      keycloak.signedOn(session(user, true));
      signOn.model().setAuthNote("SSO_AUTH", "false");
      assertThat(matches(step(OFF))).isTrue();
    }

    @Test
    void ofAnotherUserSparesNothing() {
      FakeUser other = keycloak.add(new FakeUser("taro"));
      other.give(key);
      keycloak.signedOn(session(other, true));
      signOn.model().setAuthNote("SSO_AUTH", "true");
      assertThat(matches(step(OFF))).isTrue();
    }

    @Test
    void thatIsOverSparesNothing() {
      byCookie();
      keycloak.endSessions();
      assertThat(matches(step(OFF))).isTrue();
    }

    @Test
    void sparesNothingOnceTheKeyIsGone() {
      byCookie();
      user.takeKeys();
      assertThat(matches(step(OFF))).isTrue();
    }

    @Test
    void sparesNothingOnceTheKeyIsReplaced() {
      byCookie();
      user.takeKeys();
      user.giveKey("next-key", 2000);
      assertThat(matches(step(OFF))).isTrue();
    }

    @Test
    void leavesTheVerificationToTheSignOn() {
      byCookie();
      matches(step(OFF));
      FakeUserSession next = new FakeUserSession("next", user, signOn);
      assertThat(VerifiedOtp.isFresh(next.model(), 0)).isTrue();
      assertThat(VerifiedOtp.at(next.model())).isPresent();
    }

    /** By a code, or by a passkey whose device has verified its user. */
    @ParameterizedTest
    @CsvSource({
      "key, CODE, otp, true",
      "passkey, TOUCHED_PASSKEY, otp, true",
      "passkey, VERIFIED_PASSKEY, session, false",
    })
    void sparesThePasskeyOfAServiceOnlyByOne(
        String credential, Proof proof, String factor, boolean matches) {
      user.givePasskey("passkey");
      keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", "3");
      FakeAuthenticationSession first = signOn("first");
      VerifiedOtp.mark(first.model(), credential, proof);
      keycloak.signedOn(new FakeUserSession("session", user, first));
      signOn.model().setAuthNote("SSO_AUTH", "true");
      FakeFlowStep step = step(ON);
      assertThat(matches(step)).isEqualTo(matches);
      assertThat(step.detail("second_factor")).isEqualTo(factor);
    }

    /** Keycloak asks the condition again once the passkey was right. */
    @Test
    void takesNothingFromWhatTheSignOnItselfHasGiven() {
      user.givePasskey("passkey");
      byCookie();
      VerifiedOtp.mark(signOn.model(), "passkey", Proof.VERIFIED_PASSKEY);
      matches(step(OFF));
      FakeUserSession next = new FakeUserSession("next", user, signOn);
      assertThat(VerifiedOtp.isBy(next.model(), "passkey")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, false, true", "false, true, true", "false, false, false"})
    void isNotAskedForWhereNoPasskeyCanBe(boolean hasOne, boolean mayRegister, boolean reachable) {
      if (hasOne) {
        user.givePasskey("passkey");
      }
      keycloak.realm().action("campus-passkey", mayRegister);
      keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", "3");
      if (reachable) {
        assertThat(matches(step(ON))).isTrue();
      } else {
        assertThatThrownBy(() -> matches(step(ON))).isInstanceOf(AuthenticationFlowException.class);
      }
    }

    /** The passkey that is missing is registered behind it. */
    @Test
    void isNotAskedForTwiceWhereTheLinkHadACode() {
      keycloak.realm().action("campus-passkey", true);
      keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", "3");
      VerifiedOtp.mark(signOn.model(), key.getId());
      signOn.model().setAuthNote("PBL_AFTER_FIRST_BROKER_LOGIN", "true");
      assertThat(matches(step(OFF))).isFalse();
      assertThat(signOn.model().getAuthNote("level-of-authentication")).isEqualTo("2");
    }

    @Test
    void isNotLeftToASignOnThatIsAsked() {
      keycloak.signedOn(session(user, true));
      matches(step(OFF));
      assertThat(VerifiedOtp.isFresh(new FakeUserSession("next", user, signOn).model(), 0))
          .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
      "0, 0, false",
      "0, 30000, false",
      "'', 30000, false",
      "60, 0, false",
      "60, 50, false",
      "60, 70, true",
      "28800, 28700, false",
      "28800, 28900, true",
      "-1, 0, true",
      "8h, 0, true",
    })
    void sparesForOtpMaxAge(String maxAge, int age, boolean matches) {
      policy.put("otpMaxAge", maxAge);
      byCookie();
      Time.setOffset(age);
      assertThat(matches(step(OFF))).isEqualTo(matches);
    }

    /** The post login flow of an identity provider that this sign-on has just linked. */
    @ParameterizedTest
    @CsvSource({"true, key, false", "true, older, true", "true,, true", "false, key, true"})
    void isNotNeededRightAfterTheLink(boolean linked, String codeOf, boolean matches) {
      if (codeOf != null) {
        OTPCredentialModel used = codeOf.equals("key") ? key : user.giveKey(codeOf, 500);
        VerifiedOtp.mark(signOn.model(), used.getId());
      }
      signOn.model().setAuthNote("PBL_AFTER_FIRST_BROKER_LOGIN", Boolean.toString(linked));
      FakeFlowStep step = step(OFF);
      assertThat(matches(step)).isEqualTo(matches);
      assertThat(step.detail("second_factor")).isEqualTo("otp");
    }

    /** Or the link proved for one user would be made for the next one of this sign-on. */
    @ParameterizedTest
    @CsvSource({
      "first-broker-login, 198.51.100.1, true",
      "authenticate, 198.51.100.1, false",
      "reset-credentials, 10.64.0.1, false",
    })
    void keepsAProvidersLinkInItsOwnFlowAlone(String flow, String address, boolean kept) {
      signOn.model().setAuthNote("BROKERED_CONTEXT", "of the provider");
      signOn.model().setAuthNote("FIRST_BROKER_LOGIN_SUCCESS", "provider");
      matches(step(address).of(flow));
      assertThat(signOn.model().getAuthNote("BROKERED_CONTEXT") != null).isEqualTo(kept);
      assertThat(signOn.model().getAuthNote("FIRST_BROKER_LOGIN_SUCCESS") != null).isEqualTo(kept);
    }

    @Test
    void isNotLookedAtOnCampus() {
      FakeFlowStep step = step(ON);
      signOn.model().setAuthNote("SSO_AUTH", "true");
      assertThat(matches(step)).isFalse();
      assertThat(step.detail("second_factor")).isEqualTo("not-required");
    }

    private void byCookie() {
      keycloak.signedOn(session(user, true));
      signOn.model().setAuthNote("SSO_AUTH", "true");
    }

    private FakeUserSession session(FakeUser whose, boolean verified) {
      FakeAuthenticationSession first = signOn("first");
      if (verified) {
        VerifiedOtp.mark(first.model(), key.getId());
      }
      return new FakeUserSession("session", whose, first);
    }
  }

  private FakeAuthenticationSession signOn(String tab) {
    return new FakeAuthenticationSession(keycloak.realm(), "root", tab);
  }

  private static boolean matches(FakeFlowStep step) {
    return CampusNetworkCondition.SINGLETON.matchCondition(step.model());
  }

  private FakeFlowStep step(String address) {
    return step(address, null);
  }

  private FakeFlowStep step(String address, String ownConfig) {
    keycloak.realm().judgeBy(policy);
    keycloak.request(FakeRequest.from(address));
    return new FakeFlowStep(keycloak, signOn, execution(ownConfig), user);
  }

  private static AuthenticationExecutionModel execution(String config) {
    AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
    execution.setAuthenticator("campus-network-condition");
    execution.setAuthenticatorConfig(config);
    return execution;
  }
}
