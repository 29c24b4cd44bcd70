package io.github.campusotp.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.manage.CampusManagementFormFactory;
import io.github.campusotp.signin.CredentialSnapshot;
import io.github.campusotp.start.CampusStartFormFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** The sign-on pages of the two sites: whom they refuse though the password is right. */
class SiteSignOnFormTest {
  private static final String PASSWORD = "right password";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  @BeforeEach
  void hasAPassword() {
    givePassword(user);
    user.setPassword(System.currentTimeMillis());
  }

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @Nested
  class Page {
    @ParameterizedTest
    @CsvSource({
      "start, campus-otp-setup, start,",
      "start,, start,",
      "management,, menu,",
      "management, campus-otp-setup, setup, campus-otp-setup",
      "management, campus-otp-show, show, campus-otp-show",
      "management, campus-otp-delete, delete, campus-otp-delete",
      "management, campus-recovery-address, address, campus-recovery-address",
      "management, UPDATE_PASSWORD, menu,",
      "management, delete_account, menu,",
    })
    void leadsToTheActionsOfItsSiteAlone(String site, String wish, String purpose, String left) {
      signOn.model().setAuthNote("BROKERED_CONTEXT", "of the provider");
      if (wish != null) {
        signOn.model().setClientNote("kc_action", wish);
      }
      FakeFlowStep step = step(site, FakeRequest.from("198.51.100.1"));
      form(site).authenticate(step.model());
      assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
      assertThat(step.page().template()).isEqualTo("campus-sign-on.ftl");
      assertThat(step.page().attribute("campusAction")).isEqualTo(purpose);
      assertThat(step.page().attribute("campusStep"))
          .isEqualTo(site.equals("start") ? "signon" : null);
      assertThat(signOn.model().getClientNote("kc_action")).isEqualTo(left);
      assertThat(signOn.model().getAuthNote("BROKERED_CONTEXT")).as("no provider's link").isNull();
    }

    @Test
    void forgetsWhoeverWasHereBefore() {
      signOn.model().setExecutionStatus("earlier", ExecutionStatus.SUCCESS);
      keycloak.request(FakeRequest.from("198.51.100.1"));
      FakeFlowStep step = new FakeFlowStep(keycloak, signOn, execution(), user);
      form("management").authenticate(step.model());
      assertThat(step.getUser()).isNull();
      assertThat(signOn.model().getExecutionStatus()).isEmpty();
    }
  }

  @Nested
  class Password {
    @ParameterizedTest
    @CsvSource({"start", "management"})
    void letsIn(String site) {
      FakeFlowStep step = submit(site, "hanako", PASSWORD);
      assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(step.getUser()).isEqualTo(user);
      assertThat(step.detail("campus_network")).isEqualTo("off-campus");
      assertThat(step.detail("client_address")).isEqualTo("198.51.100.1");
      assertThat(keycloak.events()).isEmpty();
    }

