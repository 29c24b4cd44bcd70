package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.otpkey.OwedKey;
import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.ErrorPageException;

/** Whom the last check of a sign-on refuses, and what it leaves in the event. */
class FinalCheckTest {
  private static final String ON = "10.64.0.1";
  private static final String OFF = "198.51.100.1";
  private static final String PASSES = "passes";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = new FakeUser("hanako");
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
  private final Map<String, String> campus =
      new HashMap<>(Map.of("networks", "campus = 10.64.0.0/12"));

  @BeforeEach
  void hasAPassword() {
    user.setPassword(1000L);
  }

  @Nested
  class KeyOwed {
    @ParameterizedTest
    @CsvSource({
      "false, enabled, passes",
      "false, disabled, passes",
      "false, missing, passes",
      "true, enabled, passes",
      "true, disabled, credentialSetupRequired",
      "true, missing, credentialSetupRequired",
    })
    void isRefusedWhereNobodyAsksForIt(boolean owed, String action, String outcome) {
      if (!action.equals("missing")) {
        keycloak.realm().action("campus-otp-setup", action.equals("enabled"));
      }
      if (owed) {
        OwedKey.owe(signOn.model());
      }
      assertThat(finish(OFF)).isEqualTo(outcome);
    }
  }

  @Nested
  class Place {
    @ParameterizedTest
    @CsvSource({
      "10.64.0.1, 10.64.0.1, passes",
      "10.64.0.1, 10.79.255.255, passes",
      "10.64.0.1, 198.51.100.1, campusNetworkChanged",
      "10.64.0.1, unknown, campusNetworkChanged",
      "198.51.100.1, 198.51.100.1, passes",
      "198.51.100.1, 10.64.0.1, passes",
    })
    void mayNotBeLeftOnceItSpared(String decided, String finished, String outcome) {
      decide(decided);
      assertThat(finish(finished)).isEqualTo(outcome);
    }

    @Test
    void countsAsItWasDecidedLast() {
      decide(ON);
      decide(OFF);
      assertThat(finish(OFF)).isEqualTo(PASSES);
    }

    @Test
    void isJudgedByThePolicyOfThatMoment() {
      decide(ON);
      keycloak.realm().judgeBy(Map.of());
      assertThat(finish(ON)).isEqualTo("campusNetworkChanged");
    }
  }

  /** What a service is told has to be so at the end. */
  @Nested
  class Level {
    private static final String STEPS = "authenticators-completed";

    @ParameterizedTest
    @CsvSource({
      "mfa, 1, campusSignOnOutdated",
      "mfa, 2, passes",
      "sfa, 1, passes",
      ", 1, passes",
    })
    void isWhatTheServiceInsistsOn(String minimum, String reached, String outcome) {
      keycloak.realm().setAttribute("acr.loa.map", "{\"sfa\": 1, \"mfa\": 2}");
      keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", minimum);
      signOn.model().setAuthNote("level-of-authentication", reached);
      assertThat(finish(ON)).isEqualTo(outcome);
    }

    /** Keycloak asks before the actions, too. */
    @Test
    void mayStillBeReachedByAKeyThatIsOwed() {
      keycloak.realm().action("campus-otp-setup", true);
      keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", "mfa");
      signOn.model().setAuthNote("level-of-authentication", "1");
      OwedKey.owe(signOn.model());
      assertThat(finish(ON)).isEqualTo(PASSES);
    }

    /** It may be registered behind another second factor. */
    @ParameterizedTest
    @CsvSource({
      "true, 2, passes",
      "true, 1, campusPasskeyNeeded",
      "true, 3, passes",
      "false, 2, campusPasskeyNeeded",
    })
    void mayBeReachedByAPasskeyThatIsOwed(boolean enabled, String reached, String outcome) {
      keycloak.realm().action("campus-passkey", enabled);
      keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", "3");
      signOn.model().setAuthNote("level-of-authentication", reached);
      assertThat(finish(ON)).isEqualTo(outcome);
    }

    /** The session may have typed a code of a key that is no more. */
    @ParameterizedTest
    @CsvSource({
      "true, '{\"step-1\":1,\"step-2\":2}'",
      "false, '{\"step-1\":1}'",
    })
    void hasNoMethodsThatDoNotCountAnyMore(boolean verified, String left) {
      keycloak.realm().execution("step-1", "campus-password-form");
      keycloak.realm().execution("step-2", "campus-otp-form");
      signOn.model().setUserSessionNote(STEPS, "{\"step-1\":1,\"step-2\":2}");
      OTPCredentialModel key = user.giveKey("key", 1000);
      if (verified) {
        VerifiedOtp.mark(signOn.model(), key.getId());
      }
      finish(ON);
      assertThat(signOn.model().getUserSessionNotes().get(STEPS)).isEqualTo(left);
    }
  }

  @Nested
  class Credentials {
    @ParameterizedTest
    @CsvSource({
      "1000, passes",
      "999, passes",
      "1001, campusSignOnOutdated",
    })
    void mayNotBeAnOlderPassword(long createdAt, String outcome) {
      decide(OFF);
      user.setPassword(createdAt);
      assertThat(finish(OFF)).isEqualTo(outcome);
    }

