package io.github.campusotp.mailcode;

import static io.github.campusotp.mailcode.ProofInBrowser.GIVEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeSingleUseObjects;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.SetClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many mails and tries there are, on all nodes together, and what a failure costs. */
class CodeProofLimitsTest {
  private static final String WRONG = "code: campusCodeWrong";
  private static final String SPENT = "code: campusCodeSpent";
  private static final String LOCKED = "code: campusCodeLocked";
  private static final String LOCKED_ERROR =
      "CUSTOM_REQUIRED_ACTION_ERROR user_temporarily_disabled";

  private final SetClock clock = new SetClock();
  private final FakeSingleUseObjects store = new FakeSingleUseObjects(clock);
  private final FakeKeycloak keycloak = new FakeKeycloak(store);
  private final FakeUser user = new FakeUser("hanako");
  private final ProofInBrowser browser = new ProofInBrowser(clock, keycloak, user);

  @BeforeEach
  void hasAPassword() {
    user.setPassword(1000L);
  }

  @Nested
  class OneCode {
    @Test
    void bearsFiveTries() {
      browser.open();
      for (int i = 0; i < 4; i++) {
        assertThat(browser.submit(browser.wrong())).isEqualTo(WRONG);
      }
      assertThat(browser.submit(browser.wrong())).isEqualTo(SPENT);
      assertThat(browser.submit(browser.mailed())).isEqualTo(SPENT);
      assertThat(browser.isGiven()).isFalse();
      assertThat(browser.open().attribute("campusCodeSent")).isEqualTo(false);
    }

    @Test
    void isGoodAtItsFifthTry() {
      browser.open();
      for (int i = 0; i < 4; i++) {
        browser.submit(browser.wrong());
      }
      assertThat(browser.open().attribute("campusCodeSent")).isEqualTo(true);
      assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
    }

    @Test
    void bearsAsManyAsThePolicySays() {
      browser.policy = new CodePolicy(1800, 60, 5, 10, 100, 1);
      browser.open();
      assertThat(browser.submit(browser.wrong())).isEqualTo(SPENT);
      assertThat(browser.submit(browser.mailed())).isEqualTo(SPENT);
    }

    /** Each guess with the sign-on as it was first, which a node may still have. */
    @Test
    void bearsNoMoreOnSeveralNodes() {
      browser.open();
      for (int i = 0; i < 5; i++) {
        ProofInBrowser stale = browser.copy("root", "tab");
        stale.node = new FakeKeycloak(store);
        stale.submit(browser.wrong());
      }
      assertThat(browser.submit(browser.mailed())).isEqualTo(SPENT);
    }

    @Test
    void whoseTriesAreSpentTakesNoneOfTheHour() {
      browser.policy = new CodePolicy(1800, 60, 5, 6, 100, 5);
      browser.open();
      for (int i = 0; i < 5; i++) {
        browser.submit(browser.wrong());
      }
      for (int i = 0; i < 5; i++) {
        assertThat(browser.submit(browser.wrong())).isEqualTo(SPENT);
      }
      clock.forward(Duration.ofMinutes(1));
      assertThat(browser.resend().errors()).isEmpty();
      assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
    }
  }

  @Nested
  class Resend {
    @ParameterizedTest
    @CsvSource({"0, 60", "1, 59", "59, 1"})
    void hasToWaitAMinute(int seconds, int left) {
      browser.open();
      String code = browser.mailed();
      clock.forward(Duration.ofSeconds(seconds));
      FakePage page = browser.resend();
      assertThat(page.errors()).containsExactly("campusMailTooSoon " + left);
      assertThat(page.attribute("campusResendSeconds")).isEqualTo((long) left);
      assertThat(keycloak.mail().sent()).hasSize(1);
      assertThat(browser.submit(code)).isEqualTo(GIVEN);
    }

    @Test
    void mailsANewCodeInPlaceOfTheOld() {
      browser.open();
      String old = browser.mailed();
      clock.forward(Duration.ofSeconds(60));
      assertThat(browser.resend().errors()).isEmpty();
      assertThat(keycloak.mail().sent()).hasSize(2);
      if (!old.equals(browser.mailed())) {
        assertThat(browser.submit(old)).isEqualTo(WRONG);
      }
      assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
    }

    @Test
    void beforeThePageWasShownIsTheFirstMail() {
      assertThat(browser.resend().errors()).isEmpty();
      browser.open();
      assertThat(keycloak.mail().sent()).hasSize(1);
    }

    @Test
    void ofAnotherBrowserWaitsToo() {
      browser.open();
      FakePage page = browser.another("other").open();
      assertThat(page.errors()).containsExactly("campusMailForOther 60");
      assertThat(page.attribute("campusCodeSent")).isEqualTo(false);
      assertThat(keycloak.mail().sent()).hasSize(1);
    }

