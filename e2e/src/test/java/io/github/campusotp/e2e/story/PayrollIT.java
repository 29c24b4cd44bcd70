package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PayrollPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.page.UnipaPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Partner;
import io.github.campusotp.e2e.server.SamlClient;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service whose administrators always want a second factor, whichever way users come to it. */
@ExtendWith(Campus.Resolver.class)
class PayrollIT {
  static final String MFA = "https://refeds.org/profile/mfa";
  private static final String OIDC = "/realms/omu/protocol/openid-connect";

  private final Campus campus;
  private final Person person;

  PayrollIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  @ParameterizedTest
  @CsvSource({
    "ja, LIGHT, このサービスへのログインでは、学内からでも, This service needs",
    "en, DARK, This service needs a one-time password on campus, このサービスへのログインでは",
  })
  void saysWhyItAsksOnCampus(String locale, ColorScheme scheme, String first, String then) {
    try (Visitor visitor = visitor(locale, scheme)) {
      visitor.open("/payroll/login");
      new SignOnPage(visitor.page()).signOn(person);
      OtpPage page = new OtpPage(visitor.page()).isShown();
      assertThat(page.panel()).containsText(first);
      assertThat(page.panel()).containsText(then);
      assertThat(page.panel()).not().containsText("学外から");
      assertThat(page.panel()).not().containsText(Networks.OMUNET);
      new Look(visitor.page(), locale, scheme).expectGood("OTP_SERVICE");
      page.enter(person.code());
      new PayrollPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().lastLogin(person).details())
        .containsEntry("campus_network", "OMUNET-1X")
        .containsEntry("level", "2")
        .containsEntry("level_reason", "service: minimum " + MFA)
        .containsEntry("second_factor", "otp");
  }

  private Visitor visitor(String locale, ColorScheme scheme) {
    return campus.visitor(
        Networks.OMUNET, new NewContextOptions().setLocale(locale).setColorScheme(scheme));
  }

