package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.fake.FakeMail;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext.Status;

/** What all actions with the key ask first, and what showing and deleting it do then. */
class KeyActionTest {
  /** Base32 of {@link FakeUser#SECRET}. */
  private static final String KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @Nested
  class First {
    @ParameterizedTest
    @CsvSource({
      "setup, false, setup",
      "setup, true, reissue",
      "show, true, show",
      "delete, true, delete",
    })
    void asksForAMailedCode(String action, boolean hasKey, String purpose) {
      KeyActionInBrowser browser = browser(action, hasKey);
      FakePage page = browser.open().page();
      assertThat(page.template()).isEqualTo("campus-code.ftl");
      assertThat(page.attribute("campusAction")).isEqualTo(purpose);
      assertThat(page.attribute("campusMailbox")).isEqualTo("recovery");
      FakeMail.Sent mail = browser.keycloak.mail().last();
      assertThat(mail.to()).isEqualTo(KeyActionInBrowser.ADDRESS);
      assertThat(mail.told()).containsEntry("campusTopic", purpose);
      assertThat(mail.subject()).isEqualTo("campusCodeMailSubject." + purpose);
    }

    /** Whatever is sent, as from the page that comes after the code. */
    @ParameterizedTest
    @CsvSource({
      "setup, confirm, confirm",
      "setup, confirm, yes",
      "setup, otp, 123456",
      "show, confirm, done",
      "show, otp, 123456",
      "delete, confirm, confirm",
      "delete, code, 12345",
    })
    void isNotLeftWithoutIt(String action, String field, String value) {
      KeyActionInBrowser browser = browser(action, true);
      browser.open();
      FakeRequiredAction sent = browser.send(field, value);
      assertThat(sent.status()).isEqualTo(Status.CHALLENGE);
      assertThat(sent.page().template()).isEqualTo("campus-code.ftl");
      assertThat(OtpKey.of(browser.user).orElseThrow().getId()).isEqualTo("key");
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
      "setup, false, false, no-address",
      "show, true, false, no-address",
      "delete, true, false, no-address",
      "show, false, true, no-key",
      "delete, false, true, no-key",
      "show, false, false, no-key",
    })
    void isRefused(String action, boolean hasKey, boolean hasAddress, String reason) {
      KeyActionInBrowser browser = browser(action, hasKey);
      if (!hasAddress) {
        browser.user.removeAttribute("recoveryEmail");
      }
      for (FakeRequiredAction answer :
          List.of(browser.open(), browser.send("confirm", "confirm"), browser.send("code", "1"))) {
        assertThat(answer.status()).isEqualTo(Status.CHALLENGE);
        assertThat(answer.page().template()).isEqualTo("campus-refused.ftl");
        assertThat(answer.page().attribute("campusReason")).isEqualTo(reason);
        assertThat(answer.page().attribute("campusCanGoOn")).isEqualTo(false);
        assertThat(answer.page().attribute("campusStuck")).isEqualTo(true);
        assertThat(answer.page().attribute("campusUsername")).isEqualTo("hanako");
      }
      assertThat(browser.keycloak.mail().sent()).isEmpty();
      assertThat(browser.keycloak.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "show", "delete"})
    void canBeDroppedIfTheUserAskedForIt(String action) {
      KeyActionInBrowser browser = browser(action, true).asked();
      assertThat(browser.open().page().attribute("campusCanCancel")).isEqualTo(true);
      assertThat(browser.send("back", "").status()).isEqualTo(Status.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "show", "delete"})
    void cannotBeDroppedIfItIsDemanded(String action) {
      KeyActionInBrowser browser = browser(action, true).asked().demanded();
      assertThat(browser.open().page().attribute("campusCanCancel")).isEqualTo(false);
      FakeRequiredAction sent = browser.send("back", "");
      assertThat(sent.status()).isEqualTo(Status.CHALLENGE);
      assertThat(sent.page().template()).isEqualTo("campus-code.ftl");
    }
  }

  /** Before a key there has to be an address, where it may be registered. */
  @Nested
  class AddressFirst {
    @ParameterizedTest
    @CsvSource({
      // pending, has an address, has a key, action of the address is on, from anywhere, needed
      "true, false, false, true, true, true",
      "false, false, false, true, true, false",
      "true, true, false, true, true, false",
      "true, false, true, true, true, false",
      "true, false, false, false, true, false",
      "true, false, false, true, false, false",
    })
    void isNeeded(
        boolean pending,
        boolean address,
        boolean key,
        boolean enabled,
        boolean anywhere,
        boolean needed) {
      KeyActionInBrowser browser = browser("setup", key);
      if (pending) {
        browser.asked();
      }
      if (!address) {
        browser.user.removeAttribute("recoveryEmail");
      }
      browser.keycloak.realm().action("campus-recovery-address", enabled);
      browser
          .keycloak
          .realm()
          .configureAction(
              "campus-recovery-address", Map.of("allowOffCampus", Boolean.toString(anywhere)));
      browser.evaluate();
      assertThat(browser.signOn.model().getRequiredActions().contains("campus-recovery-address"))
          .isEqualTo(needed);
    }

    @Test
    void isNotNeededForAnActionThatIsRefused() {
      KeyActionInBrowser browser = browser("show", false).asked();
      browser.user.removeAttribute("recoveryEmail");
      browser.evaluate();
      assertThat(browser.signOn.model().getRequiredActions()).isEmpty();
    }
  }

  @Nested
  class Show {
    private final KeyActionInBrowser browser = browser("show", true);

    @Test
    void showsTheKey() {
      FakePage page = browser.prove().page();
      assertThat(page.template()).isEqualTo("campus-key.ftl");
      assertThat(page.attribute("campusKey")).isEqualTo(KEY);
      assertThat(page.attribute("campusKeyGroups"))
          .isEqualTo(List.of("GEZD", "GNBV", "GY3T", "QOJQ", "GEZD", "GNBV", "GY3T", "QOJQ"));
      assertThat(page.attribute("campusUsername")).isEqualTo("hanako");
      assertThat(page.attribute("campusIssuer")).isEqualTo("大阪公立大学");
      assertThat(page.attribute("campusFirstCode")).isEqualTo("optional");
      assertThat(page.attribute("campusFirst")).isEqualTo(false);
      assertThat((String) page.attribute("campusOtpauthUri"))
          .startsWith("otpauth://totp/")
          .contains("secret=" + KEY, ":hanako?");
      assertThat((String) page.attribute("campusQr")).startsWith("iVBOR"); // a PNG
    }

    @Test
    void isToldOnceInAnEvent() {
      browser.open();
      browser.send("code", browser.keycloak.mail().last().code());
      browser.open();
      assertThat(browser.keycloak.eventNames())
          .containsExactly("SEND_VERIFY_EMAIL", "CUSTOM_REQUIRED_ACTION");
      assertThat(browser.keycloak.events().get(1).getDetails())
          .containsEntry("custom_required_action", "campus-otp-show")
          .containsEntry("credential_id", "key")
          .containsEntry("campus_purpose", "show")
          .containsEntry("campus_network", "off-campus");
    }

    @Test
    void endsWithItsButton() {
      browser.prove();
      assertThat(browser.send("confirm", "done").status()).isEqualTo(Status.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({"confirm, other", "anything, done"})
    void showsItAgainAfterAnythingElse(String field, String value) {
      browser.prove();
      assertThat(browser.send(field, value).page().template()).isEqualTo("campus-key.ftl");
    }

    @ParameterizedTest
    @CsvSource({
      "right, true,",
      "'', false, totp: campusFirstCodeMissing",
      "12345, false, totp: campusFirstCodeMalformed",
      "wrong, false, totp: campusFirstCodeWrong",
    })
    void triesACode(String typed, boolean right, String error) {
      browser.prove();
      String code =
          switch (typed) {
            case "right" -> FakeUser.code(0);
            case "wrong" -> FakeUser.code(5);
            default -> typed;
          };
      FakePage page = browser.send("otp", code).page();
      assertThat(page.template()).isEqualTo("campus-key.ftl");
      assertThat(page.attribute("campusFirstCodeRight")).isEqualTo(right);
      assertThat(page.errors()).isEqualTo(error == null ? List.of() : List.of(error));
    }
  }

  @Nested
  class Delete {
    private final KeyActionInBrowser browser = browser("delete", true);

    @Test
    void asksOnceMore() {
      FakePage page = browser.prove().page();
      assertThat(page.template()).isEqualTo("campus-confirm.ftl");
      assertThat(page.attribute("campusAction")).isEqualTo("delete");
      assertThat(browser.send("other", "").page().template()).isEqualTo("campus-confirm.ftl");
      assertThat(OtpKey.of(browser.user)).isPresent();
      assertThat(browser.keycloak.events()).isEmpty();
    }

    @Test
    void takesEveryKey() {
      browser.user.giveKey("older", 500);
      browser.prove();
      assertThat(browser.send("confirm", "").status()).isEqualTo(Status.SUCCESS);
      assertThat(OtpKey.of(browser.user)).isEmpty();
      assertThat(browser.keycloak.eventNames()).containsExactly("REMOVE_CREDENTIAL");
      assertThat(browser.keycloak.events().get(0).getDetails())
          .containsEntry("credential_id", "key older")
          .containsEntry("credential_type", "otp")
          .containsEntry("campus_purpose", "delete");
    }

    @Test
    void takesWhatStandsInForItToo() {
      BackupCodes.give(browser.keycloak.session(), browser.user);
      browser.user.givePasskey("passkey");
      browser.prove();
      browser.send("confirm", "");
      assertThat(BackupCodes.idOf(browser.user)).isEmpty();
      assertThat(Passkeys.areThere(browser.user)).isFalse();
      assertThat(browser.keycloak.events())
          .extracting(event -> event.getDetails().get("credential_type"))
          .containsExactly("otp", "campus-backup-codes", "webauthn-passwordless");
    }

    /** A sheet of codes or a passkey may be all that its owner wants to be rid of. */
    @ParameterizedTest
    @CsvSource({
      "true, campusNoticeMailSubject.backup-removed",
      "false, campusNoticeMailSubject.passkey-removed"
    })
    void takesItWithoutAKey(boolean codes, String told) {
      browser.user.takeKeys();
      if (codes) {
        BackupCodes.give(browser.keycloak.session(), browser.user);
      } else {
        browser.user.givePasskey("passkey");
      }
      browser.prove();
      browser.send("confirm", "");
      assertThat(BackupCodes.idOf(browser.user)).isEmpty();
      assertThat(Passkeys.areThere(browser.user)).isFalse();
      assertThat(browser.keycloak.mail().last().subject()).isEqualTo(told);
    }

    @Test
    void tellsTheUserByMail() {
      browser.prove();
      browser.send("confirm", "");
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
      FakeMail.Sent notice = browser.keycloak.mail().last();
      assertThat(notice.to()).isEqualTo(KeyActionInBrowser.ADDRESS);
      assertThat(notice.subject()).isEqualTo("campusNoticeMailSubject.delete");
      assertThat(notice.inBackground()).isTrue();
      assertThat(notice.told())
          .containsEntry("campusAction", "delete")
          .containsEntry("campusPlace", "")
          .containsEntry("campusUsername", "hanako")
          .containsKey("campusTime");
    }

    @ParameterizedTest
    @CsvSource({"down", "broken"})
    void standsWhetherOrNotTheMailCanBeSent(String mail) {
      browser.prove();
      browser.keycloak.mail().setDown(mail.equals("down"));
      browser.keycloak.mail().setBroken(mail.equals("broken"));
      assertThat(browser.send("confirm", "").status()).isEqualTo(Status.SUCCESS);
      assertThat(OtpKey.of(browser.user)).isEmpty();
    }

    /** Its own deletion does not make the sign-on look as if another had done it. */
    @Test
    void takesTheVerificationFromItsOwnSignOn() {
      VerifiedOtp.mark(browser.signOn.model(), OtpKey.idOf(browser.user).orElseThrow());
      browser.prove();
      browser.send("confirm", "");
      assertThat(VerifiedOtp.isOutdated(browser.signOn.model(), browser.user)).isFalse();
      FakeUserSession session = new FakeUserSession("session", browser.user, browser.signOn);
      assertThat(VerifiedOtp.isFresh(session.model(), 0)).isFalse();
    }
  }

  private static KeyActionInBrowser browser(String action, boolean hasKey) {
    KeyActionInBrowser browser =
        new KeyActionInBrowser(
            switch (action) {
              case "setup" -> new OtpSetupAction();
              case "show" -> new OtpShowAction();
              default -> new OtpDeleteAction();
            });
    if (hasKey) {
      browser.user.giveKey("key", 1000);
    }
    return browser;
  }
}
