package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.page.UnipaPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Mailbox;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries at home who has the right password and no one-time password. */
@ExtendWith(Campus.Resolver.class)
class WaysAroundIT {
  private static final String TOKEN = "/realms/omu/protocol/openid-connect/token";

  private final Campus campus;
  private final Person person;
  private final OidcClient portal;

  WaysAroundIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
    this.portal = OidcClient.named("omu-portal", campus);
  }

  private HttpSignOn browser(String address) throws IOException {
    return new HttpSignOn(campus.front()).at(address);
  }

  private HttpSignOn atYellowPage() throws IOException {
    HttpSignOn browser = browser(Networks.HOME);
    assertThat(browser.password(person, portal.redirect())).matches(Answer::isYellowPage);
    return browser;
  }

  /** With a session that needed the password only. */
  private HttpSignOn inFromCampus() throws IOException {
    HttpSignOn browser = browser(Networks.OMUNET);
    assertThat(browser.password(person, portal.redirect())).matches(Answer::isIn);
    return browser.at(Networks.HOME);
  }

  private void expectOutside(Answer answer) {
    assertThat(answer.isIn()).isFalse();
    assertThat(answer.body()).doesNotContain("SAMLResponse");
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  private static boolean isPasswordPage(Answer answer) {
    return answer.status() == 200 && answer.body().contains("name=\"password\"");
  }

  @Nested
  @DisplayName("given the yellow page")
  class YellowPage {
    @Test
    void aSecondTabIsAskedToo() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).isShown();
        Page tab = visitor.newTab();
        tab.navigate(campus.front().resolve("/portal/login").toString());
        new SignOnPage(tab).signOn(person);
        new OtpPage(tab).isShown();
        assertThat(campus.records().sessions(person)).isEmpty();
        new OtpPage(tab).enter(person.code());
        new PortalPage(tab).isSignedOn(person);
      }
      assertThat(campus.records().sessions(person)).hasSize(1);
    }

    /** What the tab at home may do then is what the session may: be asked for the code. */
    @Test
    void aTabThatGotInOnCampusDoesNotOpenTheOneAtHome() throws IOException {
      HttpSignOn browser = atYellowPage();
      String yellow = browser.action();
      assertThat(browser.at(Networks.OMUNET).password(person, portal.redirect()).isIn()).isTrue();
      browser.at(Networks.HOME);
      for (String address : List.of(yellow, withoutSessionCode(yellow), portal.authorization())) {
        assertThat(browser.post(address, Map.of("otp", "")).isIn()).isFalse();
        assertThat(browser.get(address).isIn()).isFalse();
        assertThat(browser.follow(browser.get(address)).body()).doesNotContain("portal-user");
      }
    }

    @Test
    void beginningAgainIsBeginningWithThePassword() throws IOException {
      HttpSignOn browser = atYellowPage();
      Answer answer = browser.get(browser.addressOf("restart"));
      assertThat(answer).matches(WaysAroundIT::isPasswordPage);
      expectOutside(browser.goOn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&skip_logout=true"})
    void beginningAgainWithASessionFromCampusIsNoWayIn(String query) throws IOException {
      HttpSignOn browser = inFromCampus();
      assertThat(browser.get(portal.authorization())).matches(Answer::isYellowPage);
      Answer answer = browser.get(browser.addressOf("restart") + query);
      assertThat(answer.isYellowPage() || isPasswordPage(answer)).isTrue();
    }

    @Test
    void thereIsNoOtherWayToTry() throws IOException {
      HttpSignOn browser = atYellowPage();
      Answer choice = browser.submit(Map.of("tryAnotherWay", "on"));
      assertThat(choice.body().split("name=\"authenticationExecution\"")).hasSize(2);
      String only =
          choice.body().replaceFirst("(?s).*\"authenticationExecution\" value=\"([^\"]*).*", "$1");
      assertThat(browser.submit(Map.of("authenticationExecution", only)))
          .matches(Answer::isYellowPage);
      expectOutside(browser.reload());
    }

    /** Ids of steps are no secret: they are in every page's address. */
    @Test
    void noOtherStepCanBePretended() throws IOException {
      List<String> steps = new ArrayList<>(List.of("", "x"));
      for (JsonNode flow : campus.admin().get(REALM + "/authentication/flows")) {
        String alias = flow.path("alias").asText().replace(" ", "%20");
        campus
            .admin()
            .get(REALM + "/authentication/flows/" + alias + "/executions")
            .forEach(step -> steps.add(step.path("id").asText()));
      }
      campus
          .admin()
          .get(REALM + "/authentication/required-actions")
          .forEach(action -> steps.add(action.path("alias").asText()));
      assertThat(steps).hasSizeGreaterThan(50).contains("campus-otp-setup");
      Map<String, String> fields =
          Map.of("username", person.username(), "password", person.password(), "otp", "");
      for (String step : steps) {
        for (String page : List.of("authenticate", "required-action", "reset-credentials")) {
          HttpSignOn browser = atYellowPage(); // whose form nobody has sent yet
          browser.pretend(step);
          browser.post(page(browser, page), fields);
          browser.get(page(browser, page));
          expectOutside(browser.reload());
        }
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "required-action",
          "consent",
          "registration",
          "first-broker-login",
          "post-broker-login",
          "action-token",
          "detached-info",
          "reset-credentials",
        })
    void noOtherPageOfTheSignOnLeadsIn(String page) throws IOException {
      HttpSignOn browser = atYellowPage();
      expectOutside(browser.post(page(browser, page), Map.of("accept", "yes", "otp", "")));
      expectOutside(browser.get(page(browser, page)));
      expectOutside(browser.reload());
      expectOutside(browser.get(portal.authorization()));
    }

    /** Neither in another browser, nor with the cookies that were there before the code. */
    @Test
    void whatLetSomebodyInLetsNobodyInAgain() throws IOException {
      HttpSignOn browser = atYellowPage();
      String yellow = browser.action();
      String cookies = browser.cookieLine();
      Map<String, String> fields = Map.of("otp", person.code());
      Answer in = browser.submit(fields);
      assertThat(in.isIn()).isTrue();
      for (String known : List.of("demo-network=" + Networks.HOME, cookies)) {
        HttpSignOn thief = new HttpSignOn(campus.front()).cookies(known);
        assertThat(thief.post(yellow, fields).isIn()).isFalse();
        assertThat(thief.get(withoutSessionCode(yellow)).isIn()).isFalse();
        assertThat(thief.get(portal.authorization()).isIn()).isFalse();
      }
      assertThat(campus.records().sessions(person)).hasSize(1);

      OidcClient other = OidcClient.named("account-console", campus);
      assertThat(browser.post(TOKEN, other.redemption(in.code())).status()).isEqualTo(400);
      assertThat(browser.post(TOKEN, portal.redemption(in.code())).status()).isEqualTo(400);
    }
  }

  @Test
  void aSessionThatEndedCannotBeHadBackWithItsCookies() throws IOException {
    HttpSignOn browser = atYellowPage();
    Answer in = browser.submit(Map.of("otp", person.code()));
    String cookies = browser.cookieLine();
    String idToken = browser.post(TOKEN, portal.redemption(in.code())).body();
    browser.get(
        "/realms/omu/protocol/openid-connect/logout?id_token_hint="
            + idToken.replaceFirst("(?s).*\"id_token\":\"([^\"]*).*", "$1"));
    HttpSignOn back = new HttpSignOn(campus.front()).cookies(cookies);
    assertThat(back.get(portal.authorization())).matches(WaysAroundIT::isPasswordPage);
    expectOutside(back.get(portal.authorization("prompt", "none")));
  }

  /** The forgotten password: a mailed code is no one-time password. */
  @Test
  void askingForANewPasswordGivesNoSessionWithoutTheCode() throws IOException {
    HttpSignOn browser = atYellowPage();
    browser.get(browser.addressOf("reset-credentials"));
    browser.submit(Map.of("username", person.username()));
    String code = campus.mail().await(person.recoveryEmail(), Mailbox.Mail::hasCode).code();
    assertThat(browser.submit(Map.of("code", code, "verify", "verify")))
        .matches(Answer::isYellowPage);
    expectOutside(browser.reload());
    expectOutside(browser.get(portal.authorization()));
    expectOutside(browser.get(portal.authorization("prompt", "none")));
  }

  @Nested
  @DisplayName("given a service that speaks SAML")
  class Saml {
    private static final String ECP = "/realms/omu/protocol/saml";

    /** The portal page of a university may link to it so. */
    @Test
    void aSignOnThatTheProviderBeginsAsksToo() throws IOException {
      String address = "/realms/omu/protocol/saml/clients/unipa";
      assertThat(browser(Networks.HOME).get(address).status()).isEqualTo(400);
      try (Setting named =
          campus.clients().attribute("unipa", "saml_idp_initiated_sso_url_name", "unipa")) {
        HttpSignOn browser = browser(Networks.HOME);
        browser.get(address);
        Answer answer = browser.submit(fields());
        assertThat(answer).matches(Answer::isYellowPage);
        expectOutside(answer);
        assertThat(browser.submit(Map.of("otp", person.code())).body()).contains("SAMLResponse");

        assertThat(inFromCampus().get(address)).matches(Answer::isYellowPage);
      }
    }

    @Test
    void theEnhancedClientProfileIsDeniedThoughAllowed() throws IOException {
      try (Setting unsigned =
              campus.clients().attribute("unipa", "saml.client.signature", "false");
          Setting allowed = campus.clients().attribute("unipa", "saml.allow.ecp.flow", "true")) {
        Answer answer = browser(Networks.HOME).soap(ECP, authnRequest(), person);
        assertThat(answer.body()).contains("Envelope").doesNotContain("Assertion");
        expectOutside(answer);
      }
    }

    /** Keycloak keeps ForceAuthn where beginning again forgets it, and lets the session answer. */
    @Test
    void aForcedSignOnThatIsBegunAgainIsForgotten() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        forcedSignOnBegunAgain(visitor);
        new UnipaPage(visitor.page()).isSignedOn(person);
      }
    }

    @Test
    void aServiceWhoseFlowHasNoCookieStepAsksNevertheless() {
      try (Setting always = campus.clients().withoutStep("unipa", "campus-cookie");
          Visitor visitor = campus.visitor(Networks.HOME)) {
        forcedSignOnBegunAgain(visitor);
        new SignOnPage(visitor.page()).signOn(person);
        new OtpPage(visitor.page()).isShown();
      }
    }

    private void forcedSignOnBegunAgain(Visitor visitor) {
      visitor.signOnWithCode(person);
      visitor.open("/unipa/login?force=true");
      String form = visitor.page().locator("main form").getAttribute("action");
      visitor.page().navigate(form.replace("/authenticate?", "/restart?skip_logout=true&"));
    }

    @Test
    void noAnswerClaimsMoreThanWasChecked() {
      for (String address : List.of(Networks.OMUNET, Networks.HOME)) {
        boolean home = address.equals(Networks.HOME);
        try (Visitor visitor = campus.visitor(address)) {
          visitor.openUnipa();
          new SignOnPage(visitor.page()).signOn(person);
          if (home) {
            new OtpPage(visitor.page()).enter(person.code());
          }
          assertThat(new UnipaPage(visitor.page()).isSignedOn(person).context())
              .isEqualTo("https://refeds.org/profile/" + (home ? "mfa" : "sfa"));
        }
      }
    }

    private Map<String, String> fields() {
      return Map.of("username", person.username(), "password", person.password());
    }

    private String authnRequest() {
      return """
          <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>
          <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="x" Version="2.0"
            IssueInstant="%s" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:PAOS"
            AssertionConsumerServiceURL="%s"><saml:Issuer>unipa</saml:Issuer></samlp:AuthnRequest>
          </S:Body></S:Envelope>"""
          .formatted(Instant.now(), campus.front().resolve("/unipa/saml"));
    }
  }

  @Nested
  @DisplayName("given an administrator's help")
  class Administrators {
    @Test
    void aLinkByMailChangesThePasswordAndOpensNoSession() {
      campus
          .admin()
          .call(
              "PUT",
              REALM + "/users/" + person.id() + "/execute-actions-email",
              List.of("UPDATE_PASSWORD"));
      String mail = campus.mail().latest(person.username() + "@example.ac.jp").text();
      String link = mail.replaceFirst("(?s).*?(http\\S*action-token\\S*).*", "$1");
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.page().navigate(link);
        visitor.page().locator("main a[href*=action-token]").click();
        new StartPage(visitor.page()).choosePassword("another-password-1", "another-password-1");
        assertThat(visitor.page().locator("#password-new")).hasCount(0);
        assertThat(campus.records().sessions(person)).isEmpty();
        visitor.signOn(person.withPassword("another-password-1"));
        new OtpPage(visitor.page()).isShown();
      }
    }

    @Test
    void impersonationIsAskedForTheCodeOfThatUser() throws IOException {
      List<String> cookies =
          campus
              .admin()
              .call("POST", REALM + "/users/" + person.id() + "/impersonation", Map.of())
              .headers()
              .allValues("set-cookie");
      String line = String.join("; ", cookies.stream().map(c -> c.split(";", 2)[0]).toList());
      HttpSignOn browser = new HttpSignOn(campus.front()).cookies(line).at(Networks.HOME);
      assertThat(browser.get(portal.authorization())).matches(Answer::isYellowPage);
      assertThat(browser.at(Networks.OMUNET).get(portal.authorization()).isIn()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/realms/omu/account/", "/admin/omu/console/"})
  void theConsolesAskToo(String console) {
    Person administrator = campus.people().administrator();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open(console);
      new SignOnPage(visitor.page()).signOn(administrator);
      new OtpPage(visitor.page()).isShown();
    }
    assertThat(campus.records().sessions(administrator)).isEmpty();
  }

  private static String page(HttpSignOn browser, String page) {
    return browser.action().replaceFirst("/login-actions/[^?]*", "/login-actions/" + page);
  }

  private static String withoutSessionCode(String address) {
    return address.replaceFirst("session_code=[^&]*&amp;", "");
  }

  /** The flow decides once; what is asked after it can be left open until one is at home. */
  @ParameterizedTest
  @CsvSource({
    "campus-otp-show, back",
    "UPDATE_PASSWORD, cancel-aia",
    "UPDATE_PASSWORD, password-new password-confirm"
  })
  void aSignOnThatLeavesTheCampusBeginsAgain(String wish, String names) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String name : names.split(" ")) {
      fields.put(name, person.password()); // a button's value is not looked at
    }
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET).wish(wish);
    browser.password(person, campus.portalCallback());
    browser.at(Networks.HOME);
    Answer refused = browser.submit(fields);
    assertThat(refused.isIn()).isFalse();
    assertThat(refused.body()).contains("ネットワークが変わりました");
    assertThat(browser.goOn().isIn()).isFalse();
    assertThat(campus.records().sessions(person)).isEmpty();

    HttpSignOn again = browser.wish("");
    assertThat(again.password(person, campus.portalCallback())).matches(Answer::isYellowPage);

    HttpSignOn stays = new HttpSignOn(campus.front()).at(Networks.OMUNET).wish(wish);
    stays.password(person, campus.portalCallback());
    assertThat(stays.submit(fields).isIn()).isTrue();
  }

  @Test
  void aCodeThatCannotBeLookedAtLetsNobodyIn() throws IOException {
    campus.users().breakKey(person);
    HttpSignOn browser = atYellowPage();
    Answer error = browser.submit(Map.of("otp", person.code()));
    assertThat(error.status()).as("Keycloak's page for errors").isEqualTo(400);
    expectOutside(error);
    expectOutside(browser.goOn());
    expectOutside(browser.get(portal.authorization()));
  }

  /** Services may know people by their address. */
  @Test
  void nobodyGivesThemselvesAnotherNameOrAddress() throws IOException {
    JsonNode before = campus.admin().get(REALM + "/users/" + person.id());
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET).wish("UPDATE_PROFILE");
    browser.password(person, campus.portalCallback());
    browser.submit(
        Map.of(
            "username", person.username(),
            "email", "president@example.org",
            "firstName", "Presi",
            "lastName", "Dent",
            "recoveryEmail", person.recoveryEmail()));
    assertThat(campus.admin().get(REALM + "/users/" + person.id())).isEqualTo(before);
  }

  @Test
  void aProfileWithGapsShowsNobodyTheRecoveryAddress() throws IOException {
    campus
        .admin()
        .call("PUT", REALM + "/users/" + person.id(), Map.of("lastName", "", "email", ""));
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.HOME);
    browser.open("/realms/omu/mfa/key");
    Answer page =
        browser.submit(Map.of("username", person.username(), "password", person.password()));
    assertThat(page.body()).contains("mail-destination").doesNotContain(person.recoveryEmail());

    campus.users().require(person, "UPDATE_PROFILE");
    browser = new HttpSignOn(campus.front()).at(Networks.HOME);
    browser.open("/realms/omu/mfa/key");
    page = browser.submit(Map.of("username", person.username(), "password", person.password()));
    assertThat(page.body()).contains("login-update-profile").doesNotContain(person.recoveryEmail());
  }
}