  /** No password again, and no second code. */
  @Test
  void asksASessionForTheCodeAloneAndOnce() {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(person);
      new PortalPage(visitor.page()).isSignedOn(person);
      visitor.open("/payroll/login");
      new OtpPage(visitor.page()).isShown();
      visitor.newTab().navigate(campus.front().resolve("/payroll/login").toString());
      new OtpPage(visitor.page()).isShown().enter(person.code());
      new PayrollPage(visitor.page()).isSignedOn(person);
      visitor.open("/payroll/login");
      new PayrollPage(visitor.page()).isSignedOn(person);
      visitor.openUnipa();
      assertThat(new UnipaPage(visitor.page()).isSignedOn(person).context()).isEqualTo(MFA);
      visitor.moveTo(Networks.HOME).open("/portal/login");
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void leadsUsersWithoutAKeyToOneOnCampus(String locale, ColorScheme scheme) {
    Person newcomer = campus.people().studentWithoutKey();
    try (Visitor visitor = visitor(locale, scheme)) {
      visitor.open("/payroll/login");
      new SignOnPage(visitor.page()).signOn(newcomer);
      assertThat(visitor.page().locator(".campus"))
          .containsText(
              locale.equals("ja") ? "このログインには、学内からでも" : "on campus, too. You can set it up");
      assertThat(visitor.page().locator("main")).not().containsText("学外のネットワーク");
      assertThat(visitor.page().locator("main")).not().containsText("outside the campus network");
      new Look(visitor.page(), locale, scheme).expectGood("INTRODUCTION_ON_CAMPUS");
      Person equipped = new Enrolment(campus, visitor).setUpKey(newcomer);
      new KeyPage(visitor.page()).tryCode(equipped.code());
      new PayrollPage(visitor.page()).isSignedOn(equipped);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void tellsUsersWhoMayHaveNoKeyWhyAndWhereToAsk(String locale, ColorScheme scheme) {
    Person contractor = campus.people().studentWithoutKey();
    campus.users().giveRole(contractor, "external-staff");
    boolean ja = locale.equals("ja");
    try (Visitor visitor = visitor(locale, scheme)) {
      visitor.open("/payroll/login");
      new SignOnPage(visitor.page()).signOn(contractor);
      assertThat(visitor.page().locator("[role=alert]"))
          .containsText(ja ? "学内からでも二要素認証が必要です" : "on campus, too.");
      assertThat(visitor.page().locator("main"))
          .containsText(ja ? "受入れの教職員に相談してください" : "ask the member of staff who receives you");
      assertThat(visitor.page().locator("main")).not().containsText("学内ネットワークに接続すれば");
      assertThat(visitor.page().locator("main")).not().containsText("you can log in with");
      new Look(visitor.page(), locale, scheme).expectGood("REFUSED_ON_CAMPUS");
    }
    assertThat(campus.records().sessions(contractor)).isEmpty();
  }

  @Test
  void asksBehindAnIdentityProvider() {
    try (Partner partner = new Partner(campus);
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Person atPartner = partner.accountOf(person);
      visitor.open(partner.signOn().replace("/portal/", "/payroll/"));
      new SignOnPage(visitor.page()).signOn(atPartner);
      new OtpPage(visitor.page()).isShown().enter(person.code());
      new PayrollPage(visitor.page()).isSignedOn(person);
    }
  }

  @Test
  void asksBehindTheForgottenPassword() {
    String next = "a-new-password-of-20";
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open("/payroll/login");
      new SignOnPage(visitor.page()).forgot(person.username());
      String code = campus.mail().await(person.recoveryEmail(), Mail::hasCode).code();
      new CodePage(visitor.page()).enter(code);
      new OtpPage(visitor.page()).isShown().enter(person.code());
      new StartPage(visitor.page()).choosePassword(next, next);
      new PayrollPage(visitor.page()).isSignedOn(person.withPassword(next));
    }
  }

  /** Keycloak looks at the minimum only where a service sends the user. */
  @Test
  void asksForADevice() throws IOException {
    try (Setting device =
        campus
            .clients()
            .attribute("payroll", "oauth2.device.authorization.grant.enabled", "true")) {
      OidcClient payroll = OidcClient.named("payroll", campus);
      HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
      String begun = browser.post(OIDC + "/auth/device", payroll.forDevice()).body();
      browser.get(new ObjectMapper().readTree(begun).path("verification_uri_complete").asText());
      assertThat(browser.rightPassword(person)).matches(Answer::isYellowPage);
    }
  }

  @Test
  void asksWhereSamlBeginsHere() throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    try (SamlClient saml = SamlClient.register(campus);
        Setting minimum = saml.attribute("minimum.acr.value", MFA)) {
      browser.get("/realms/omu/protocol/saml/clients/levels");
      assertThat(browser.rightPassword(person)).matches(Answer::isYellowPage);
      assertThat(SamlClient.told(browser.submit(Map.of("otp", person.code())))).isEqualTo(MFA);
    }
  }

  /** More than a user can prove, and classes that the realm does not know. */
  @ParameterizedTest
  @CsvSource({
    "exact, urn:example:nobody-knows",
    "exact, urn:example:pass",
    "better, https://refeds.org/profile/mfa",
  })
  void aSamlServiceIsToldThatNobodyReachesIt(String comparison, String context) throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    String levels = "{\"" + MFA + "\": 2, \"urn:example:pass\": 4}";
    try (SamlClient saml = SamlClient.register(campus);
        Setting map = saml.attribute("acr.loa.map", levels)) {
      Answer answer = browser.get(saml.request("", SamlClient.wish(comparison, context)));
      if (!SamlClient.isAnswer(answer)) {
        answer = browser.rightPassword(person);
      }
      assertThat(SamlClient.told(answer)).isEqualTo("NoAuthnContext");
    }
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  @Test
  void anOidcServiceIsToldThatNobodyReachesIt() throws IOException {
    OidcClient portal = OidcClient.named("omu-portal", campus);
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    browser.get(
        portal.authorization(
            "claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"4\"}}}"));
    Answer answer = browser.rightPassword(person);
    assertThat(answer.location()).contains("error=access_denied").contains("state=s");
    assertThat(campus.records().events(person, "LOGIN_ERROR"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.details())
                    .containsEntry("level", "4")
                    .containsEntry("level_reason", "request: claims"));

    browser.get(portal.authorization("acr_values", "4"));
    assertThat(browser.rightPassword(person))
        .as("it would only like it")
        .matches(Answer::isYellowPage);
  }

  /** Keycloak takes it for no wish at all. */
  @Test
  void anUnknownNameTakesNoOtherAway() throws IOException {
    OidcClient portal = OidcClient.named("omu-portal", campus);
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    browser.get(portal.authorization("acr_values", "https://www.gakunin.jp/profile/AAL2 " + MFA));
    assertThat(browser.rightPassword(person)).matches(Answer::isYellowPage);
  }

  @Test
  void whoeverDeletesTheKeyOnTheWayBeginsAnew() throws IOException {
    OidcClient payroll = OidcClient.named("payroll", campus);
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    browser.get(payroll.authorization("kc_action", "campus-otp-delete"));
    browser.rightPassword(person);
    browser.submit(Map.of("otp", person.code()));
    String code = campus.mail().await(person.recoveryEmail(), Mail::hasCode).code();
    browser.submit(Map.of("code", code, "verify", "verify"));
    Answer end = browser.submit(Map.of("confirm", "confirm"));
    assertThat(end.status()).as(end.toString()).isEqualTo(400);
    assertThat(end.body()).contains("設定が変更されました");
    assertThat(campus.records().sessions(person)).isEmpty();
  }
}
