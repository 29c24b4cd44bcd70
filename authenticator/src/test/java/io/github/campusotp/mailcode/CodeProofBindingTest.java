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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom, where, for what and for how long a code and a proof are good. */
class CodeProofBindingTest {
  private static final String NEXT_PASSWORD = "next-password";

  private final SetClock clock = new SetClock();
  private final FakeSingleUseObjects store = new FakeSingleUseObjects(clock);
  private final FakeKeycloak keycloak = new FakeKeycloak(store);
  private final FakeUser user = new FakeUser("hanako");
  private final ProofInBrowser browser = new ProofInBrowser(clock, keycloak, user);

  @BeforeEach
  void hasAPassword() {
    user.setPassword(1000L);
  }

  /** The sign-on's notes are copied, so that nothing but the code itself can tell. */
  @ParameterizedTest
  @CsvSource({
    "nothing, given",
    "root, code: campusCodeWrong",
    "tab, code: campusCodeWrong",
    "user, code: campusCodeWrong",
    "address, code: campusCodeWrong",
    "action, code: campusCodeNone",
    "mailbox, code: campusCodeNone",
  })
  void aCodeIsGoodWhereItWasMailedForAlone(String changed, String outcome) {
    browser.open();
    ProofInBrowser elsewhere = with(changed);
    assertThat(elsewhere.submit(browser.mailed())).isEqualTo(outcome);
    assertThat(elsewhere.isGiven()).isEqualTo(outcome.equals(GIVEN));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, true",
    "address, false",
    "subject, false",
    "action, false",
    "mailbox, false",
    NEXT_PASSWORD + ", false",
  })
  void aProofHoldsForWhatWasProvedAlone(String changed, boolean holds) {
    browser.open();
    browser.submit(browser.mailed());
    assertThat(with(changed).isGiven()).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"1789, given", "1799, given", "1800, code: campusCodeExpired"})
  void aCodeIsGoodForHalfAnHour(int seconds, String outcome) {
    browser.open();
    clock.forward(Duration.ofSeconds(seconds));
    assertThat(browser.submit(browser.mailed())).isEqualTo(outcome);
    if (!outcome.equals(GIVEN)) {
      assertThat(keycloak.eventNames())
          .containsExactly("SEND_VERIFY_EMAIL", "CUSTOM_REQUIRED_ACTION_ERROR expired_code");
    }
  }

  @Test
  void anExpiredCodeTakesNoTry() {
    browser.policy = new CodePolicy(1800, 60, 5, 1, 100, 5);
    browser.open();
    clock.forward(Duration.ofMinutes(30));
    browser.submit(browser.mailed());
    browser.submit(browser.wrong());
    assertThat(browser.resend().errors()).isEmpty();
    assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1799, true", "1800, false", "1801, false"})
  void aProofHoldsForHalfAnHour(int seconds, boolean holds) {
    browser.open();
    browser.submit(browser.mailed());
    clock.forward(Duration.ofSeconds(seconds));
    assertThat(browser.isGiven()).isEqualTo(holds);
  }

  @Test
  void aProofThatHoldsNoMoreIsAskedForAnew() {
    browser.open();
    browser.submit(browser.mailed());
    clock.forward(Duration.ofMinutes(30));
    FakePage page = browser.open();
    assertThat(page.attribute("campusCodeSent")).isEqualTo(true);
    assertThat(keycloak.mail().sent()).hasSize(2);
    assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
    assertThat(browser.isGiven()).isTrue();
  }

  @Test
  void withoutAProofNothingIsGiven() {
    assertThat(browser.isGiven()).isFalse();
    browser.open();
    assertThat(browser.isGiven()).isFalse();
  }

  @Test
  void whatIsForgottenBeginsAnew() {
    browser.open();
    String first = browser.mailed();
    browser.submit(first);
    browser.forget();
    assertThat(browser.isGiven()).isFalse();
    browser.open();
    assertThat(keycloak.mail().sent()).hasSize(2);
    browser.forget();
    assertThat(browser.submit(browser.mailed())).isEqualTo("code: campusCodeNone");
  }

  /** Two nodes, each with the sign-on as it was before the code came back. */
  @Test
  void aCodeIsGoodOnceOnAllNodes() {
    browser.open();
    ProofInBrowser stale = browser.copy("root", "tab");
    stale.node = new FakeKeycloak(store);
    assertThat(browser.submit(browser.mailed())).isEqualTo(GIVEN);
    assertThat(stale.submit(browser.mailed())).isEqualTo("code: campusCodeWrong");
    assertThat(stale.isGiven()).isFalse();
    assertThat(stale.node.eventNames())
        .containsExactly("CUSTOM_REQUIRED_ACTION_ERROR invalid_code");
  }

  private ProofInBrowser with(String changed) {
    ProofInBrowser other =
        browser.copy(
            changed.equals("root") ? "other" : "root", changed.equals("tab") ? "other" : "tab");
    switch (changed) {
      case "user" -> {
        other.user = new FakeUser("taro");
        other.user.setPassword(1000L);
      }
      case "action" -> other.action = "campus-otp-show";
      case "mailbox" -> other.mailbox = Mailbox.NEW;
      case "address" -> other.address = "taro@example.com";
      case "subject" -> other.subject = "key";
      case NEXT_PASSWORD -> user.setPassword(1001L);
      default -> {}
    }
    return other;
  }
}
