package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.Authenticator;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PasskeysPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Programs;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fingerprint, a screen lock or a security key in place of the one-time password. */
@ExtendWith(Campus.Resolver.class)
class PasskeyIT {
  private static final String CREDENTIAL = "webauthn-passwordless";

  static final String REFUSED =
      "navigator.credentials.get = async () => { throw new DOMException('no', 'NotAllowedError'); };";

  private final Campus campus;

  PasskeyIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void behindTheMailedCodeItIsRegisteredAndLetsInByATouch() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      Authenticator.securityKey(page);
      Enrolment.passkey(campus, visitor, person, "鍵束のキー");
      new MenuPage(page).says("パスキーの手続きが終わりました");
      assertThat(campus.mail().told(person, "パスキーが登録されました")).contains("心当たりがない場合は");

      visitor.openPortal();
      page.locator("#use-passkey").click();
      new PortalPage(page).isSignedOn(person);
    }
    assertThat(campus.records().lastLogin(person)).returns("passkey", Event::secondFactor);
  }

  /** The browser offers a passkey that it keeps by itself. */
  @Test
  void aDevicesOwnPasskeyIsOfferedInTheField() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Authenticator.device(visitor.page());
      Enrolment.passkey(campus, visitor, person, "laptop");
      visitor.openPortal();
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().lastLogin(person)).returns("passkey", Event::secondFactor);
    assertThat(campus.records().credentialIds(person, "otp")).as("no key is needed").isEmpty();
  }

  @Test
  void aCancelledOneIsToldAndTheCodeStillDoes() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      Authenticator.securityKey(page);
      Enrolment.passkey(campus, visitor, person, "key");
      page.addInitScript(Authenticator.BY_HAND + REFUSED);
      visitor.openPortal();
      page.locator("#use-passkey").click();
      OtpPage yellow = new OtpPage(page);
      assertThat(yellow.error()).containsText("パスキーの確認が中止されました");
      new Look(page, "ja", ColorScheme.LIGHT).expectGood("OTP_PASSKEY_CANCELLED");
      yellow.enter(person.code());
      new PortalPage(page).isSignedOn(person);
    }
  }

  @Test
  void withoutScriptsThereIsNoButtonAndTheFieldStillWorks() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Authenticator.device(visitor.page());
      Enrolment.passkey(campus, visitor, person, "device");
    }
    NewContextOptions withoutScripts = new NewContextOptions().setJavaScriptEnabled(false);
    try (Visitor visitor = campus.visitor(Networks.HOME, withoutScripts)) {
      visitor.signOn(person);
      assertThat(visitor.page().locator("#use-passkey")).isHidden();
      new OtpPage(visitor.page()).enter(person.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  @Test
  void aCancelledRegistrationIsToldAndStoresNothing() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Page page = visitor.page();
      Authenticator.device(page);
      page.addInitScript(REFUSED.replace("get =", "create ="));
      Enrolment.at(campus, visitor, MenuPage.PASSKEYS, person).proveMailbox(person);
      PasskeysPage passkeys = new PasskeysPage(page).isShown();
      passkeys.registerButton().click();
      assertThat(page.locator("[role=alert], .alert-error").first())
          .containsText("パスキーを登録できませんでした");
      new Look(page, "ja", ColorScheme.LIGHT).expectGood("PASSKEYS_FAILED");
      passkeys.done();
      new MenuPage(page).isShown();
    }
    assertThat(campus.records().credentialIds(person, CREDENTIAL)).isEmpty();
    assertThat(campus.records().events(person, "UPDATE_CREDENTIAL_ERROR")).hasSize(1);
  }

  @Test
  void withoutScriptsTheSignOnPageHasNoButtonThatDoesNothing() {
    NewContextOptions withoutScripts = new NewContextOptions().setJavaScriptEnabled(false);
    try (Setting inPlace = campus.settings().passkeysInPlaceOfPasswords();
        Visitor visitor = campus.visitor(Networks.OMUNET, withoutScripts)) {
      visitor.openPortal();
      assertThat(visitor.page().locator("#kc-login")).isVisible();
      assertThat(visitor.page().locator("#authenticateWebAuthnButton")).isHidden();
    }
  }

  /** Its counter went on in another place (WebAuthn, 6.1.1). */
  @Test
  void aCloneIsRefused() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      page.addInitScript(Authenticator.BY_HAND);
      Authenticator device = Authenticator.device(page);
      Enrolment.passkey(campus, visitor, person, "device");
      JsonArray clone = device.copy();
      visitor.openPortal();
      page.locator("#use-passkey").click();
      new PortalPage(page).isSignedOn(person);
      device.restore(clone);
      visitor.open("/portal/login?prompt=login");
      new SignOnPage(page).signOn(person.username(), person.password());
      page.locator("#use-passkey").click();
      assertThat(new OtpPage(page).error()).containsText("パスキーを確認できませんでした");
    }
    assertThat(campus.records().events(person, "LOGIN_ERROR"))
        .extracting(Event::secondFactor)
        .contains("passkey");
  }

  @Test
  void severalHaveNamesAndAreRemovedOneByOne() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      page.addInitScript(Authenticator.BY_HAND);
      Authenticator key = Authenticator.securityKey(page);
      Enrolment.passkey(campus, visitor, person, "first");
      key.unplug();
      Authenticator.device(page);
      visitor.open("/portal/login?kc_action=campus-passkey");
      new OtpPage(page).enter(person.code()); // does for the mailed code
      new PasskeysPage(page).register("first"); // by another device, with the same name
      new PortalPage(page).isSignedOn(person);
      assertThat(campus.records().credentialIds(person, CREDENTIAL)).hasSize(2);

      visitor.open("/portal/login?prompt=login&kc_action=campus-passkey");
      new SignOnPage(page).signOn(person.username(), person.password());
      page.locator("#use-passkey").click();
      PasskeysPage passkeys = new PasskeysPage(page).isShown();
      assertThat(passkeys.listed()).hasCount(2);
      assertThat(passkeys.listed().filter(new Locator.FilterOptions().setHasText("first 2")))
          .hasCount(1);
      passkeys.remove("first 2");
      new PortalPage(page).isSignedOn(person);
    }
    assertThat(campus.records().credentialIds(person, CREDENTIAL)).hasSize(1);
    assertThat(campus.mail().told(person, "パスキーが削除されました")).contains("心当たりがない場合は");
  }

  @Test
  void aThiefOfThePasswordOnCampusRegistersSeesAndRemovesNone() throws Exception {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Authenticator.device(visitor.page());
      Enrolment.passkey(campus, visitor, person, "of-the-owner");
    }
    String passkey = campus.records().credentialIds(person, CREDENTIAL).get(0);
    HttpSignOn thief = new HttpSignOn(campus.front()).at(Networks.OMUNET).wish("campus-passkey");
    assertThat(thief.password(person, campus.portalCallback()).body())
        .contains("mail-destination")
        .doesNotContain("of-the-owner", passkey);
    for (Map<String, String> sent :
        List.of(
            Map.of("clientDataJSON", "e30", "attestationObject", "e30"),
            Map.of("remove", passkey),
            Map.of("confirm", "done"))) {
      assertThat(thief.submit(sent).body())
          .contains("mail-destination")
          .doesNotContain("of-the-owner");
    }
    assertThat(campus.records().credentialIds(person, CREDENTIAL)).containsExactly(passkey);
  }

  /** On the wrong side of which nothing is looked at, however right. */
  @Test
  void wrongOnesAreLimitedTogetherWithOneTimePasswords() throws Exception {
    Person person = campus.people().student();
    Map<String, String> wrong =
        Map.of(
            "clientDataJSON", "e30",
            "authenticatorData", "AAAA",
            "signature", "AAAA",
            "credentialId", "AAAA");
    try (Setting one = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "1")) {
      HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.HOME);
      browser.password(person, campus.portalCallback());
      assertThat(browser.submit(wrong).body()).contains("パスキーを確認できませんでした");
      assertThat(browser.submit(Map.of("otp", person.code())).isIn()).isFalse();
    }
    assertThat(campus.records().events(person, "LOGIN")).isEmpty();
  }

  /** Keycloak's own switch: one touch, and in. */
  @Test
  void inPlaceOfPasswordAndOneTimePasswordItIsBothFactors() {
    Person person = campus.people().student();
    try (Setting inPlace = campus.settings().passkeysInPlaceOfPasswords();
        Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      Authenticator.device(page);
      Enrolment.passkey(campus, visitor, person, "device");
      visitor.forget();
      visitor.openPortal();
      assertThat(new PortalPage(page).isSignedOn(person).amr()).containsExactly("pop", "mfa");
      assertThat(campus.records().lastLogin(person)).returns("passkey", Event::secondFactor);
      visitor.open("/realms/omu/mfa/test");
      assertThat(page.locator("#ways")).isVisible();
    }
  }

  /** A thief may have the device, and its owner removes the passkey elsewhere. */
  @Test
  void removedItLeavesNothingOfASessionThatItAloneBegan() {
    Person person = campus.people().student();
    try (Setting inPlace = campus.settings().passkeysInPlaceOfPasswords();
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Page page = visitor.page();
      Authenticator device = Authenticator.device(page);
      Enrolment.passkey(campus, visitor, person, "device");
      visitor.forget();
      visitor.openPortal();
      new PortalPage(page).isSignedOn(person);
      device.unplug();
      String passkey = campus.records().credentialIds(person, CREDENTIAL).get(0);
      campus.users().deleteCredential(person, passkey);
      visitor.openUnipa();
      new SignOnPage(page).isShown();
      visitor.open("/realms/omu/mfa/test");
      new SignOnPage(page).isShown();
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void theSignOnPageThatTakesItIsGood(String locale, ColorScheme scheme) {
    NewContextOptions options = new NewContextOptions().setLocale(locale).setColorScheme(scheme);
    try (Setting inPlace = campus.settings().passkeysInPlaceOfPasswords();
        Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Page page = visitor.page();
      page.addInitScript(Authenticator.BY_HAND + REFUSED);
      Look look = new Look(page, locale, scheme);
      visitor.openPortal();
      look.expectGood("SIGN_ON_PASSKEY");
      page.locator("#authenticateWebAuthnButton").click();
      assertThat(page.locator("[role=alert], .alert-error").first()).isVisible();
      look.expectGood("SIGN_ON_PASSKEY_FAILED");
    }
  }

  /** A touch alone is one factor; and what no device has signed is none. */
  @ParameterizedTest
  @CsvSource({"1, 本人確認ができませんでした", "5, パスキー"})
  void inPlaceOfThePasswordTheDeviceHasToVerifyItsUser(int flags, String told) throws Exception {
    Person person = campus.people().student();
    try (Setting inPlace = campus.settings().passkeysInPlaceOfPasswords()) {
      HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
      browser.get(OidcClient.named("omu-portal", campus).authorization());
      Answer answer = browser.submit(forged(person, "AAAA", flags));
      assertThat(answer.isIn()).isFalse();
      assertThat(answer.body()).contains(told);
    }
  }

  /** Switched off: whatever stands beside the right password, the yellow page comes. */
  @Test
  void besideThePasswordAForgedOneIsWorthNothing() throws Exception {
    Person person = campus.people().student();
    String id;
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      page.addInitScript(Authenticator.BY_HAND);
      Authenticator.device(page);
      Enrolment.passkey(campus, visitor, person, "device");
      visitor.openPortal();
      id = page.locator("[name=authn_use_chk]").inputValue();
    }
    HttpSignOn thief = new HttpSignOn(campus.front()).at(Networks.HOME);
    thief.get(OidcClient.named("omu-portal", campus).authorization());
    Map<String, String> sent = new HashMap<>(forged(person, id, 5));
    sent.put("username", person.username());
    sent.put("password", person.password());
    assertThat(thief.submit(sent)).matches(Answer::isYellowPage);
    assertThat(thief.submit(forged(person, id, 5))).matches(Answer::isYellowPage);
  }

  /**
   * @param flags of the authenticator data (WebAuthn Level 2, 6.1): 1 the user is present, 4
   *     verified
   */
  private static Map<String, String> forged(Person person, String id, int flags) {
    byte[] data = new byte[37];
    data[32] = (byte) flags;
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return Map.of(
        "clientDataJSON",
        encoder.encodeToString("{}".getBytes(UTF_8)),
        "authenticatorData",
        encoder.encodeToString(data),
        "signature",
        "AAAA",
        "credentialId",
        id,
        "userHandle",
        encoder.encodeToString(person.id().getBytes(UTF_8)),
        "error",
        "");
  }

  @Test
  void takenAwayByTheHelpDeskItEndsItsSessions() throws Exception {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME);
        Programs programs = new Programs(campus)) {
      Authenticator.device(visitor.page());
      Enrolment.passkey(campus, visitor, person, "lost");
      visitor.openPortal();
      new PortalPage(visitor.page()).isSignedOn(person);
      String passkeys = REALM + "/campus-otp/people/" + person.id() + "/passkeys";
      var desk = programs.with("campus-help-desk");
      assertThat(desk.call("DELETE", passkeys, "{\"reason\":\"lost\"}").statusCode())
          .isEqualTo(204);
      visitor.open("/portal/login");
      new SignOnPage(visitor.page()).signOn(person.username(), person.password());
      assertThat(visitor.page().locator("#use-passkey")).hasCount(0);
      new OtpPage(visitor.page()).isShown().enter(person.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void itsPagesAreGood(String locale, ColorScheme scheme) {
    Person person = campus.people().student();
    NewContextOptions options = new NewContextOptions().setLocale(locale).setColorScheme(scheme);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Page page = visitor.page();
      page.addInitScript(Authenticator.BY_HAND);
      Look look = new Look(page, locale, scheme);
      Authenticator.device(page);
      Enrolment.at(campus, visitor, MenuPage.PASSKEYS, person).proveMailbox(person);
      PasskeysPage passkeys = new PasskeysPage(page).isShown();
      look.expectGood("PASSKEYS_NONE");
      passkeys.register("my phone");
      new MenuPage(page).isShown();
      visitor.openPortal();
      assertThat(page.locator("#use-passkey")).isVisible();
      look.expectGood("OTP_PASSKEY");
      page.locator("#use-passkey").click();
      new PortalPage(page).isSignedOn(person);
      visitor.open("/realms/omu/mfa/test");
      assertThat(page.locator("#ways")).containsText("my phone");
      assertThat(page.locator("#ways li", new Page.LocatorOptions().setHasText("my phone")))
          .containsText(locale.equals("ja") ? "最後に使った日時" : "Last used");
      assertThat(page.locator("main"))
          .containsText(locale.equals("ja") ? "手段は2つあります" : "from off campus: 2");
      look.expectGood("TEST_WAYS");
    }
  }
}
