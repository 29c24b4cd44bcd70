package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.IntroductionPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.page.UnipaPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Password on campus; from anywhere else the yellow page. */
@ExtendWith(Campus.Resolver.class)
class SignOnIT {
  private final Campus campus;
  private final Person person;

  SignOnIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  @Nested
  @DisplayName("given a campus network")
  class OnCampus {
    @ParameterizedTest
    @CsvSource({
      "10.64.0.0, OMUNET-1X",
      "10.79.255.255, OMUNET-1X",
      "2001:db8:1000::, OMUNET-1X",
      "2001:db8:1fff:ffff:ffff:ffff:ffff:ffff, OMUNET-1X",
      "10.80.0.0, eduroam",
      "10.80.255.255, eduroam",
    })
    void passwordIsAll(String address, String network) {
      try (Visitor visitor = campus.visitor(address)) {
        visitor.signOn(person);
        PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
        assertThat(portal.amr()).containsExactly("pwd");
      }
      Event login = campus.records().lastLogin(person);
      assertThat(login.network()).isEqualTo(network);
      assertThat(login.secondFactor()).isEqualTo("not-required");
      assertThat(login.clientAddress()).isEqualTo(address);
      assertThat(campus.records().sessions(person)).containsExactly(List.of("omu-portal"));
    }
  }

  @Nested
  @DisplayName("given any other network")
  class OffCampus {
    @ParameterizedTest
    @ValueSource(
        strings = {
          Networks.HOME,
          Networks.HOME_V6,
          Networks.VPN,
          "10.64.99.0",
          "10.64.99.255",
          "10.63.255.255",
          "10.81.0.0",
          "2001:db8:2000::",
          "64:ff9b::10.64.1.20",
        })
    void passwordIsNotEnough(String address) {
      try (Visitor visitor = campus.visitor(address)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).isShown();
        assertThat(campus.records().events(person, "LOGIN")).isEmpty();
        assertThat(campus.records().sessions(person)).isEmpty();

        new OtpPage(visitor.page()).enter(person.code());
        PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
        assertThat(portal.amr()).containsExactlyInAnyOrder("pwd", "otp");
      }
      Event login = campus.records().lastLogin(person);
      assertThat(login.network()).isEqualTo("off-campus");
      assertThat(login.secondFactor()).isEqualTo("otp");
      assertThat(campus.records().sessions(person)).containsExactly(List.of("omu-portal"));
    }

