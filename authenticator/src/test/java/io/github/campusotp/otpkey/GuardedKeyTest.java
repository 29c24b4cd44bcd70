package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeRequiredAction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext.Status;

/** Where a key is guarded, a code of it comes before the mailed one. */
class GuardedKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"setup", "show", "delete"})
  void isNotTouchedByTheMailboxAlone(String action) {
    KeyActionInBrowser browser = browser(action, "mail-and-second-factor");
    for (FakeRequiredAction answer :
        List.of(browser.open(), browser.send("code", "1"), browser.send("resend", ""))) {
      assertThat(answer.status()).isEqualTo(Status.CHALLENGE);
      assertThat(answer.page().template()).isEqualTo("campus-refused.ftl");
      assertThat(answer.page().attribute("campusReason")).isEqualTo("second-factor");
    }
    assertThat(browser.keycloak.mail().sent()).isEmpty();
    assertThat(OtpKey.of(browser.user)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"setup", "show", "delete"})
  void isFreeForWhoGaveACodeOfIt(String action) {
    KeyActionInBrowser browser = browser(action, "mail-and-second-factor");
    VerifiedOtp.mark(browser.signOn.model(), OtpKey.idOf(browser.user).orElseThrow());
    assertThat(browser.open().page().template()).isEqualTo("campus-code.ftl");
  }

  /** The new key is another, of which no code was given. */
  @Test
  void isFreeUntilTheReissueIsDone() {
    KeyActionInBrowser browser = browser("setup", "mail-and-second-factor");
    VerifiedOtp.mark(browser.signOn.model(), OtpKey.idOf(browser.user).orElseThrow());
    browser.prove();
    FakeRequiredAction shown = browser.send("confirm", "confirm");
    assertThat(OtpKey.of(browser.user).orElseThrow().getId()).isNotEqualTo("key");
    assertThat(shown.page().template()).isEqualTo("campus-key.ftl");
    assertThat(browser.open().page().template()).isEqualTo("campus-key.ftl");
  }

  @ParameterizedTest
  @CsvSource({"mail, true", "mail-and-second-factor, false", "neither, true", "'', true"})
  void isGuardedOnlyWhereTheRealmSaysSo(String needs, boolean free) {
    KeyActionInBrowser browser = browser("setup", needs);
    assertThat(browser.open().page().template().equals("campus-code.ftl")).isEqualTo(free);
    assertThat(reason(browser, "campus-otp-setup")).isEqualTo(!free);
  }

  @ParameterizedTest
  @CsvSource({
    "campus-otp-setup, true",
    "campus-otp-show, true",
    "campus-otp-delete, true",
    "campus-backup-codes, true",
    "campus-passkey, true",
    "campus-recovery-address, false",
    "UPDATE_PASSWORD, false",
    ", false",
  })
  void isAReasonForTheYellowPage(String action, boolean asked) {
    KeyActionInBrowser browser = browser("setup", "mail-and-second-factor");
    assertThat(reason(browser, action)).isEqualTo(asked);
  }

  /** Password and mailbox must not get a key beside it. */
  @Test
  void isAlsoAPasskeyWithoutAKey() {
    KeyActionInBrowser browser = browser("setup", "mail-and-second-factor");
    browser.user.takeKeys();
    assertThat(reason(browser, "campus-otp-setup")).isFalse();
    browser.user.givePasskey("passkey");
    assertThat(reason(browser, "campus-otp-setup")).isTrue();
  }

  /** An action that its user cannot do would end every sign-on. */
  @Test
  void isAReasonAlsoForAnActionThatIsDemanded() {
    KeyActionInBrowser browser = browser("setup", "mail-and-second-factor");
    assertThat(reason(browser, null)).isFalse();
    browser.demanded();
    assertThat(reason(browser, null)).isTrue();
    KeyActionInBrowser other = browser("show", "mail-and-second-factor");
    other.signOn.model().addRequiredAction("campus-otp-show");
    assertThat(reason(other, null)).isTrue();
  }

  /** A thief may leave a page with an unconfirmed key open. */
  @Test
  void isNotReplacedByAKeyFromBefore() {
    KeyActionInBrowser thief = browser("setup", "mail-and-second-factor");
    thief
        .keycloak
        .realm()
        .configureAction(
            "campus-otp-setup",
            Map.of("reissueNeeds", "mail-and-second-factor", "firstCode", "required"));
    thief.user.takeKeys();
    thief.prove();
    FakeRequiredAction pending = thief.send("confirm", "confirm");
    String key = (String) pending.page().attribute("campusKey");
    thief.user.giveKey("of-the-owner", 2000);
    for (FakeRequiredAction answer :
        List.of(thief.open(), thief.send("otp", key == null ? "1" : thief.code(key)))) {
      assertThat(answer.page().template()).isEqualTo("campus-refused.ftl");
    }
    assertThat(OtpKey.of(thief.user).orElseThrow().getId()).isEqualTo("of-the-owner");
  }

  /** Its owner is setting it up, or has none. */
  @Test
  void isConfirmed() {
    KeyActionInBrowser browser = browser("setup", "mail-and-second-factor");
    assertThat(mayReset(browser)).isTrue();
    browser.user.setSingleAttribute("campus-otp-unconfirmed", "key");
    assertThat(reason(browser, "campus-otp-setup")).isFalse();
    assertThat(mayReset(browser)).isFalse();
    browser.user.takeKeys();
    assertThat(browser.open().page().template()).isEqualTo("campus-code.ftl");
    assertThat(mayReset(browser)).isFalse();
  }

  @Test
  void leavesTheForgottenPasswordAloneElsewhere() {
    KeyActionInBrowser browser = browser("setup", "mail");
    browser.user.takeKeys();
    assertThat(mayReset(browser)).isTrue();
  }

  private static boolean mayReset(KeyActionInBrowser browser) {
    return GuardedKey.maySetPasswordByMail(browser.keycloak.realm().model(), browser.user);
  }

  private static boolean reason(KeyActionInBrowser browser, String action) {
    browser.signOn.model().setClientNote("kc_action", action);
    return GuardedKey.reason(browser.signOn.model(), browser.user).isPresent();
  }

  private static KeyActionInBrowser browser(String action, String needs) {
    KeyActionInBrowser browser =
        new KeyActionInBrowser(
            switch (action) {
              case "setup" -> new OtpSetupAction();
              case "show" -> new OtpShowAction();
              default -> new OtpDeleteAction();
            });
    browser.keycloak.realm().configureAction("campus-otp-setup", Map.of("reissueNeeds", needs));
    browser.user.giveKey("key", 1000);
    return browser;
  }
}
