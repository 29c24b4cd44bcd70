package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUserSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.Base32;
import org.keycloak.models.utils.HmacOTP;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** How a key is set up, issued again and, where a sign-on waits for it, proved. */
class OtpSetupActionTest {
  private final KeyActionInBrowser browser = new KeyActionInBrowser(new OtpSetupAction());

  @Nested
  class AtOnce {
    @Test
    void asksOnceMoreBeforeItMakesAKey() {
      FakePage page = browser.prove().page();
      assertThat(page.template()).isEqualTo("campus-confirm.ftl");
      assertThat(page.attribute("campusPending")).isEqualTo(false);
      assertThat(browser.send("confirm", "done").page().template()).isEqualTo("campus-confirm.ftl");
      assertThat(browser.send("otp", "123456").page().template()).isEqualTo("campus-confirm.ftl");
      assertThat(OtpKey.of(browser.user)).isEmpty();
    }

    @Test
    void storesTheKeyThatItShows() {
      FakePage page = make();
      assertThat(page.template()).isEqualTo("campus-key.ftl");
      assertThat(page.attribute("campusFirstCode")).isEqualTo("optional");
      assertThat(page.attribute("campusAction")).isEqualTo("setup");
      assertThat(stored()).isEqualTo(page.attribute("campusKey"));
      assertThat(browser.keycloak.eventNames()).containsExactly("UPDATE_CREDENTIAL");
      assertThat(browser.keycloak.events().get(0).getDetails())
          .containsEntry("credential_id", OtpKey.of(browser.user).orElseThrow().getId())
          .containsEntry("credential_type", "otp")
          .containsEntry("campus_purpose", "setup");
      assertThat(browser.keycloak.mail().last().subject())
          .isEqualTo("campusNoticeMailSubject.setup");
    }

    @Test
    void putsItInPlaceOfEveryOther() {
      browser.user.giveKey("old", 1000);
      browser.user.giveKey("older", 500);
      FakePage page = make();
      assertThat(page.attribute("campusAction")).as("after the old one").isEqualTo("reissue");
      assertThat(keys()).isEqualTo(1);
      assertThat(stored()).isEqualTo(page.attribute("campusKey"));
      assertThat(browser.keycloak.mail().last().subject())
          .isEqualTo("campusNoticeMailSubject.reissue");
    }

    @Test
    void showsTheSameKeyWhenReloaded() {
      Object key = make().attribute("campusKey");
      assertThat(browser.open().page().attribute("campusKey")).isEqualTo(key);
      assertThat(browser.send("confirm", "confirm").page().attribute("campusKey")).isEqualTo(key);
      assertThat(browser.keycloak.events()).hasSize(1);
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
    }

    @Test
    void leadsOnToBackupCodes() {
      browser.keycloak.realm().action(BackupCodesAction.ID, true);
      make();
      assertThat(browser.send("confirm", "backup").status()).isEqualTo(Status.SUCCESS);
      assertThat(BackupCodes.of(browser.keycloak.session(), browser.user)).isPresent();
      assertThat(browser.signOn.model().getRequiredActions()).contains(BackupCodesAction.ID);
    }

    /** Nothing would show them. */
    @Test
    void leadsToNoBackupCodesWhereTheirActionIsOff() {
      browser.keycloak.realm().action(BackupCodesAction.ID, false);
      assertThat(make().attribute("campusBackupCodes")).isEqualTo(false);
      assertThat(browser.send("confirm", "backup").status()).isEqualTo(Status.SUCCESS);
      assertThat(BackupCodes.idOf(browser.user)).isEmpty();
    }

