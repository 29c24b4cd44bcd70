package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeMail;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeSingleUseObjects;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.SetClock;
import io.github.campusotp.pass.Pass;
import io.github.campusotp.pass.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

class CodeProofTest {
  private final SetClock clock = new SetClock();
  private final FakeKeycloak keycloak = new FakeKeycloak(new FakeSingleUseObjects(clock));
  private final FakeUser user = new FakeUser("hanako");
  private final ProofInBrowser browser = new ProofInBrowser(clock, keycloak, user);

  @BeforeEach
  void hasAPassword() {
    user.setPassword(1000L);
  }

  @Nested
  class FirstPage {
    @Test
    void mailsACode() {
      browser.open();
      FakeMail.Sent mail = keycloak.mail().last();
      assertThat(keycloak.mail().sent()).hasSize(1);
      assertThat(mail.to()).isEqualTo("hanako@example.com");
      assertThat(mail.subject()).isEqualTo("campusCodeMailSubject.setup");
      assertThat(mail.template()).isEqualTo("text/campus-code-mail.ftl");
      assertThat(mail.code()).matches("[0-9]{6}");
      assertThat(mail.told())
          .containsEntry("campusMinutes", 30)
          .containsEntry("campusTopic", "setup")
          .containsEntry("campusMailbox", "recovery");
      assertThat(mail.server()).containsEntry("host", "mail.example");
      assertThat(mail.inBackground()).isFalse();
    }

    /** Another site's link can begin such a sign-on, and must not use up the mails of an hour. */
    @Test
    void waitsForAButtonWhereTheSignOnRestsOnASession() {
      browser.signOn.model().setAuthNote("SSO_AUTH", "true");
      FakePage page = browser.open();
      assertThat(keycloak.mail().sent()).isEmpty();
      assertThat(page.attribute("campusCodeUnsent")).isEqualTo(true);
      assertThat(page.attribute("campusCodeSent")).isEqualTo(false);
      browser.open();
      assertThat(keycloak.mail().sent()).isEmpty();
      browser.resend();
      assertThat(keycloak.mail().sent()).hasSize(1);
      assertThat(browser.open().attribute("campusCodeUnsent")).isEqualTo(false);
      assertThat(keycloak.mail().sent()).hasSize(1);
    }

    @Test
    void tellsWhereItWentAndForHowLongItIsGood() {
      FakePage page = browser.open();
      assertThat(page.template()).isEqualTo("campus-code.ftl");
      assertThat(page.errors()).isEmpty();
      assertThat(page.attribute("campusAction")).isEqualTo("setup");
      assertThat(page.attribute("campusMailbox")).isEqualTo("recovery");
      assertThat(page.attribute("campusDestination")).isEqualTo("ha•••@example.com");
      assertThat(page.attribute("campusMailSubject")).isEqualTo("campusCodeMailSubject.setup");
      assertThat(page.attribute("campusCodeSent")).isEqualTo(true);
      assertThat(page.attribute("campusExpiresAt"))
          .isEqualTo(Long.toString(clock.instant().getEpochSecond() + 1800));
      assertThat(page.attribute("campusMinutesLeft")).isEqualTo(30L);
      assertThat(page.attribute("campusResendSeconds")).isEqualTo(60L);
    }

    @Test
    void tellsAnEventOfTheMailAndNotOfTheCode() {
      browser.open();
      assertThat(keycloak.events()).singleElement();
      Event event = keycloak.events().get(0);
      assertThat(event.getType()).isEqualTo(EventType.SEND_VERIFY_EMAIL);
      assertThat(event.getUserId()).isEqualTo("id-of-hanako");
      assertThat(event.getDetails())
          .containsOnly(
              Map.entry("campus_purpose", "setup"),
              Map.entry("campus_network", "off-campus"),
              Map.entry("client_address", "192.0.2.1"));
    }

    @Test
    void sendsNothingWhenReloaded() {
      browser.open();
      String code = browser.mailed();
      clock.forward(Duration.ofMinutes(2));
      FakePage page = browser.open();
      assertThat(keycloak.mail().sent()).hasSize(1);
      assertThat(page.errors()).isEmpty();
      assertThat(page.attribute("campusResendSeconds")).isEqualTo(0L);
      assertThat(browser.submit(code)).isEqualTo(ProofInBrowser.GIVEN);
    }

    @ParameterizedTest
    @CsvSource({
      "RECOVERY, '', false",
      "RECOVERY, campus-otp-setup, true",
      "RECOVERY, campus-otp-show, false",
      "NEW, '', true",
    })
    void hasAWayOut(Mailbox mailbox, String wish, boolean can) {
      if (!wish.isEmpty()) {
        browser.signOn.model().setClientNote("kc_action", wish);
      }
      browser.mailbox = mailbox;
      assertThat(browser.open().attribute("campusCanCancel")).isEqualTo(can);
    }