    @Test
    void ofAnotherUserDoesNotWait() {
      browser.open();
      ProofInBrowser other = browser.another("other");
      other.user = new FakeUser("taro");
      assertThat(other.open().errors()).isEmpty();
    }

    @Test
    void needNotWaitOnceTheCodeCameBack() {
      browser.open();
      browser.submit(browser.mailed());
      assertThat(browser.another("other").open().errors()).isEmpty();
      assertThat(keycloak.mail().sent()).hasSize(2);
    }

    @Test
    void waitsAsLongAsThePolicySays() {
      browser.policy = new CodePolicy(1800, 5, 5, 10, 100, 5);
      browser.open();
      clock.forward(Duration.ofSeconds(4));
      assertThat(browser.resend().errors()).containsExactly("campusMailTooSoon 1");
      clock.forward(Duration.ofSeconds(1));
      assertThat(browser.resend().errors()).isEmpty();
    }
  }

  @Nested
  class MailsOfAnHour {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areFive(boolean oneBrowser) {
      for (int i = 0; i < 5; i++) {
        ProofInBrowser one = oneBrowser ? browser : browser.another("root-" + i);
        assertThat(one.resend().errors()).isEmpty();
        clock.forward(Duration.ofMinutes(1));
      }
      FakePage page = browser.resend();
      assertThat(page.errors()).containsExactly("campusMailTooMany 5");
      assertThat(page.attribute("campusResendSeconds")).isEqualTo(-1L);
      assertThat(keycloak.mail().sent()).hasSize(5);
    }

    @Test
    void areFreeAgainAnHourAfterEach() {
      for (int i = 0; i < 5; i++) {
        browser.resend();
        clock.forward(Duration.ofMinutes(1));
      }
      clock.forward(Duration.ofMinutes(55).minusSeconds(1));
      assertThat(browser.resend().errors()).containsExactly("campusMailTooMany 5");
      clock.forward(Duration.ofSeconds(1));
      FakePage page = browser.resend();
      assertThat(page.errors()).as("the refused one began no pause").isEmpty();
      assertThat(page.attribute("campusResendSeconds")).isEqualTo(-1L);
      clock.forward(Duration.ofMinutes(1));
      assertThat(browser.resend().errors()).isEmpty();
    }
  }

  @Nested
  class WrongCodesOfAnHour {
    @Test
    void areTenInAllBrowsersOnAllNodes() {
      wrongCodes(10);
      ProofInBrowser last = browser.another("last");
      last.node = new FakeKeycloak(store);
      FakePage page = last.open();
      assertThat(page.errors()).containsExactly("campusCodeLocked");
      assertThat(page.attribute("campusCodeSent")).isEqualTo(false);
      assertThat(last.node.mail().sent()).isEmpty();
      assertThat(last.node.events()).isEmpty();
    }

    @Test
    void areTenAndNoRightOneIsLookedAt() {
      ProofInBrowser waiting = browser.another("waiting");
      waiting.open();
      String code = waiting.mailed();
      clock.forward(Duration.ofMinutes(1));
      wrongCodes(10);
      keycloak.events().clear();
      assertThat(waiting.submit(code)).isEqualTo(LOCKED);
      assertThat(waiting.isGiven()).isFalse();
      assertThat(keycloak.eventNames()).containsExactly(LOCKED_ERROR);
    }

    @Test
    void areFreeAgainAfterAnHour() {
      wrongCodes(10);
      clock.forward(Duration.ofHours(1).minusMinutes(2).minusSeconds(1));
      assertThat(browser.another("last").open().errors()).containsExactly("campusCodeLocked");
      clock.forward(Duration.ofSeconds(1));
      assertThat(browser.another("last").open().errors()).isEmpty();
    }

    @Test
    void doNotCountARightOne() {
      wrongCodes(9);
      browser.open();
      assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
      ProofInBrowser last = browser.another("last");
      assertThat(last.open().errors()).isEmpty();
      assertThat(last.submit(last.wrong())).isEqualTo(WRONG);
      assertThat(last.submit(last.mailed())).isEqualTo(LOCKED);
    }

    @Test
    void ofAnotherUserAreTheirs() {
      wrongCodes(10);
      ProofInBrowser other = browser.another("other");
      other.user = new FakeUser("taro");
      assertThat(other.open().errors()).isEmpty();
      assertThat(other.submit(other.mailed())).isEqualTo(GIVEN);
    }
  }

  @Nested
  class WrongCodesOfAMonth {
    @BeforeEach
    void areThree() {
      browser.policy = new CodePolicy(1800, 60, 5, 10, 3, 5);
    }

