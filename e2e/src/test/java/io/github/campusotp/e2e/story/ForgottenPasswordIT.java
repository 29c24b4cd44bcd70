package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forgotten password: the recovery address stands in for it, and for nothing else. */
@ExtendWith(Campus.Resolver.class)
class ForgottenPasswordIT {
  private static final String NEW = "another-password-1";

  private final Campus campus;
  private final Person person;

  ForgottenPasswordIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  private CodePage forgets(Visitor visitor, String omuid) {
    visitor.openPortal();
    new SignOnPage(visitor.page()).forgot(omuid);
    return new CodePage(visitor.page()).isShown();
  }

  /** The page does not wait for the mail server. */
  private String mailed() {
    return campus.mail().await(person.recoveryEmail(), Mail::hasCode).code();
  }

  @Test
  void onCampusTheMailedCodeAndANewPasswordLetIn() {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      forgets(visitor, person.username()).enter(mailed());
      new StartPage(visitor.page()).choosePassword(NEW, NEW);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(person);
      assertThat(visitor.page().locator("#input-error")).isVisible();
      new SignOnPage(visitor.page()).signOn(person.withPassword(NEW));
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().events(person, "SEND_RESET_PASSWORD"))
        .singleElement()
        .returns("OMUNET-1X", Event::network);
  }

  /** KC#12759. */
  @Test
  void offCampusTheYellowPageComesBeforeTheNewPassword() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      forgets(visitor, person.username()).enter(mailed());
      OtpPage otp = new OtpPage(visitor.page()).isShown();
      assertThat(otp.enter(person.wrongCode()).error()).isVisible();
      assertThat(campus.records().sessions(person)).isEmpty();
      visitor.newTab().navigate(campus.front().resolve("/portal/login").toString());
      assertThat(campus.records().sessions(person)).isEmpty();
      otp.enter(person.code());
      new StartPage(visitor.page()).choosePassword(NEW, NEW);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
  }

  /** There and where the password is known. */
  @Test
  void anOmuidFromTheJapaneseKeyboardIsReadAsItWasMeant() {
    String wide =
        person
                .username()
                .chars()
                .map(letter -> letter - '!' + '！')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + "　";
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      forgets(visitor, wide);
      assertThat(mailed()).isNotEmpty();
      visitor.openPortal();
      new SignOnPage(visitor.page()).signOn(wide, person.password());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  @Test
  void withoutTheCodeThePasswordStays() {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      CodePage page = forgets(visitor, person.username());
      String right = mailed();
      page.enter(right.equals("13579130") ? "13579131" : "13579130");
      assertThat(page.error()).containsText("確認コードが違います");
      visitor.page().reload();
      page.isShown();
      assertThat(campus.mail().count(person.recoveryEmail())).isEqualTo(1);
    }
    assertThat(campus.records().failures(person)).as("no password was proved").isZero();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(person);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  @Test
  void aCodeMailedToOneOpensTheAccountOfNoOther() throws IOException {
    Person victim = campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    Answer first = browser.open("/realms/omu/login-actions/reset-credentials?client_id=omu-portal");
    Answer second = browser.submit(Map.of("username", person.username()));
    String code = mailed();
    browser.pretend(execution(first));
    browser.submit(Map.of("username", victim.username()));
    browser.pretend(execution(second));
    browser.reload();
    Answer third = browser.submit(Map.of("code", code, "verify", "verify"));
    assertThat(third.body()).contains("password-new");
    browser.submit(Map.of("password-new", NEW, "password-confirm", NEW));

    HttpSignOn own = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    assertThat(own.password(person.withPassword(NEW), campus.portalCallback()).isIn()).isTrue();
    HttpSignOn other = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    assertThat(other.password(victim, campus.portalCallback()).isIn()).isTrue();
    assertThat(campus.mail().count(victim.recoveryEmail())).isZero();
  }

  /** RFC 6238, 5.2. */
  @Test
  void aOneTimePasswordThatLetSomebodyInIsNoneHere() throws IOException {
    String used = person.code();
    HttpSignOn portal = new HttpSignOn(campus.front()).at(Networks.HOME);
    portal.password(person, campus.portalCallback());
    assertThat(portal.submit(Map.of("otp", used)).isIn()).isTrue();
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.HOME);
    browser.open("/realms/omu/login-actions/reset-credentials?client_id=omu-portal");
    browser.submit(Map.of("username", person.username()));
    Answer yellow = browser.submit(Map.of("code", mailed(), "verify", "verify"));
    assertThat(yellow).matches(Answer::isYellowPage);
    assertThat(browser.submit(Map.of("otp", used))).matches(Answer::isYellowPage);
    assertThat(browser.submit(Map.of("otp", person.code())).body()).contains("password-new");
  }

  /** The password's page shares the note of the name that was typed. */
  @Test
  void mailsAndTriesAreCountedWhateverNameIsTypedBetween() throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    browser.get(new OidcClient("omu-portal", campus.portalCallback(), "").authorization());
    browser.get(browser.addressOf("reset-credentials"));
    browser.submit(Map.of("username", person.username()));
    String wrong = mailed().equals("11111111") ? "22222222" : "11111111";
    for (int i = 0; i < 4; i++) {
      for (int guess = 0; guess < 3; guess++) {
        browser.submit(Map.of("code", wrong, "verify", "verify"));
      }
      browser.get(browser.addressOf("authenticate"));
      browser.submit(Map.of("username", "nobody-" + i, "password", "x"));
      browser.get(browser.addressOf("reset-credentials"));
      browser.submit(Map.of("resend", "resend"));
    }
    assertThat(campus.mail().count(person.recoveryEmail())).isEqualTo(1);
    assertThat(campus.records().events(person, "RESET_PASSWORD_ERROR"))
        .filteredOn(event -> "invalid_code".equals(event.error()))
        .hasSizeLessThanOrEqualTo(5);
    Answer right = browser.submit(Map.of("code", mailed(), "verify", "verify"));
    assertThat(right.body()).doesNotContain("password-new");
  }

  private static String execution(Answer page) {
    return page.form().replaceFirst(".*execution=([^&]*).*", "$1");
  }

  /** Whoever types names learns from the page neither which exist nor who can be reached. */
  @Test
  void thePageIsTheSameForNobody() {
    Person unreachable = campus.people().newcomer();
    String[] pages = new String[3];
    List<String> names = List.of(person.username(), "nobody-of-that-name", unreachable.username());
    for (int i = 0; i < pages.length; i++) {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        CodePage page = forgets(visitor, names.get(i));
        page.enter("13579130");
        assertThat(page.error()).isVisible();
        page.enter("13579131");
        pages[i] = visitor.page().locator("main").innerText().replaceAll("[0-9]+:[0-9]{2}", "");
      }
    }
    assertThat(pages[1]).isEqualTo(pages[0]);
    assertThat(pages[2]).isEqualTo(pages[0]);
    assertThat(pages[0]).doesNotContain("@", person.username());
  }

  /** Strangers use up their own tries, not those of the owner's other pages. */
  @Test
  void whatStrangersTryHereKeepsNobodyFromTheirKey() {
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1")) {
      for (int round = 0; round < 3; round++) {
        try (Visitor stranger = campus.visitor(Networks.HOME)) {
          CodePage page = forgets(stranger, person.username()).withCode();
          for (int tries = 0; tries < 5; tries++) {
            if (page.field().count() > 0) {
              page.enter("1357913" + tries);
              page.isShown();
            }
          }
        }
      }
      assertThat(campus.records().isLocked(person)).isFalse();
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        Enrolment.at(campus, visitor, MenuPage.SHOW, person).proveMailbox(person);
        new KeyPage(visitor.page()).isShown();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void thePagesAreGood(String locale, ColorScheme scheme) {
    NewContextOptions options =
        new NewContextOptions().setLocale(locale).setColorScheme(scheme).setViewportSize(360, 800);
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options)) {
      Look look = new Look(visitor.page(), locale, scheme);
      visitor.openPortal();
      visitor.page().locator("a[href*=reset-credentials]").click();
      visitor.page().locator("#kc-reset-password-form").waitFor();
      look.expectGood("FORGOTTEN");
      visitor.page().locator("#username").fill(person.username());
      visitor.page().locator("#kc-reset-password-form [type=submit]").click();
      new CodePage(visitor.page()).isShown();
      look.expectGood("FORGOTTEN_CODE");
      new CodePage(visitor.page()).enter(mailed());
      visitor.page().locator("#password-new").waitFor();
      assertThat(visitor.page().locator(".steps")).hasCount(0);
      look.expectGood("FORGOTTEN_PASSWORD");
    }
  }
}