    /** An identity provider may bring another user into a sign-on that is under way. */
    @Test
    void mayNotBeAnotherUsers() {
      FakeUser before = new FakeUser("yukiko"); // a name as long
      before.setPassword(9000L);
      CredentialSnapshot.renew(signOn.model(), before);
      assertThat(finish(OFF)).isEqualTo("campusSignOnOutdated");
    }

    @Test
    void mayBeOfADirectoryThatKeycloakDoesNotKnow() {
      user.setPassword(null);
      decide(OFF);
      assertThat(finish(OFF)).isEqualTo(PASSES);
    }

    @Test
    void areNotedAtTheFirstCheckWithoutACondition() {
      assertThat(finish(OFF)).isEqualTo(PASSES);
      user.setPassword(1001L);
      assertThat(finish(OFF)).isEqualTo("campusSignOnOutdated");
    }

    @Test
    void areAsTheSignOnItselfChangedThem() {
      decide(OFF);
      user.setPassword(1001L);
      CredentialSnapshot.renew(signOn.model(), user);
      assertThat(finish(OFF)).isEqualTo(PASSES);
    }

    @ParameterizedTest
    @CsvSource({
      "true, same, passes",
      "true, replaced, campusSignOnOutdated",
      "true, deleted, campusSignOnOutdated",
      "false, replaced, passes",
      "false, deleted, passes",
    })
    void mayNotBeAKeyThatIsGone(boolean verified, String change, String outcome) {
      OTPCredentialModel key = user.giveKey("key", 1000);
      if (verified) {
        VerifiedOtp.mark(signOn.model(), key.getId());
      }
      decide(OFF);
      if (!change.equals("same")) {
        user.takeKeys();
      }
      if (change.equals("replaced")) {
        user.giveKey("next-key", 2000);
      }
      assertThat(finish(OFF)).isEqualTo(outcome);
    }

    @Test
    void areGoneWhereNothingWasNoted() {
      assertThat(CredentialSnapshot.isStale(action().model())).isTrue();
      CredentialSnapshot.note(signOn.model(), user);
      assertThat(CredentialSnapshot.isStale(action().model())).isFalse();
    }

    @Test
    void areNotedOnce() {
      CredentialSnapshot.note(signOn.model(), user);
      user.setPassword(1001L);
      CredentialSnapshot.note(signOn.model(), user);
      assertThat(CredentialSnapshot.isStale(action().model())).isTrue();
    }
  }

  @Nested
  class Details {
    @Test
    void ofTheDecisionStandInTheEvent() {
      campus.put("candidateNetworks", "lab = 198.51.100.0/24");
      decide(ON);
      FakeRequiredAction last = action();
      new PolicyAction().evaluateTriggers(last.model());
      assertThat(last.detail("campus_network")).isEqualTo("campus");
      assertThat(last.detail("client_address")).isEqualTo(ON);
      assertThat(last.detail("second_factor")).isEqualTo("not-required");
      assertThat(last.detail("candidate_network")).isEqualTo("off-campus");
      assertThat(last.detail("level")).isEqualTo("1");
      assertThat(last.detail("level_reason")).isEqualTo("network: campus");
    }

    @Test
    void areLeftOutWhereNothingWasDecided() {
      FakeRequiredAction last = action();
      new PolicyAction().evaluateTriggers(last.model());
      assertThat(last.detail("campus_network")).isNull();
      assertThat(last.detail("client_address")).isNull();
      assertThat(last.detail("second_factor")).isNull();
    }
  }

  @Test
  void asAnActionOfAUserItHasNothingToShow() {
    FakeRequiredAction shown = action();
    new PolicyAction().requiredActionChallenge(shown.model());
    assertThat(shown.status()).isEqualTo(RequiredActionContext.Status.SUCCESS);
    FakeRequiredAction sent = action();
    new PolicyAction().processAction(sent.model());
    assertThat(sent.status()).isEqualTo(RequiredActionContext.Status.SUCCESS);
  }

  /** The condition of the flow looks at the place. */
  private void decide(String address) {
    keycloak.realm().judgeBy(campus);
    keycloak.request(FakeRequest.from(address));
    FakeFlowStep step =
        new FakeFlowStep(keycloak, signOn, new AuthenticationExecutionModel(), user);
    CampusNetworkCondition.SINGLETON.matchCondition(step.model());
  }

  /** The message of the page that ends the sign-on, or {@link #PASSES}. */
  private String finish(String address) {
    keycloak.request(FakeRequest.from(address));
    keycloak.events().clear();
    FakeRequiredAction last = action();
    ErrorPageException refused =
        catchThrowableOfType(
            ErrorPageException.class, () -> new PolicyAction().evaluateTriggers(last.model()));
    assertThat(last.status()).as("it requires nothing").isNull();
    if (refused == null) {
      assertThat(keycloak.events()).isEmpty();
      return PASSES;
    }
    FakePage page = FakePage.in(refused.getResponse());
    assertThat(page.status().getStatusCode()).isEqualTo(400);
    assertThat(keycloak.eventNames())
        .containsExactly("CUSTOM_REQUIRED_ACTION_ERROR invalid_user_credentials");
    return String.join(", ", page.errors());
  }

  private FakeRequiredAction action() {
    return new FakeRequiredAction(keycloak, signOn, user, "campus-policy");
  }
}