    @Test
    void lockForThirtyDays() {
      wrongCodes(3);
      clock.forward(Duration.ofDays(30).minusMinutes(1).minusSeconds(1));
      assertThat(browser.another("last").open().errors()).containsExactly("campusCodeLocked");
      clock.forward(Duration.ofSeconds(1));
      assertThat(browser.another("last").open().errors()).isEmpty();
    }

    @Test
    void beginAnewWithAnotherPassword() {
      wrongCodes(3);
      user.setPassword(2000L);
      assertThat(browser.another("last").open().errors()).isEmpty();
    }
  }

  @Nested
  class MailServerDown {
    @BeforeEach
    void isDown() {
      keycloak.mail().setDown(true);
    }

    @Test
    void isToldAndNothingIsSkipped() {
      FakePage page = browser.open();
      assertThat(page.template()).isEqualTo("campus-code.ftl");
      assertThat(page.errors()).containsExactly("campusMailFailed");
      assertThat(page.attribute("campusCodeSent")).isEqualTo(false);
      assertThat(browser.isGiven()).isFalse();
      assertThat(browser.submit("123456")).isEqualTo("code: campusCodeNone");
      assertThat(keycloak.eventNames())
          .containsExactly("SEND_VERIFY_EMAIL_ERROR email_send_failed");
      assertThat(keycloak.events().get(0).getDetails()).containsEntry("campus_purpose", "setup");
    }

    @Test
    void isNotTriedAgainByAReload() {
      browser.open();
      keycloak.mail().setDown(false);
      clock.forward(Duration.ofMinutes(2));
      assertThat(browser.open().errors()).isEmpty();
      assertThat(keycloak.mail().sent()).isEmpty();
    }

    @Test
    void takesNoneOfTheHoursMails() {
      for (int i = 0; i < 10; i++) {
        assertThat(browser.resend().errors()).containsExactly("campusMailFailed");
        clock.forward(Duration.ofMinutes(1));
      }
      keycloak.mail().setDown(false);
      for (int i = 0; i < 5; i++) {
        assertThat(browser.resend().errors()).isEmpty();
        clock.forward(Duration.ofMinutes(1));
      }
      assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
    }

    @Test
    void leavesThePauseThatSparesTheMailServer() {
      browser.open();
      keycloak.mail().setDown(false);
      assertThat(browser.resend().errors()).containsExactly("campusMailTooSoon 60");
    }
  }

  @Nested
  class Locked {
    @Test
    void byKeycloakNoCodeIsMailed() {
      keycloak.realm().setBruteForceProtected(true);
      keycloak.bruteForce().lockTemporarily();
      FakePage page = browser.open();
      assertThat(page.errors()).containsExactly("campusCodeLocked");
      assertThat(keycloak.mail().sent()).isEmpty();
      assertThat(keycloak.events()).isEmpty();
    }

    /** It takes its time on a busy server, and calls the user locked so long. */
    @Test
    void isNobodyWhoseLastSignOnKeycloakIsStillCounting() {
      keycloak.realm().setBruteForceProtected(true);
      keycloak.bruteForce().isCounting();
      browser.open();
      browser.submit(browser.mailed());
      assertThat(browser.isGiven()).isTrue();
    }

    @Test
    void byKeycloakForGoodNoCodeIsMailed() {
      keycloak.realm().setBruteForceProtected(true);
      keycloak.realm().setPermanentLockout(true);
      keycloak.bruteForce().lockPermanently();
      assertThat(browser.open().errors()).containsExactly("campusCodeLocked");
    }

    @Test
    void isNobodyWhereNothingIsDetected() {
      keycloak.bruteForce().lockTemporarily();
      assertThat(browser.open().errors()).isEmpty();
    }

    @Test
    void byKeycloakNoCodeIsLookedAt() {
      keycloak.realm().setBruteForceProtected(true);
      browser.open();
      keycloak.bruteForce().lockTemporarily();
      assertThat(browser.submit(browser.mailed())).isEqualTo(LOCKED);
      assertThat(browser.submit(browser.wrong())).isEqualTo(LOCKED);
      assertThat(browser.isGiven()).isFalse();
      assertThat(keycloak.bruteForce().failures()).isEmpty();
      assertThat(keycloak.eventNames())
          .containsExactly("SEND_VERIFY_EMAIL", LOCKED_ERROR, LOCKED_ERROR);
    }
  }

  /** So many wrong codes, in browsers of their own, with a minute after each mail. */
  private void wrongCodes(int count) {
    for (int i = 0; i < count; i += 5) {
      ProofInBrowser guesser = browser.another("guesser-" + i);
      guesser.open();
      for (int tries = 0; tries < Math.min(5, count - i); tries++) {
        guesser.submit(guesser.wrong());
      }
      clock.forward(Duration.ofMinutes(1));
    }
  }
}