    @ParameterizedTest
    @CsvSource({
      "0, 30, true",
      "1, 30, true",
      "59, 30, true",
      "60, 29, true",
      "1740, 1, true",
      "1799, 1, true",
      "1800, 0, false",
      "1801, 0, false",
    })
    void countsTheMinutes(int seconds, long minutes, boolean sent) {
      browser.open();
      clock.forward(Duration.ofSeconds(seconds));
      FakePage page = browser.open();
      assertThat(page.attribute("campusCodeSent")).isEqualTo(sent);
      if (sent) {
        assertThat(page.attribute("campusMinutesLeft")).isEqualTo(minutes);
      } else {
        assertThat(page.attribute("campusExpiresAt")).isEqualTo("0");
      }
    }

    @ParameterizedTest
    @CsvSource({"1800, 30", "1799, 30", "1741, 30", "1740, 29", "60, 1", "1, 1"})
    void saysInTheMailForHowManyMinutes(int lifetime, int minutes) {
      browser.policy = new CodePolicy(lifetime, 60, 5, 10, 100, 5);
      browser.open();
      assertThat(keycloak.mail().last().told()).containsEntry("campusMinutes", minutes);
    }
  }

  /** In place of the code, where the help desk has given one. */
  @Nested
  class APass {
    private String pass;

    @BeforeEach
    void isGiven() {
      pass = give(false);
    }

    @ParameterizedTest
    @CsvSource({
      "SETUP, RECOVERY, false, true",
      "REISSUE, RECOVERY, false, true",
      "SHOW, RECOVERY, true, false",
      "DELETE, RECOVERY, true, false",
      "LINK, RECOVERY, true, false",
      "ADDRESS, OLD, false, false",
      "ADDRESS, OLD, true, true",
      "ADDRESS, NEW, true, false",
    })
    void isGoodForANewKeyAndIfTheDeskSaysSoForAnAddress(
        Purpose purpose, Mailbox mailbox, boolean mayRegister, boolean good) {
      browser.purpose = purpose;
      browser.mailbox = mailbox;
      String mine = give(mayRegister);
      assertThat(browser.open().attribute("campusPass")).isEqualTo(good);
      assertThat(browser.submit(mine))
          .isEqualTo(good ? ProofInBrowser.GIVEN : "code: campusCodeMalformed");
      assertThat(browser.isGiven()).isEqualTo(good);
    }

    @Test
    void leavesAnEvent() {
      browser.open();
      browser.submit(pass);
      assertThat(keycloak.eventNames())
          .containsExactly("SEND_VERIFY_EMAIL", "CUSTOM_REQUIRED_ACTION");
      assertThat(keycloak.events().get(1).getDetails())
          .containsEntry("custom_required_action", "campus-otp-setup")
          .containsEntry("second_factor", "pass")
          .containsEntry("credential_id", Pass.idOf(user).orElseThrow())
          .doesNotContainKey("campus_purpose");
    }

    @Test
    void takenBackItProvesNothing() {
      browser.open();
      browser.submit(pass);
      Pass.remove(keycloak.session(), user);
      assertThat(browser.isGiven()).isFalse();
    }

    @Test
    void provesNothingOnceAnotherIsGiven() {
      browser.open();
      browser.submit(pass);
      give(false);
      assertThat(browser.isGiven()).isFalse();
    }

    @Test
    void doesNotMatterOnceACodeProvesItToo() {
      browser.open();
      browser.submit(pass);
      browser.forget();
      clock.forward(Duration.ofMinutes(2));
      browser.open();
      browser.submit(browser.mailed());
      Pass.remove(keycloak.session(), user);
      assertThat(browser.isGiven()).isTrue();
    }

    /** The new key's own page goes on. */
    @Test
    void goesOnProvingOnceThereIsAKey() {
      browser.open();
      browser.submit(pass);
      user.giveKey("new", System.currentTimeMillis());
      assertThat(browser.isGiven()).isTrue();
    }

    /** As one that another tab has just shown, and that no app has yet. */
    @Test
    void isNotGoodForSettingUpAKeyThatIsThere() {
      browser.subject = "key";
      browser.open();
      assertThat(browser.submit(pass)).isEqualTo("code: campusCodeMalformed");
    }

