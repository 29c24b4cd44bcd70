package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.Authenticator;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PasskeysPage;
import io.github.campusotp.e2e.page.PayrollPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Partner;
import io.github.campusotp.e2e.server.SamlClient;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that takes a passkey only: level 3. */
@ExtendWith(Campus.Resolver.class)
class PasskeyLevelIT {
  static final String LEVEL_3 = "urn:example:resists-phishing";
  static final String LEVELS = "{\"" + PayrollIT.MFA + "\": 2, \"" + LEVEL_3 + "\": 3}";

  private final Campus campus;
  private final Person person;
  private Setting names;
  private Setting minimum;

  PasskeyLevelIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  @BeforeEach
  void payrollInsists() {
    names = campus.clients().attribute("payroll", "acr.loa.map", LEVELS);
    minimum = campus.clients().attribute("payroll", "minimum.acr.value", LEVEL_3);
  }

  @AfterEach
  void noLonger() throws Exception {
    minimum.close();
    names.close();
  }

  @Test
  void getsItOnCampusTooAndOnceForASession() {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Page page = withPasskey(visitor);
      visitor.open("/payroll/login");
      new SignOnPage(page).signOn(person);
      page.locator("#use-passkey").click();
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
      assertThat(campus.records().lastLogin(person).details())
          .containsEntry("level", "3")
          .containsEntry("level_reason", "service: minimum " + LEVEL_3)
          .containsEntry("second_factor", "passkey");
      visitor.open("/payroll/login?prompt=none");
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
      visitor.moveTo(Networks.HOME).openPortal();
      new PortalPage(page).isSignedOn(person);
    }
  }

  @Test
  void asksTheSessionOfACodeForThePasskeyAlone() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = withPasskey(visitor);
      visitor.signOnWithCode(person);
      visitor.open("/payroll/login?prompt=none");
      assertThat(page.locator("body")).containsText("login_required");
      visitor.open("/payroll/login");
      new OtpPage(page).isShown();
      page.locator("#use-passkey").click();
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT, パスキーが必要です", "en, DARK, needs a passkey"})
  void leadsUsersWithoutOneToIt(String locale, ColorScheme scheme, String why) {
    NewContextOptions options = new NewContextOptions().setLocale(locale).setColorScheme(scheme);
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options)) {
      Page page = visitor.page();
      Authenticator.device(page);
      Look look = new Look(page, locale, scheme);
      visitor.open("/payroll/login");
      new SignOnPage(page).signOn(person);
      assertThat(new OtpPage(page).panel()).containsText(why);
      look.expectGood("OTP_PASSKEY_NONE");
      new OtpPage(page).enter(person.code());
      assertThat(page.locator("#passkey-owed")).containsText(why);
      look.expectGood("PASSKEYS_OWED");
      new PasskeysPage(page).register("my laptop");
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
      page.addInitScript(Authenticator.BY_HAND);
      visitor.open("/payroll/login?prompt=login");
      new SignOnPage(page).signOn(person);
      assertThat(page.locator("#use-passkey")).isVisible();
      look.expectGood("OTP_PASSKEY_NEEDED");
      page.locator("#use-passkey").click();
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
    }
  }

  @Test
  void leadsUsersWithoutAKeyToBoth() {
    Person newcomer = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Authenticator.device(visitor.page());
      visitor.open("/payroll/login");
      new SignOnPage(visitor.page()).signOn(newcomer);
      Person equipped = new Enrolment(campus, visitor).setUpKey(newcomer);
      new KeyPage(visitor.page()).tryCode(equipped.code());
      new PasskeysPage(visitor.page()).register("phone");
      new PayrollPage(visitor.page()).isSignedOn(equipped, LEVEL_3);
    }
  }

  @Test
  void tellsThoseWhoLeaveWithoutOneWhy() {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open("/payroll/login");
      new SignOnPage(visitor.page()).signOn(person);
      new OtpPage(visitor.page()).enter(person.code());
      new PasskeysPage(visitor.page()).isShown().done();
      assertThat(visitor.page().locator("#kc-error-message")).containsText("パスキーが必要です");
    }
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  /** A touch shows that a device is there, and not whose hand it is in. */
  @ParameterizedTest
  @ValueSource(strings = {"usb", "internal"})
  void takesNoneWhoseDeviceDidNotVerifyItsUser(String transport) {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      Authenticator.thatAsksForNothing(page, transport);
      Authenticator.askForLess(page);
      page.addInitScript(Authenticator.BY_HAND);
      visitor.open("/payroll/login");
      new SignOnPage(page).signOn(person);
      new OtpPage(page).enter(person.code());
      new PasskeysPage(page).register("touched");
      assertThat(page.locator(".alert-error, [role=alert]")).containsText("本人確認ができませんでした");
      new PasskeysPage(page).done();
      assertThat(page.locator("#kc-error-message")).containsText("パスキーが必要です");
      visitor.open("/payroll/login");
      new SignOnPage(page).signOn(person);
      page.locator("#use-passkey").click();
      assertThat(page.locator("#passkey-owed")).isVisible(); // a touch is as good as a code
      visitor.openPortal();
      new SignOnPage(page).signOn(person);
      page.locator("#use-passkey").click();
      new PortalPage(page).isSignedOn(person);
      visitor.open("/payroll/login?prompt=none");
      assertThat(page.locator("body")).containsText("login_required");
    }
  }

  /** Another tab's page, too. */
  @Test
  void asksForItBehindAnIdentityProviderAndInASecondTab() {
    try (Partner partner = new Partner(campus);
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Person atPartner = partner.accountOf(person);
      Page page = withPasskey(visitor);
      visitor.open(partner.signOn().replace("/portal/", "/payroll/"));
      new SignOnPage(page).signOn(atPartner);
      new OtpPage(page).isShown();
      visitor.newTab().navigate(campus.front().resolve("/payroll/login").toString());
      page.locator("#use-passkey").click();
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
    }
  }

  @Test
  void asksForItBehindTheForgottenPassword() {
    String next = "a-new-password-of-20";
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Page page = withPasskey(visitor);
      visitor.open("/payroll/login");
      new SignOnPage(page).forgot(person.username());
      Mail mail = campus.mail().await(person.recoveryEmail(), one -> one.subject().contains("再設定"));
      new CodePage(page).enter(mail.code());
      page.locator("#use-passkey").click();
      new StartPage(page).choosePassword(next, next);
      new PayrollPage(page).isSignedOn(person.withPassword(next), LEVEL_3);
    }
  }

  @Test
  void isToldToSamlAndForcedAnew() throws Exception {
    try (SamlClient saml = SamlClient.register(campus);
        Setting map = saml.attribute("acr.loa.map", LEVELS);
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Page page = withPasskey(visitor);
      page.route("https://sp.example/**", route -> route.fulfill(new FulfillOptions().setBody("")));
      for (String forced : List.of("", "ForceAuthn=\"true\"")) {
        visitor.open(saml.request(forced, SamlClient.wish("exact", LEVEL_3)));
        new SignOnPage(page).signOn(person);
        Request answer =
            page.waitForRequest(
                "https://sp.example/**", () -> page.locator("#use-passkey").click());
        assertThat(SamlClient.toldBy(answer)).isEqualTo(LEVEL_3);
      }
    }
  }

  /** Keycloak's own switch: one touch, and in, in each tab and each time. */
  @Test
  void isGivenByAPasskeyInPlaceOfThePasswordToo() throws Exception {
    try (Setting inPlace = campus.settings().passkeysInPlaceOfPasswords();
        SamlClient saml = SamlClient.register(campus);
        Setting map = saml.attribute("acr.loa.map", LEVELS);
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Page page = visitor.page();
      Authenticator.device(page);
      Enrolment.passkey(campus, visitor, person, "device");
      visitor.forget();
      visitor.open("/payroll/login");
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
      visitor.open("/payroll/login?prompt=login");
      page.locator("#authenticateWebAuthnButton").click();
      new PayrollPage(page).isSignedOn(person, LEVEL_3);
      Page tab = visitor.newTab();
      tab.navigate(campus.front().resolve("/payroll/login?prompt=none").toString());
      new PayrollPage(tab).isSignedOn(person, LEVEL_3);

      page.route("https://sp.example/**", route -> route.fulfill(new FulfillOptions().setBody("")));
      String forced = saml.request("ForceAuthn=\"true\"", SamlClient.wish("exact", LEVEL_3));
      visitor.open(forced);
      Request answer =
          page.waitForRequest(
              "https://sp.example/**", () -> page.locator("#authenticateWebAuthnButton").click());
      assertThat(SamlClient.toldBy(answer)).isEqualTo(LEVEL_3);
    }
  }

  /** A touch is a second factor, and no more. */
  @Test
  void aServiceOfLevelTwoTakesATouch() throws Exception {
    minimum.close();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Page page = visitor.page();
      page.addInitScript(Authenticator.BY_HAND);
      Authenticator.securityKey(page);
      Enrolment.passkey(campus, visitor, person, "key");
      visitor.open("/payroll/login");
      page.locator("#use-passkey").click();
      new PayrollPage(page).isSignedOn(person, PayrollIT.MFA);
      visitor.openPortal();
      assertThat(new PortalPage(page).isSignedOn(person).amr()).containsExactly("pwd", "pop");
    }
  }

  /** Only a wish: users who have none give a code, and are not asked to register one. */
  @Test
  void whereItOnlyWouldLikeItACodeDoes() throws Exception {
    minimum.close();
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    OidcClient payroll = OidcClient.named("payroll", campus);
    browser.get(payroll.authorization("acr_values", LEVEL_3));
    assertThat(browser.rightPassword(person)).matches(Answer::isYellowPage);
    assertThat(browser.submit(Map.of("otp", person.code())).isIn()).isTrue();
  }

  /** A phisher relays the page in real time; the browser signs whose page it was on. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isOfNoUseOnAPhishersSite(boolean phished) throws Exception {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = withPasskey(visitor);
      HttpSignOn relay = new HttpSignOn(campus.front()).at(Networks.HOME);
      String yellow = relay.password(person, campus.portalCallback()).body();
      String site = phished ? "http://localhost:9/" : campus.front().resolve("/portal").toString();
      page.route(
          "http://localhost:9/", route -> route.fulfill(new FulfillOptions().setBody("prizes!")));
      page.navigate(site);
      Map<String, String> given = given(page, yellow, found("use_chk\" value=\"([^\"]+)", yellow));
      assertThat(relay.submit(given).isIn()).isEqualTo(!phished);
    }
  }

  /** Whoever's passkey it is, the password was another's. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofAnotherUserItIsOfNoUse(boolean named) throws Exception {
    Person thief = campus.people().student();
    try (Visitor owner = campus.visitor(Networks.HOME);
        Visitor visitor = campus.visitor(Networks.HOME)) {
      withPasskey(owner);
      Page page = visitor.page();
      page.addInitScript(Authenticator.BY_HAND);
      Authenticator device = Authenticator.device(page);
      Enrolment.passkey(campus, visitor, thief, "thief's");
      HttpSignOn signOn = new HttpSignOn(campus.front()).at(Networks.HOME);
      String yellow = signOn.password(person, campus.portalCallback()).body();
      String own = device.copy().get(0).getAsJsonObject().get("credentialId").getAsString();
      Map<String, String> given = given(page, yellow, own);
      if (!named) {
        given.remove("userHandle");
      }
      Answer answer = signOn.submit(given);
      assertThat(answer.body()).contains("パスキーを確認できませんでした");
      assertThat(answer.isIn()).isFalse();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> given(Page page, String yellow, String credential) {
    return new HashMap<>(
        (Map<String, String>)
            page.evaluate(GET, List.of(found("challenge: \"([^\"]+)", yellow), credential)));
  }

  private static final String GET =
      """
      async ([challenge, id]) => {
        const bytes = (text) => Uint8Array.from(
          atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
        const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
          .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
        const { id: credentialId, response } = await navigator.credentials.get({ publicKey: {
          challenge: bytes(challenge),
          rpId: 'localhost',
          allowCredentials: [{ type: 'public-key', id: bytes(id) }],
        } });
        return {
          credentialId,
          clientDataJSON: text(response.clientDataJSON),
          authenticatorData: text(response.authenticatorData),
          signature: text(response.signature),
          userHandle: text(response.userHandle ?? new ArrayBuffer(0)),
        };
      }
      """;

  private static String found(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  /** With a passkey of the browser's device, at a page that waits for its button. */
  private Page withPasskey(Visitor visitor) {
    Page page = visitor.page();
    page.addInitScript(Authenticator.BY_HAND);
    Authenticator.device(page);
    Enrolment.passkey(campus, visitor, person, "device");
    visitor.forget();
    return page;
  }
}