    /** Every problem in one place, and none tells whether there is such a name. */
    @Test
    void thatIsWrongIsRefused() {
      FakeFlowStep step = submit("management", "hanako", "wrong");
      assertThat(step.status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(step.page().template()).isEqualTo("campus-sign-on.ftl");
      assertThat(step.page().errors()).containsExactly("password: invalidUserMessage");
      assertThat(step.page().attribute("login")).isEqualTo(Map.of("username", "hanako"));
      assertThat(step.page().attribute("campusAction")).isEqualTo("menu");
      assertThat(keycloak.eventNames()).containsExactly("LOGIN_ERROR invalid_user_credentials");
    }

    /** Nothing was tried: no event, no count, no word of locks. */
    @ParameterizedTest
    @CsvSource({
      "start, '', '', username: missingUsernameMessage",
      "start, ' ', right password, username: missingUsernameMessage",
      "start, hanako, '', password: missingPasswordMessage",
      "management, '', wrong, username: missingUsernameMessage",
      "management, nobody, '', password: missingPasswordMessage",
    })
    void thatIsMissingIsAskedFor(String site, String name, String typed, String problem) {
      FakeFlowStep step = submit(site, name, typed);
      assertThat(step.status()).isEqualTo(FlowStatus.FORCE_CHALLENGE);
      assertThat(step.page().template()).isEqualTo("campus-sign-on.ftl");
      assertThat(step.page().errors()).containsExactly(problem);
      assertThat(step.page().attribute("login")).isEqualTo(Map.of("username", name));
      assertThat(keycloak.events()).isEmpty();
      assertThat(keycloak.bruteForce().failures()).isEmpty();
    }

    @Test
    void countsWithANulInTheName() {
      assertThat(submit("management", "han\0ako\0", PASSWORD).status())
          .isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void isNotedForTheLastCheck() {
      submit("management", "hanako", PASSWORD);
      assertThat(isGone()).isFalse();
      user.setPassword(System.currentTimeMillis() + 1000);
      assertThat(isGone()).isTrue();
      submit("management", "hanako", PASSWORD);
      assertThat(isGone()).as("typed again").isFalse();
    }

    private boolean isGone() {
      return CredentialSnapshot.isStale(
          new FakeRequiredAction(keycloak, signOn, user, "campus-otp-show").model());
    }
  }

  @Nested
  class ProvisionalPassword {
    @ParameterizedTest
    @CsvSource({
      // site, owed by, has a key, refusal
      "start, none, false,",
      "start, none, true,",
      "start, user, false,",
      "start, user, true, provisional_password_with_key",
      "start, sign-on, true, provisional_password_with_key",
      "management, none, false,",
      "management, none, true,",
      "management, user, false, provisional_password",
      "management, sign-on, false, provisional_password",
      "management, user, true, provisional_password_with_key",
    })
    void isRefusedWhereItWillNotDo(String site, String owedBy, boolean hasKey, String refusal) {
      if (owedBy.equals("user")) {
        user.addRequiredAction("UPDATE_PASSWORD");
      } else if (owedBy.equals("sign-on")) {
        signOn.model().addRequiredAction("UPDATE_PASSWORD");
      }
      if (hasKey) {
        user.giveKey("key", 1000);
      }
      expect(submit(site, "hanako", PASSWORD), refusal);
    }

    @Test
    void isNoneForAnotherOwedAction() {
      user.addRequiredAction("TERMS_AND_CONDITIONS");
      assertThat(submit("management", "hanako", PASSWORD).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({
      "-1, 1000,",
      "0, 0, ",
      "30, 29, ",
      "30, 31, provisional_password",
      "30,, provisional_password",
    })
    void isOneThatIsTooOld(int expires, Integer age, String refusal) {
      expirePasswordsAfter(expires);
      long now = System.currentTimeMillis() + 500;
      user.setPassword(age == null ? null : now - Duration.ofDays(age).toMillis());
      expect(submit("management", "hanako", PASSWORD), refusal);
    }

    private void expect(FakeFlowStep step, String refusal) {
      if (refusal == null) {
        assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
        return;
      }
      expectRefusal(step, refusal);
    }
  }

  @Nested
  class OtherPersonsSession {
    private final FakeUser other = keycloak.add(new FakeUser("taro"));

    @Test
    void isToldBeforeAnythingChanges() {
      keycloak.add(new FakeUserSession("root", other));
      FakeFlowStep step = submit("management", "hanako", PASSWORD);
      expectRefusal(step, "different_user_authenticated");
      assertThat(step.page().attribute("campusOther")).isEqualTo("taro");
      assertThat(step.page().attribute("campusLogoutUrl"))
          .isEqualTo(
              "https://sso.example/realms/omu/protocol/openid-connect/logout"
                  + "?client_id=omu-portal");
      assertThat(keycloak.events().get(0).getDetails())
          .containsEntry("previous_user", "id-of-taro");
    }

    @Test
    void isToldBeforeTheProvisionalPassword() {
      user.addRequiredAction("UPDATE_PASSWORD");
      keycloak.add(new FakeUserSession("root", other));
      expectRefusal(submit("management", "hanako", PASSWORD), "different_user_authenticated");
    }

    @Test
    void isNoneWhereItIsTheUsersOwn() {
      keycloak.add(new FakeUserSession("root", user));
      assertThat(submit("management", "hanako", PASSWORD).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void isNoneInAnotherBrowser() {
      keycloak.add(new FakeUserSession("another-root", other));
      assertThat(submit("management", "hanako", PASSWORD).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void isNoneOnceItIsOver() {
      Time.setOffset(-40_000);
      FakeUserSession old = new FakeUserSession("root", other);
      Time.setOffset(0);
      keycloak.add(old);
      assertThat(submit("management", "hanako", PASSWORD).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void isNoneWhereItsUserIsGone() {
      keycloak.add(new FakeUserSession("root", null));
      assertThat(submit("management", "hanako", PASSWORD).status()).isEqualTo(FlowStatus.SUCCESS);
    }
  }

  /** The password was right, so nobody guesses: the refusal is no failure that counts. */
  private void expectRefusal(FakeFlowStep step, String refusal) {
    assertThat(step.status()).isEqualTo(FlowStatus.FORCE_CHALLENGE);
    assertThat(step.page().template()).isEqualTo("campus-sign-on.ftl");
    assertThat(step.page().attribute("campusRefusal")).isEqualTo(refusal);
    assertThat(step.getUser()).isNull();
    assertThat(keycloak.eventNames()).containsExactly("LOGIN_ERROR " + refusal);
    assertThat(keycloak.events().get(0).getUserId()).isEqualTo("id-of-hanako");
    assertThat(signOn.model().getAuthNote("PASSWORD_VALIDATED")).isNull();
  }

  private void expirePasswordsAfter(int days) {
    keycloak.provide(
        PasswordPolicyProvider.class,
        Fake.of(
            PasswordPolicyProvider.class,
            new Object() {
              Object parseConfig(String value) {
                return Integer.valueOf(value);
              }
            }));
    keycloak
        .realm()
        .setPasswordPolicy(
            PasswordPolicy.build()
                .put(PasswordPolicy.FORCE_EXPIRED_ID, Integer.toString(days))
                .build(keycloak.session()));
  }

  private static void givePassword(FakeUser whose) {
    whose.accept(
        input ->
            input.getType().equals("password") && input.getChallengeResponse().equals(PASSWORD));
  }

  private static SiteSignOnForm form(String site) {
    AuthenticatorFactory factory =
        site.equals("start") ? new CampusStartFormFactory() : new CampusManagementFormFactory();
    return (SiteSignOnForm) factory.create(null);
  }

  private FakeFlowStep submit(String site, String name, String password) {
    FakeFlowStep step =
        step(
            site,
            FakeRequest.from("198.51.100.1").field("username", name).field("password", password));
    form(site).action(step.model());
    return step;
  }

  private FakeFlowStep step(String site, FakeRequest request) {
    keycloak.request(request);
    return new FakeFlowStep(keycloak, signOn, execution(), null);
  }

  private static AuthenticationExecutionModel execution() {
    AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
    execution.setId("form");
    return execution;
  }
}