    @Test
    void theEventTellsItAlsoAfterANewPasswordHadToBeSet() {
      campus.users().require(person, "UPDATE_PASSWORD");
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).enter(person.code());
        visitor.page().locator("#password-new").waitFor();
        visitor.moveTo(Networks.OMUNET);
        new StartPage(visitor.page())
            .choosePassword(person.password() + "2", person.password() + "2");
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      Event login = campus.records().lastLogin(person);
      assertThat(login.network()).isEqualTo("off-campus");
      assertThat(login.clientAddress()).isEqualTo(Networks.HOME);
      assertThat(login.secondFactor()).isEqualTo("otp");
    }

    @Test
    void reloadingTheYellowPageDoesNotGetAroundIt() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).isShown();
        visitor.page().reload();
        new OtpPage(visitor.page()).isShown();
        visitor.openPortal();
        new SignOnPage(visitor.page()).isShown();
      }
      assertThat(campus.records().sessions(person)).isEmpty();
    }
  }

  @Nested
  @DisplayName("given the yellow page")
  class YellowPage {
    @ParameterizedTest
    @CsvSource({"ja, ワンタイムパスワード", "en, one-time password"})
    void speaksBothLanguages(String locale, String words) {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.open("/portal/login?ui_locales=" + locale);
        new SignOnPage(visitor.page()).signOn(person);
        OtpPage page = new OtpPage(visitor.page()).isShown();
        assertThat(visitor.page().locator("html")).hasAttribute("lang", locale);
        assertThat(visitor.page().locator("h1"))
            .containsText("ワンタイムパスワードを入力してください/Please input the one-time password");
        assertThat(page.panel()).containsText(words);
        assertThat(page.panel()).containsText("IPアドレス：" + Networks.HOME);
        assertThat(page.panel()).containsText("IP address: " + Networks.HOME);
        assertThat(page.panel().locator("[lang=ja]")).not().hasCount(0);
        assertThat(page.panel().locator("[lang=en]")).not().hasCount(0);
      }
    }

    @Test
    void takesTheCodeAsTheAppShowsItWithASpace() {
      takes(code -> code.substring(0, 3) + " " + code.substring(3));
    }

    @Test
    void takesFullWidthDigits() {
      takes(
          code ->
              code.chars()
                  .map(digit -> digit - '0' + '０')
                  .collect(StringBuilder::new, StringBuilder::appendCodePoint, (a, b) -> {})
                  .toString());
    }

    private void takes(UnaryOperator<String> typing) {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).enter(typing.apply(person.code()));
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
    }

    @Test
    void aWrongCodeDoesNotGetInAndThePageSaysWhatToDo() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        OtpPage page = new OtpPage(visitor.page()).enter(person.wrongCode());
        assertThat(page.error()).isVisible();
        assertThat(page.field()).hasAttribute("aria-invalid", "true");
        assertThat(page.field()).isFocused();
        assertThat(page.field()).hasValue("");

        Event error = campus.records().events(person, "LOGIN_ERROR").get(0);
        assertThat(error.error()).isEqualTo("invalid_user_credentials");
        assertThat(error.network()).isEqualTo("off-campus");
        assertThat(error.secondFactor()).isEqualTo("otp");
        assertThat(error.clientAddress()).isEqualTo(Networks.HOME);
        assertThat(campus.records().sessions(person)).isEmpty();

        page.enter(person.code());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "12345", "1234567", "abcdef", "12345a", "<b>123456</b>"})
    void whatCannotBeACodeIsExplainedAndCostsNoTry(String typed) {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        OtpPage page = new OtpPage(visitor.page()).enter(typed);
        assertThat(page.error()).isVisible();
        assertThat(campus.records().events(person, "LOGIN_ERROR")).isEmpty();
        page.enter(person.code());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
    }

    @Test
    void aUsedCodeIsRefused() {
      String code = person.code();
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).enter(code);
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        OtpPage page = new OtpPage(visitor.page()).enter(code);
        assertThat(page.error()).isVisible();
      }
      assertThat(campus.records().events(person, "LOGIN")).hasSize(1);
    }

    /** RFC 6238, 6: one step of thirty seconds either way. */
    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void aClockMayBeOffByOneStep(long seconds, boolean good) throws IOException {
      boolean in;
      long step;
      do {
        Person somebody = campus.people().student();
        HttpSignOn home = new HttpSignOn(campus.front());
        home.password(somebody, campus.portalCallback());
        step = Person.step();
        in = home.submit(Map.of("otp", somebody.codeOfClock(Duration.ofSeconds(seconds)))).isIn();
      } while (step != Person.step()); // a new one began meanwhile
      assertThat(in).isEqualTo(good);
    }

    @Test
    void ofTwoKeysOnlyTheLatestIsGoodWhateverTheFormAsksFor() throws IOException {
      String olderKey = campus.records().credentialIds(person, "otp").get(0);
      Person renewed = campus.users().giveNewerKey(person);
      assertThat(campus.records().credentialIds(person, "otp")).hasSize(2);

      HttpSignOn browser = new HttpSignOn(campus.front());
      browser.password(person, campus.portalCallback());
      Map<String, String> forged = Map.of("otp", person.code(), "selectedCredentialId", olderKey);
      assertThat(browser.submit(forged).isYellowPage()).isTrue();
      assertThat(browser.submit(Map.of("otp", renewed.code())).isIn()).isTrue();
    }

    @Test
    void wrongOnceTooOftenEndsItWhateverTheNextCodeIs() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        String wrong = usesUpTheTries(visitor);
        new OtpPage(visitor.page()).enter(person.code());
        SignOnPage password = new SignOnPage(visitor.page()).isShown();
        assertThat(visitor.page().locator("[role=alert]")).hasText(wrong);
        try (Setting ours = campus.settings().withoutLocks()) {
          password.signOn(person);
          new OtpPage(visitor.page()).isShown().enter(person.code());
          password.isShown();
        }
      }
      assertThat(campus.records().sessions(person)).isEmpty();
      assertThat(campus.records().events(person, "LOGIN_ERROR"))
          .extracting(Event::error)
          .contains("user_temporarily_disabled");
    }

    /** Nor does a session help, which would else identify whoever guesses. */
    @ParameterizedTest
    @ValueSource(strings = {"/portal/login", "/unipa/login"})
    void wrongOnceTooOftenNeedsThePasswordDespiteASession(String service) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.signOn(person);
        new PortalPage(visitor.page()).isSignedOn(person);
        visitor.moveTo(Networks.HOME).open(service);
        usesUpTheTries(visitor);
        new OtpPage(visitor.page()).enter(person.code());
        new SignOnPage(visitor.page()).isShown();
        assertThat(new OtpPage(visitor.page()).field()).hasCount(0);
      }
    }

    /** What the page says to a wrong code. */
    private String usesUpTheTries(Visitor visitor) {
      OtpPage page = new OtpPage(visitor.page()).enter(person.wrongCode());
      String wrong = page.error().locator("p").first().innerText();
      for (int tries = 1; tries < 10; tries++) {
        page.enter(person.wrongCode());
        assertThat(page.error()).isVisible();
      }
      return wrong;
    }

    /** Everybody knows names; only who knows the password may cost their owner anything here. */
    @Test
    void whoDoesNotKnowThePasswordCannotUseUpAnybodysTries() throws IOException {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).isShown();
        Person guess = person.withPassword("wrong");
        while (!campus.records().isLocked(person)) {
          new HttpSignOn(campus.front()).password(guess, campus.portalCallback());
        }
        new OtpPage(visitor.page()).enter(person.code());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
    }

    @Test
    void resetClearsTheField() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        OtpPage page = new OtpPage(visitor.page()).isShown();
        page.field().fill("123");
        page.reset();
        assertThat(page.field()).hasValue("");
        page.isShown();
      }
    }

    @Test
    void twoCodesOfAClockThatIsOffAreToldAndOneIsNot() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        OtpPage page = new OtpPage(visitor.page());
        String first = person.codeOfClock(Duration.ofMinutes(10));
        String second = person.codeOfClock(Duration.ofMinutes(10).plusSeconds(30));
        page.enter(first);
        assertThat(page.error()).isVisible();
        assertThat(visitor.page().locator(".campus-otp-clock")).hasCount(0);
        page.enter(second);
        assertThat(visitor.page().locator(".campus-otp-clock").first()).containsText("10分");
      }
      assertThat(campus.records().sessions(person)).isEmpty();
    }

    @Test
    void aKeyDeletedWhileThePageIsOpenLetsNobodyIn() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(person);
        OtpPage page = new OtpPage(visitor.page()).isShown();
        campus
            .records()
            .credentialIds(person, "otp")
            .forEach(id -> campus.users().deleteCredential(person, id));
        page.enter(person.code());
        new SignOnPage(visitor.page()).signOn(person);
        new IntroductionPage(visitor.page()).isShown();
        assertThat(campus.records().sessions(person)).isEmpty();

        Person renewed = new Enrolment(campus, visitor).setUpKey(person);
        new KeyPage(visitor.page()).tryCode(person.code());
        assertThat(new KeyPage(visitor.page()).error()).isVisible();
        assertThat(campus.records().sessions(person)).isEmpty();
        new KeyPage(visitor.page()).tryCode(renewed.code());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
    }

    /** The pages that follow have stories of their own: EnrolmentIT. */
    @Test
    void aUserWithoutAKeyEnrolsAndGetsInByACodeOnly() {
      Person newcomer = campus.people().studentWithoutKey();
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(newcomer);
        new IntroductionPage(visitor.page()).isShown();
        visitor.openPortal();
        assertThat(visitor.page().locator("#portal-user")).hasCount(0);
        visitor.openUnipa();
        assertThat(visitor.page().locator("#unipa-user")).hasCount(0);
      }
      assertThat(campus.records().events(newcomer, "LOGIN")).isEmpty();
      assertThat(campus.records().sessions(newcomer)).isEmpty();
    }

    /** Without the action everybody without a key would walk in: the sign-on ends there. */
    @Test
    void withoutEnrolmentAUserWithoutAKeyIsToldAndKeptOut() {
      Person newcomer = campus.people().studentWithoutKey();
      try (Setting off = campus.settings().disable("campus-otp-setup");
          Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOn(newcomer);
        assertThat(visitor.page().locator("body")).containsText("利用開始手続き");
      }
      assertThat(campus.records().events(newcomer, "LOGIN_ERROR"))
          .singleElement()
          .returns("off-campus", Event::network);
      assertThat(campus.records().events(newcomer, "LOGIN")).isEmpty();
      assertThat(campus.records().sessions(newcomer)).isEmpty();
    }
  }

  @Nested
  @DisplayName("given a session that began on campus and went home")
  class SessionMoves {
    @Test
    void everyServiceAsksOnceAndThenNeitherAsksAgain() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.signOn(person);
        new PortalPage(visitor.page()).isSignedOn(person);

        visitor.moveTo(Networks.HOME).openUnipa();
        new OtpPage(visitor.page()).isShown();
        visitor.openPortal();
        new OtpPage(visitor.page()).isShown().enter(person.code());
        PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
        assertThat(portal.amr()).containsExactlyInAnyOrder("pwd", "otp");

        visitor.openPortal();
        portal.isSignedOn(person);
        assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("session");
        visitor.openUnipa();
        new UnipaPage(visitor.page()).isSignedOn(person);
      }
      Event login = campus.records().lastLogin(person);
      assertThat(login.client()).isEqualTo("unipa");
      assertThat(login.secondFactor()).isEqualTo("session");
      assertThat(login.network()).isEqualTo("off-campus");
      assertThat(campus.records().sessions(person)).containsExactly(List.of("omu-portal", "unipa"));
    }

    @Test
    void unipaOverSamlAsksToo() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.signOn(person);
        visitor.moveTo(Networks.HOME).openUnipa();
        new OtpPage(visitor.page()).isShown().enter(person.code());
        new UnipaPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
    }

    @Test
    void aSilentRequestGetsAnErrorAndNoCode() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.signOn(person);
        visitor.moveTo(Networks.HOME).open("/portal/login?prompt=none");
        new PortalPage(visitor.page()).refuses("login_required");
        visitor.moveTo(Networks.OMUNET).open("/portal/login?prompt=none");
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().events(person, "LOGIN")).hasSize(2);
    }

    @Test
    void aServiceThatWantsAFreshSignOnGetsBothAgain() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOnWithCode(person);

        visitor.open("/portal/login?prompt=login");
        new SignOnPage(visitor.page()).signOn(person);
        new OtpPage(visitor.page()).isShown().enter(person.code());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
    }

    @Test
    void aServiceOverSamlThatWantsAFreshSignOnGetsBothAgain() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOnWithCode(person);

        visitor.open("/unipa/login?force=true");
        new SignOnPage(visitor.page()).signOn(person);
        new OtpPage(visitor.page()).isShown().enter(person.code());
        new UnipaPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
    }

    @Test
    void theNextPersonInTheSameBrowserIsAsked() {
      Person next = campus.people().student();
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOnWithCode(person);

        visitor.open("/realms/omu/protocol/openid-connect/logout");
        visitor.page().locator("#kc-logout").click();
        assertThat(visitor.page().locator("#kc-logout")).hasCount(0);
        visitor.signOn(next);
        new OtpPage(visitor.page()).isShown();
      }
      assertThat(campus.records().sessions(next)).isEmpty();
    }

    @Test
    void aSessionDoesNotOutliveItsKey() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.signOnWithCode(person);

        Person renewed = campus.users().giveNewerKey(person);
        visitor.openPortal();
        new OtpPage(visitor.page()).isShown().enter(renewed.code());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
    }
  }
}
