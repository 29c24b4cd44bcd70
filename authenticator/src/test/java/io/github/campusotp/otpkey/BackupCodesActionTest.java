package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.fake.FakePage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.common.util.Time;

/**
 * Backup codes are made behind a proof, shown while their page is open, and spoken of after use.
 */
class BackupCodesActionTest {
  private final KeyActionInBrowser browser = new KeyActionInBrowser(new BackupCodesAction());

  @BeforeEach
  void hasAKey() {
    browser.user.giveKey("key", 1000);
  }

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @Nested
  class Made {
    @Test
    void behindTheMailedCode() {
      browser.asked();
      assertThat(browser.open().page().template()).isEqualTo("campus-code.ftl");
      assertThat(browser.prove().page().template()).isEqualTo("campus-confirm.ftl");
      FakePage page = browser.send("confirm", "confirm").page();
      assertThat(page.template()).isEqualTo("campus-backup-codes.ftl");
      assertThat(codes(page)).hasSize(10).allMatch(code -> of().orElseThrow().use(code));
      assertThat(browser.keycloak.mail().last().subject())
          .isEqualTo("campusNoticeMailSubject.backup");
      assertThat(browser.keycloak.events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "done", "backup"})
    void notWithoutAProof(String value) {
      browser.asked();
      browser.open();
      assertThat(browser.send("confirm", value).page().template()).isEqualTo("campus-code.ftl");
      assertThat(of()).isEmpty();
    }

    @Test
    void behindASecondFactorOfThisSignOn() {
      VerifiedOtp.mark(browser.signOn.model(), "key");
      assertThat(browser.asked().open().page().template()).isEqualTo("campus-confirm.ftl");
      assertThat(browser.keycloak.mail().sent()).isEmpty();
    }

    /** It may be hours old, and the browser another person's by now. */
    @Test
    void notBehindOneOfTheSessionThatItJoins() {
      VerifiedOtp.mark(browser.signOn.model(), "key");
      browser.signOn.model().removeAuthNote("campus-otp-given");
      assertThat(browser.asked().open().page().template()).isEqualTo("campus-code.ftl");
    }

    /** A page that is left open must not outlive what its user changes. */
    @ParameterizedTest
    @CsvSource({"0, 2000", "1800, 1000"})
    void notBehindOneUnderAnotherPasswordOrOfLongAgo(int later, long password) {
      VerifiedOtp.mark(browser.signOn.model(), "key");
      browser.asked().open();
      Time.setOffset(later);
      browser.user.setPassword(password);
      assertThat(browser.send("confirm", "confirm").page().template()).isEqualTo("campus-code.ftl");
      assertThat(of()).isEmpty();
    }