    @Test
    void isGoodBeforeAnyMail() {
      browser.signOn.model().setAuthNote("SSO_AUTH", "true");
      browser.open();
      assertThat(browser.submit(pass)).isEqualTo(ProofInBrowser.GIVEN);
      assertThat(keycloak.mail().sent()).isEmpty();
    }

    @Test
    void takesNoTryWhereItIsRight() {
      browser.policy = new CodePolicy(1800, 60, 5, 1, 100, 5);
      browser.open();
      browser.submit(pass);
      browser.forget();
      clock.forward(Duration.ofMinutes(2));
      browser.open();
      assertThat(browser.submit(browser.mailed())).isEqualTo(ProofInBrowser.GIVEN);
    }

    @Test
    void isLimitedTogetherWithCodes() {
      keycloak.realm().setBruteForceProtected(true);
      browser.policy = new CodePolicy(1800, 60, 5, 2, 100, 5);
      browser.open();
      assertThat(browser.submit(browser.wrong())).startsWith("code: campusCodeWrong");
      assertThat(browser.submit(wrong())).isEqualTo("code: campusPassWrong");
      assertThat(browser.submit(pass)).isEqualTo("code: campusCodeLocked");
      assertThat(keycloak.bruteForce().failures()).hasSize(2);
    }

    @Test
    void isNotLookedAtWhileKeycloakLocksTheUser() {
      keycloak.realm().setBruteForceProtected(true);
      browser.open();
      keycloak.bruteForce().lockTemporarily();
      assertThat(browser.submit(pass)).isEqualTo("code: campusCodeLocked");
    }

    private String wrong() {
      return pass.equals("0000000000") ? "1111111111" : "0000000000";
    }

    private String give(boolean mayRegister) {
      return Pass.give(keycloak.session(), user, Terms.of(Duration.ofHours(1), 1, mayRegister));
    }
  }

  @Nested
  class Answer {
    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "%.3s %2$s", "\u3000%s"})
    void givesTheProofForTheMailedCode(String typed) {
      browser.open();
      String code = browser.mailed();
      assertThat(browser.submit(typed.formatted(code, code.substring(3))))
          .isEqualTo(ProofInBrowser.GIVEN);
      assertThat(browser.isGiven()).isTrue();
      assertThat(keycloak.eventNames()).containsExactly("SEND_VERIFY_EMAIL");
      assertThat(keycloak.bruteForce().failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "'', campusCodeMissing",
      "' ', campusCodeMissing",
      "12345, campusCodeMalformed",
      "1234567, campusCodeMalformed",
      "abcdef, campusCodeMalformed",
    })
    void takesNoTryForWhatIsNoCode(String typed, String problem) {
      browser.open();
      for (int i = 0; i < 20; i++) {
        assertThat(browser.submit(typed)).isEqualTo("code: " + problem);
      }
      assertThat(keycloak.eventNames()).containsExactly("SEND_VERIFY_EMAIL");
      assertThat(browser.submit(browser.mailed())).isEqualTo(ProofInBrowser.GIVEN);
    }

    @Test
    void withoutAFieldShowsThePageAgain() {
      browser.open();
      FakePage page = browser.answer(FakeRequest.from("192.0.2.1")).orElseThrow();
      assertThat(page.template()).isEqualTo("campus-code.ftl");
      assertThat(page.errors()).isEmpty();
      assertThat(keycloak.mail().sent()).hasSize(1);
      assertThat(browser.isGiven()).isFalse();
    }

    @Test
    void beforeAnyCodeIsRefused() {
      assertThat(browser.submit("123456")).isEqualTo("code: campusCodeNone");
      assertThat(keycloak.events()).isEmpty();
      assertThat(browser.isGiven()).isFalse();
    }

    @Test
    void isGoodOnce() {
      browser.open();
      String code = browser.mailed();
      browser.submit(code);
      assertThat(browser.submit(code)).isEqualTo("code: campusCodeNone");
    }

    @ParameterizedTest
    @CsvSource({"true, false, hanako", "false, false,", "true, true,"})
    void countsAWrongCodeAsAFailedSignOn(boolean protects, boolean forGood, String counted) {
      keycloak.realm().setBruteForceProtected(protects);
      keycloak.realm().setPermanentLockout(forGood);
      browser.open();
      assertThat(browser.submit(browser.wrong())).isEqualTo("code: campusCodeWrong");
      assertThat(keycloak.eventNames())
          .containsExactly("SEND_VERIFY_EMAIL", "CUSTOM_REQUIRED_ACTION_ERROR invalid_code");
      assertThat(keycloak.bruteForce().failures())
          .isEqualTo(counted == null ? List.of() : List.of(counted));
      assertThat(browser.isGiven()).isFalse();
    }
  }
}