    @Test
    void leadsToNoBackupCodesWithoutAKey() {
      browser.prove();
      browser.send("confirm", "backup");
      assertThat(BackupCodes.idOf(browser.user)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"done", "yes"})
    void endsWithItsButton(String button) {
      make();
      assertThat(browser.send("confirm", button).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void isDoneForTheUserOnceTheKeyIsStored() {
      browser.demanded();
      make();
      assertThat(browser.user.getRequiredActionsStream()).isEmpty();
    }

    @Test
    void triesACodeAndUsesNothingUp() {
      make();
      FakeRequiredAction right = browser.send("otp", codeOf(stored(), 0));
      assertThat(right.status()).isEqualTo(Status.CHALLENGE);
      assertThat(right.page().attribute("campusFirstCodeRight")).isEqualTo(true);
      FakeRequiredAction wrong = browser.send("otp", codeOf(stored(), 5));
      assertThat(wrong.page().errors()).containsExactly("totp: campusFirstCodeWrong");
    }

    /** The proof was about the key that is gone; another one asks for another proof. */
    @Test
    void asksForAnotherProofOnceTheKeyIsAnothers() {
      make();
      browser.user.takeKeys();
      browser.user.giveKey("of-another-tab", Long.MAX_VALUE / 2);
      assertThat(browser.open().page().template()).isEqualTo("campus-code.ftl");
    }

    /** Its own new key does not make the sign-on look as if another had replaced it. */
    @Test
    void takesTheVerificationFromItsOwnSignOn() {
      OTPCredentialModel old = browser.user.giveKey("old", 1000);
      VerifiedOtp.mark(browser.signOn.model(), old.getId());
      make();
      assertThat(VerifiedOtp.isOutdated(browser.signOn.model(), browser.user)).isFalse();
    }
  }

  @Nested
  class AfterItsFirstCode {
    @BeforeEach
    void required() {
      browser.keycloak.realm().configureAction("campus-otp-setup", Map.of("firstCode", "required"));
      browser.user.giveKey("old", 1000);
    }

    @Test
    void keepsTheOldKeyUntilThen() {
      assertThat(browser.prove().page().attribute("campusPending")).isEqualTo(true);
      FakePage page = browser.send("confirm", "confirm").page();
      assertThat(page.attribute("campusFirstCode")).isEqualTo("required");
      String pending = (String) page.attribute("campusKey");
      assertThat(OtpKey.of(browser.user).map(OTPCredentialModel::getId)).contains("old");
      assertThat(browser.send("confirm", "done").status()).isEqualTo(Status.CHALLENGE);
      FakeRequiredAction wrong = browser.send("otp", codeOf(pending, 5));
      assertThat(wrong.page().errors()).containsExactly("totp: campusFirstCodeWrong");
      assertThat(wrong.page().attribute("campusKey")).isEqualTo(pending);
      assertThat(wrong.page().attribute("campusFirstCode")).isEqualTo("required");
      assertThat(browser.keycloak.events()).isEmpty();

      assertThat(browser.send("otp", codeOf(pending, 0)).status()).isEqualTo(Status.SUCCESS);
      assertThat(stored()).isEqualTo(pending);
      assertThat(keys()).isEqualTo(1);
      assertThat(browser.keycloak.eventNames()).containsExactly("UPDATE_CREDENTIAL");
    }

    @Test
    void storesItOnceThoughItsCodeIsSentTwice() {
      browser.prove();
      String pending = (String) browser.send("confirm", "confirm").page().attribute("campusKey");
      browser.send("otp", codeOf(pending, 0));
      FakeRequiredAction again = browser.send("otp", codeOf(pending, 0));
      assertThat(again.page().attribute("campusFirstCodeRight")).isEqualTo(true);
      assertThat(again.page().attribute("campusFirstCode")).isEqualTo("optional");
      assertThat(browser.keycloak.eventNames()).containsExactly("UPDATE_CREDENTIAL");
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
    }

    /** The second request of a double click has the sign-on as it was before the first. */
    @Test
    void makesOneKeyOfADoubleClick() {
      browser.prove();
      FakeAuthenticationSession before = browser.signOn.copy("root", "tab");
      assertThat(browser.send("confirm", "confirm").page().template()).isEqualTo("campus-key.ftl");
      browser.signOn = before;
      FakePage second = browser.send("confirm", "confirm").page();
      assertThat(second.template()).isEqualTo("campus-confirm.ftl");
    }

    @Test
    void makesAnotherKeyInAnotherTab() {
      browser.prove();
      assertThat(browser.send("confirm", "confirm").page().template()).isEqualTo("campus-key.ftl");
      browser.signOn = new FakeAuthenticationSession(browser.keycloak.realm(), "root", "other");
      browser.prove();
      assertThat(browser.send("confirm", "confirm").page().template()).isEqualTo("campus-key.ftl");
    }
  }

  /** A sign-on off campus of a user without a key waits for one. */
  @Nested
  class Owed {
    @BeforeEach
    void isOwed() {
      OwedKey.owe(browser.signOn.model());
    }

    @Test
    void staysOwedWhateverBecomesOfTheList() {
      browser.signOn.model().removeRequiredAction("campus-otp-setup");
      browser.evaluate();
      assertThat(browser.signOn.model().getRequiredActions()).containsExactly("campus-otp-setup");
    }

    @Test
    void needsTheFirstCodeWhateverIsConfigured() {
      String key = (String) make().attribute("campusKey");
      assertThat(OtpKey.of(browser.user)).isEmpty();
      assertThat(browser.send("confirm", "done").status()).isEqualTo(Status.CHALLENGE);
      assertThat(browser.send("confirm", "yes").status()).isEqualTo(Status.CHALLENGE);
      browser.signOn.model().setExecutionStatus("form", ExecutionStatus.SETUP_REQUIRED);
      FakeRequiredAction last = browser.send("otp", codeOf(key, 0));
      assertThat(last.status()).isEqualTo(Status.SUCCESS);
      assertThat(OwedKey.is(browser.signOn.model())).isFalse();
      FakeUserSession session = new FakeUserSession("session", browser.user, browser.signOn);
      assertThat(VerifiedOtp.isFresh(session.model(), 60)).isTrue();
    }

    @Test
    void isNotLetInByAWrongCode() {
      String key = (String) make().attribute("campusKey");
      browser.send("otp", codeOf(key, 5));
      assertThat(OwedKey.is(browser.signOn.model())).isTrue();
      FakeUserSession session = new FakeUserSession("session", browser.user, browser.signOn);
      assertThat(VerifiedOtp.isFresh(session.model(), 0)).isFalse();
    }

    /** A second key would take the place of that one; its code is asked for instead. */
    @Test
    void beginsAgainOnceAnotherTabHasSetUpAKey() {
      browser.user.giveKey("of-another-tab", 2000);
      for (FakeRequiredAction answer : List.of(browser.open(), browser.send("confirm", ""))) {
        assertThat(answer.status()).isEqualTo(Status.CHALLENGE);
        assertThat(answer.location()).hasPath("/realms/omu/login-actions/restart");
      }
      assertThat(browser.keycloak.mail().sent()).isEmpty();
      assertThat(OwedKey.is(browser.signOn.model())).isTrue();
    }

    @Test
    void isNotSkippedByWhomTheRoleBars() {
      bar();
      FakeRequiredAction shown = browser.open();
      assertThat(shown.page().attribute("campusReason")).isEqualTo("barred");
      assertThat(shown.page().attribute("campusCanGoOn")).isEqualTo(false);
      assertThat(browser.send("confirm", "").status()).isEqualTo(Status.CHALLENGE);
    }
  }

  @Nested
  class FirstEnrolmentOfAUser {
    @BeforeEach
    void isDemanded() {
      browser.demanded();
      browser.evaluate();
    }

    @Test
    void asksWhetherAllIsSetUp() {
      assertThat(make().attribute("campusFirst")).isEqualTo(true);
      FakeRequiredAction done = browser.send("confirm", "done");
      assertThat(done.page().template()).isEqualTo("campus-attention.ftl");
      assertThat(browser.send("confirm", "yes").status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void endsWithTheNextRequestWithoutScripts() {
      endWithoutScript();
      assertThat(browser.open().status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void isOverWithoutScriptsForNoSignOnThatOwesAKeySince() {
      endWithoutScript();
      browser.user.takeKeys();
      OwedKey.owe(browser.signOn.model());
      browser.evaluate();
      assertThat(browser.open().status()).isEqualTo(Status.CHALLENGE);
    }

    @Test
    void isNotOverOnceItsFormIsSentAgain() {
      endWithoutScript();
      browser.send("confirm", "");
      assertThat(browser.open().status()).isEqualTo(Status.CHALLENGE);
    }

    private void endWithoutScript() {
      make();
      browser.send("confirm", "done");
      FakeRequiredAction end = browser.sendWithoutScript("confirm", "yes");
      assertThat(end.page().template()).isEqualTo("campus-forward.ftl");
    }

    @Test
    void isOverOnceItWasDoneInAnotherTab() {
      browser.user.giveKey("of-another-tab", 2000);
      browser.user.removeRequiredAction("campus-otp-setup");
      assertThat(browser.open().status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.send("confirm", "confirm").status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.keycloak.events()).isEmpty();
    }

    @Test
    void goesOnWhereItIsDemandedStill() {
      browser.user.giveKey("given-by-hand", 2000);
      assertThat(browser.open().page().template()).isEqualTo("campus-code.ftl");
    }
  }

  @Nested
  class Barred {
    @BeforeEach
    void byRole() {
      bar();
    }

    @Test
    void goesOnWithoutAKey() {
      FakeRequiredAction shown = browser.demanded().open();
      assertThat(shown.page().template()).isEqualTo("campus-refused.ftl");
      assertThat(shown.page().attribute("campusReason")).isEqualTo("barred");
      assertThat(shown.page().attribute("campusCanGoOn")).isEqualTo(true);
      assertThat(browser.send("confirm", "").status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.keycloak.mail().sent()).isEmpty();
    }

    @Test
    void dropsWhatItAskedForInstead() {
      FakeRequiredAction shown = browser.asked().open();
      assertThat(shown.page().attribute("campusCanGoOn")).isEqualTo(false);
      assertThat(browser.send("confirm", "").status()).isEqualTo(Status.CHALLENGE);
      assertThat(browser.send("back", "").status()).isEqualTo(Status.CANCELLED);
    }
  }

  private void bar() {
    browser.user.grantRole(browser.keycloak.realm().role("external-staff"));
  }

  /** The page with a new key. */
  private FakePage make() {
    browser.prove();
    return browser.send("confirm", "confirm").page();
  }

  private String stored() {
    Optional<OTPCredentialModel> key = OtpKey.of(browser.user);
    return Base32.encode(key.orElseThrow().getDecodedSecret());
  }

  private long keys() {
    return browser.user.credentialManager().getStoredCredentialsByTypeStream("otp").count();
  }

  private static String codeOf(String key, int later) {
    long step = System.currentTimeMillis() / 1000 / 30 + later;
    return new HmacOTP(6, "HmacSHA1", 0).generateHOTP(Base32.decode(key), (int) step);
  }
}