    /** By an administrator; a contractor is told, and goes on. */
    @Test
    void notWaitedForByUsersWhoCannot() {
      browser.user.takeKeys();
      browser.demanded();
      assertThat(browser.open().page().attribute("campusCanGoOn")).isEqualTo(true);
      assertThat(browser.send("confirm", "").status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void notWithoutAKey() {
      browser.user.takeKeys();
      FakePage page = browser.asked().open().page();
      assertThat(page.template()).isEqualTo("campus-refused.ftl");
      assertThat(page.attribute("campusReason")).isEqualTo("no-key");
    }
  }

  @Nested
  class Shown {
    private List<String> made;

    @BeforeEach
    void areMade() {
      VerifiedOtp.mark(browser.signOn.model(), "key");
      browser.asked();
      made = codes(browser.send("confirm", "confirm").page());
    }

    @Test
    void untilTheUserGoesOn() {
      assertThat(codes(browser.open().page())).as("loaded anew").isEqualTo(made);
      assertThat(codes(browser.send("confirm", "confirm").page())).as("twice").isEqualTo(made);
      assertThat(browser.send("confirm", "done").status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.open().page().template()).isEqualTo("campus-confirm.ftl");
    }

    @Test
    void notOnceTheyAreNoMore() {
      BackupCodes.give(browser.keycloak.session(), browser.user);
      assertThat(browser.open().page().template()).isEqualTo("campus-confirm.ftl");
    }

    @Test
    void andNamedInNothingElse() {
      String seen = browser.keycloak.events() + browser.keycloak.mail().sent().toString();
      assertThat(seen).doesNotContain(made.toArray(String[]::new));
    }
  }

  @Nested
  class Left {
    private List<String> codes;

    @BeforeEach
    void areThere() {
      codes = BackupCodes.give(browser.keycloak.session(), browser.user);
    }

    @Test
    void areSaidAfterAUse() {
      use(1);
      VerifiedOtp.mark(browser.signOn.model(), of().orElseThrow().id());
      BackupCodesOffer.used(browser.keycloak.session(), browser.signOn.model(), browser.user);
      assertThat(isOffered()).isTrue();
      FakePage page = browser.open().page();
      assertThat(page.template()).isEqualTo("campus-backup-codes-left.ftl");
      assertThat(page.attribute("campusLeft")).isEqualTo(9);
      assertThat(page.attribute("campusUsed")).isEqualTo(true);
      assertThat(page.attribute("campusFew")).isEqualTo(false);
      assertThat(browser.send("confirm", "done").status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void areSaidOnceWhereFewAreLeft() {
      VerifiedOtp.mark(browser.signOn.model(), "key");
      use(6);
      assertThat(isOffered()).isFalse();
      use(1);
      assertThat(isOffered()).isTrue();
      assertThat(browser.open().page().attribute("campusFew")).isEqualTo(true);
      browser.send("confirm", "done");
      browser.signOn.model().removeAuthNote("campus-backup-codes.offered");
      browser.signOn.model().removeRequiredAction(BackupCodesAction.ID);
      assertThat(isOffered()).as("at the sign-on after").isFalse();
    }

    /** However long the user looks at the page. */
    @Test
    void areSaidWithoutAnyOtherProof() {
      use(1);
      VerifiedOtp.mark(browser.signOn.model(), of().orElseThrow().id());
      BackupCodesOffer.used(browser.keycloak.session(), browser.signOn.model(), browser.user);
      browser.user.removeAttribute("recoveryEmail");
      assertThat(isOffered()).isTrue();
      assertThat(browser.signOn.model().getRequiredActions())
          .as("nor is an address asked for")
          .containsExactly(BackupCodesAction.ID);
      browser.open();
      Time.setOffset(3600);
      assertThat(browser.send("confirm", "confirm").page().template())
          .isEqualTo("campus-refused.ftl");
      assertThat(of().orElseThrow().left()).as("new ones need one").isEqualTo(9);
    }

    /** A wish for new ones is not answered by what is left. */
    @Test
    void areNotSaidInPlaceOfWhatWasWanted() {
      use(1);
      VerifiedOtp.mark(browser.signOn.model(), of().orElseThrow().id());
      BackupCodesOffer.used(browser.keycloak.session(), browser.signOn.model(), browser.user);
      browser.asked();
      isOffered();
      assertThat(browser.open().page().template()).isEqualTo("campus-confirm.ftl");
    }

    /** On campus, or by a session: nothing there may make new ones. */
    @Test
    void areNotSaidWithoutASecondFactor() {
      use(9);
      assertThat(isOffered()).isFalse();
    }

    /** The sign-on rests on one of the old codes, and goes on. */
    @Test
    void newOnesKeepTheSignOn() {
      use(8);
      VerifiedOtp.mark(browser.signOn.model(), of().orElseThrow().id());
      BackupCodesOffer.used(browser.keycloak.session(), browser.signOn.model(), browser.user);
      isOffered();
      assertThat(codes(browser.send("confirm", "confirm").page()))
          .doesNotContainAnyElementsOf(codes);
      assertThat(VerifiedOtp.isOf(browser.signOn.model(), browser.user)).isTrue();
      assertThat(VerifiedOtp.isOutdated(browser.signOn.model(), browser.user)).isFalse();
    }

    private void use(int times) {
      for (int time = 0; time < times; time++) {
        assertThat(of().orElseThrow().use(codes.get(10 - of().orElseThrow().left()))).isTrue();
      }
    }

    private boolean isOffered() {
      browser.evaluate();
      return browser.signOn.model().getRequiredActions().contains(BackupCodesAction.ID);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> codes(FakePage page) {
    return (List<String>) page.attribute("campusCodes");
  }

  private Optional<BackupCodes> of() {
    return BackupCodes.of(browser.keycloak.session(), browser.user);
  }
}
