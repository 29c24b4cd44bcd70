package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.IntroductionPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.page.RefusedPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.page.TestPage;
import io.github.campusotp.e2e.page.Traffic;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Program;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import io.github.campusotp.e2e.story.Newcomer.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages of enrolment and of the management site: light, readable by everybody, in both
 * languages. Colours do not depend on the language, nor lengths on the colours: two of the four
 * pairs show every one of them.
 */
@ExtendWith(Campus.Resolver.class)
class PagesIT {
  private final Campus campus;

  PagesIT(Campus campus) {
    this.campus = campus;
  }

  private static NewContextOptions options(String locale, ColorScheme scheme) {
    return new NewContextOptions()
        .setViewportSize(360, 800)
        .setLocale(locale)
        .setColorScheme(scheme);
  }

  /** Looks at pages in one language. */
  private record Reader(Look look) {
    Reader(Visitor visitor, String locale, ColorScheme scheme) {
      this(new Look(visitor.page(), locale, scheme));
    }

    void reads(String name, String japaneseTitle, String englishTitle) {
      assertThat(look.page().locator("h1"))
          .hasText(look.locale().equals("ja") ? japaneseTitle : englishTitle);
      look.expectGood(name);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void thePagesOfTheFirstSetupAreGood(String locale, ColorScheme scheme) {
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options(locale, scheme))) {
      Page page = visitor.page();
      Reader reader = new Reader(visitor, locale, scheme);
      Newcomer newcomer = new Newcomer(campus, visitor);
      visitor.open(MenuPage.PATH);
      reader.reads("MENU", "二要素認証管理システム", "MFA management site");
      newcomer.step();
      reader.reads("MANAGEMENT", "1. 二要素認証のセットアップ", "1. Set up two-factor authentication");
      new SignOnPage(page).signOn("nobody", "");
      assertThat(new ManagementPage(page).error()).isVisible();
      reader.reads("MANAGEMENT_EMPTY", "1. 二要素認証のセットアップ", "1. Set up two-factor authentication");
      new SignOnPage(page).signOn("nobody", "wrong");
      assertThat(new ManagementPage(page).error()).isVisible();
      reader.reads("MANAGEMENT_ERROR", "1. 二要素認証のセットアップ", "1. Set up two-factor authentication");
      newcomer.step();
      reader.reads("ADDRESS", "パスワード再発行用メールアドレスの登録", "Register a recovery address");
      new RecoveryAddressPage(page).enter("x@omu.ac.jp");
      assertThat(new RecoveryAddressPage(page).error()).isVisible();
      reader.reads("ADDRESS_ERROR", "パスワード再発行用メールアドレスの登録", "Register a recovery address");
      newcomer.step();
      reader.reads("CODE_NEW", "メールアドレスの確認", "Check the mail address");
      newcomer.step();
      reader.reads("CONFIRM", "3. 最終確認", "3. Final confirmation");
      newcomer.step();
      reader.reads("KEY", "セットアップキー（QRコード）", "Setup key (QR code)");
      assertThat(new KeyPage(page).tryCode("12345").error()).isVisible();
      reader.reads("KEY_ERROR", "セットアップキー（QRコード）", "Setup key (QR code)");
      newcomer.step();
      assertThat(new MenuPage(page).result()).isVisible();
      reader.reads("MENU_RESULT", "二要素認証管理システム", "MFA management site");
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void thePagesOfTheOtherActionsAreGood(String locale, ColorScheme scheme) {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options(locale, scheme))) {
      Reader reader = new Reader(visitor, locale, scheme);
      Page page = visitor.page();
      visitor.open(MenuPage.SHOW);
      reader.reads("MANAGEMENT_SHOW", "1. 現在のセットアップキーを表示する", "1. Show the present setup key");
      Enrolment enrolment = Enrolment.at(campus, visitor, MenuPage.REISSUE, person);
      reader.reads("CODE", "2. 再設定メールを送信", "2. Send the mail");
      assertThat(new CodePage(page).enter("12345").error()).isVisible();
      reader.reads("CODE_ERROR", "2. 再設定メールを送信", "2. Send the mail");
      enrolment.proveMailbox(person);
      reader.reads("CONFIRM_REISSUE", "3. 最終確認", "3. Final confirmation");
      new ConfirmPage(page).confirm();
      Person renewed = enrolment.enterIntoPhone(person);
      new KeyPage(page).tryCode(renewed.codeOfClock(Duration.ZERO));
      assertThat(new KeyPage(page).right()).isVisible();
      reader.reads("KEY_RIGHT", "セットアップキー（QRコード）", "Setup key (QR code)");

      visitor.open(MenuPage.ADDRESS);
      reader.reads(
          "MANAGEMENT_ADDRESS", "1. パスワード再発行用メールアドレスを変更する", "1. Change the recovery address");
      Enrolment.at(campus, visitor, MenuPage.ADDRESS, person);
      reader.reads("CODE_OLD", "メールアドレスの確認", "Check the mail address");
      enrolment.proveMailbox(person);
      reader.reads("ADDRESS_CHANGE", "パスワード再発行用メールアドレスの変更", "Change the recovery address");

      visitor.open(MenuPage.DELETE);
      reader.reads("MANAGEMENT_DELETE", "1. ワンタイムパスワードを削除する", "1. Delete the one-time password");
      Enrolment.at(campus, visitor, MenuPage.DELETE, person).proveMailbox(person);
      reader.reads("CONFIRM_DELETE", "3. 最終確認", "3. Final confirmation");
      new ConfirmPage(page).confirm();
      new MenuPage(page).isShown();
      Enrolment.at(campus, visitor, MenuPage.DELETE, person);
      assertThat(new RefusedPage(page).reason()).isVisible();
      reader.reads("REFUSED", "手続きを続けられません", "Unable to continue");
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void theRefusalToShowAKeyFromElsewhereIsGood(String locale, ColorScheme scheme) throws Exception {
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options(locale, scheme))) {
      Enrolment.at(campus, visitor, MenuPage.SHOW, tokenOwner());
      assertThat(new RefusedPage(visitor.page()).reason()).isVisible();
      new Reader(visitor, locale, scheme)
          .reads("REFUSED_HIDDEN_KEY", "手続きを続けられません", "Unable to continue");
    }
  }

  /** Whose key came from elsewhere. */
  private Person tokenOwner() throws Exception {
    Person person = campus.people().studentWithoutKey();
    String line = person.username() + ",GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    try (Program program = new Program(campus, List.of("campus-administrator"))) {
      program.call("POST", REALM + "/campus-otp/keys?reason=x", line, "Content-Type", "text/csv");
    }
    return person;
  }

  /** What is said first to users without a key, and to those who can have none. */
  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void thePagesOfASignOnOffCampusAreGood(String locale, ColorScheme scheme) {
    Person contractor = campus.people().studentWithoutKey();
    campus.users().giveRole(contractor, "external-staff");
    Person busy = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME, options(locale, scheme))) {
      Reader reader = new Reader(visitor, locale, scheme);
      Page page = visitor.page();
      visitor.signOn(campus.people().newcomer());
      reader.reads("INTRODUCTION", "二要素認証設定", "Set up two-factor authentication");
      new IntroductionPage(page).begin();
      reader.reads("ADDRESS_OFF_CAMPUS", "パスワード再発行用メールアドレスの登録", "Register a recovery address");
      visitor.signOn(contractor);
      assertThat(new RefusedPage(page).reason()).isVisible();
      reader.reads("REFUSED_OFF_CAMPUS", "手続きを続けられません", "Unable to continue");
      Enrolment.at(campus, visitor, MenuPage.SHOW, busy).codePage().isShown();
      Enrolment.at(campus, visitor, MenuPage.DELETE, busy).codePage().isShown();
      assertThat(new CodePage(page).field()).hasCount(0);
      reader.reads("CODE_FOR_OTHER", "2. 再設定メールを送信", "2. Send the mail");
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void theTestPageAndTheRefusalsAreGood(String locale, ColorScheme scheme) {
    Person person = campus.people().student();
    Person provisional = campus.people().studentWithoutKey();
    Person withKey = campus.people().student();
    String password = "本パスワード-" + withKey.username();
    campus.users().require(provisional, "UPDATE_PASSWORD");
    campus.users().require(withKey, "UPDATE_PASSWORD");
    Person changed = campus.people().student();
    campus.users().require(changed, "UPDATE_PASSWORD");
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options(locale, scheme))) {
      Reader reader = new Reader(visitor, locale, scheme);
      Page page = visitor.page();
      Enrolment.at(campus, visitor, MenuPage.SETUP, provisional);
      assertThat(new ManagementPage(page).error()).isVisible();
      reader.reads("PROVISIONAL", "1. 二要素認証のセットアップ", "1. Set up two-factor authentication");
      Enrolment.at(campus, visitor, MenuPage.SETUP, withKey);
      assertThat(new ManagementPage(page).error()).isVisible();
      reader.reads(
          "PROVISIONAL_WITH_KEY", "1. 二要素認証のセットアップ", "1. Set up two-factor authentication");
      visitor.signOn(withKey).moveTo(Networks.HOME);
      new StartPage(page).choosePassword(password, password);
      reader.reads("NETWORK_CHANGED", "手続きを続けられません", "Unable to continue");
      visitor.moveTo(Networks.OMUNET);
      visitor.signOn(changed);
      campus.users().setPassword(changed, password);
      new StartPage(page).choosePassword(password, password);
      reader.reads("SIGN_ON_OUTDATED", "手続きを続けられません", "Unable to continue");

      visitor.open(TestPage.PATH);
      new SignOnPage(page).signOn(person);
      assertThat(new TestPage(page).outcome()).isVisible();
      reader.reads("TEST_ON_CAMPUS", "二要素認証テスト用ページ", "Test page for two-factor authentication");
      visitor.moveTo(Networks.HOME).open(TestPage.PATH);
      new OtpPage(page).enter(person.code());
      assertThat(new TestPage(page).details().locator("dt")).hasCount(2);
      assertThat(page.locator("#ways li")).hasCount(1);
      reader.reads("TEST_PASSED", "二要素認証テスト用ページ", "Test page for two-factor authentication");
    }
  }

  @Test
  void everyPageStaysWithinItsBudget() {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Newcomer newcomer = new Newcomer(campus, visitor);
      Traffic traffic = new Traffic(visitor.page());
      visitor.open(MenuPage.PATH);
      traffic.expectWithinBudget();
      for (Place place = Place.MENU; place != Place.KEY; ) {
        traffic.restart();
        newcomer.step();
        place = newcomer.place();
        traffic.expectWithinBudget();
      }
    }
  }

  /** Else it says nothing that it finds nothing in all the others. */
  @Test
  void axeFindsWhatIsWrong() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.openPortal();
      visitor.page().evaluate("document.documentElement.removeAttribute('lang')");
      assertThat(Look.violations(visitor.page(), ":root"))
          .singleElement()
          .asString()
          .startsWith("html-has-lang");
    }
  }

  @Test
  void everyPageWorksInKeycloaksOwnThemeToo() {
    try (Setting plain = campus.settings().loginTheme("keycloak.v2");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = new Newcomer(campus, visitor);
      visitor.openPortal();
      newcomer.step();
      for (int page = 1; newcomer.place() != Place.PORTAL; page++) {
        assertThat(page).as("%s again", newcomer.place()).isLessThan(6);
        Look.shoot(visitor.page(), newcomer.place() + "-keycloak.v2");
        assertThat(Look.violations(visitor.page(), ".campus"))
            .as(newcomer.place().name())
            .isEmpty();
        newcomer.step();
      }
      new PortalPage(visitor.page()).isSignedOn(newcomer.person());

      visitor.open(MenuPage.PATH);
      new MenuPage(visitor.page()).isShown();
      Look.shoot(visitor.page(), "MENU-keycloak.v2");
      visitor.open(TestPage.PATH);
      assertThat(new TestPage(visitor.page()).outcome()).isVisible();
      Look.shoot(visitor.page(), "TEST-keycloak.v2");
    }
  }

  @Test
  void enrolmentWorksWithScriptsOffAndByKeyboardAlone() {
    NewContextOptions options = new NewContextOptions().setJavaScriptEnabled(false);
    Person person = campus.people().newcomer();
    Person reachable = person.withRecoveryEmail(person.username() + "@example.org");
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Page page = visitor.page();
      Keys keys = new Keys(page);
      visitor.openPortal();
      keys.type(new SignOnPage(page).username(), person.username());
      keys.tabTo(new SignOnPage(page).password());
      keys.typeAndSend(new SignOnPage(page).password(), person.password());
      keys.tabTo(new IntroductionPage(page).isShown().beginButton());
      keys.send();
      keys.typeAndSend(new RecoveryAddressPage(page).field(), reachable.recoveryEmail());
      CodePage code = new CodePage(page).isShown();
      assertThat(code.expiry()).containsText("分");
      keys.typeAndSend(code.field(), campus.mail().code(reachable.recoveryEmail()));
      keys.tabTo(new ConfirmPage(page).isShown().button());
      keys.send();
      Person equipped = reachable.withKey(new KeyPage(page).secret());
      assertThat(new KeyPage(page).omuid()).hasText(person.username());
      keys.tabTo(new KeyPage(page).firstCode());
      keys.typeAndSend(new KeyPage(page).firstCode(), equipped.code());
      new PortalPage(page).isSignedOn(person);
    }
  }

  @Test
  void withScriptsOffTheMailIsSentAgainAndTheKeyPageLeft() {
    Person person = campus.people().student();
    NewContextOptions options = new NewContextOptions().setJavaScriptEnabled(false);
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options)) {
      Page page = visitor.page();
      Keys keys = new Keys(page);
      CodePage code = Enrolment.at(campus, visitor, MenuPage.SHOW, person).codePage().isShown();
      code.resend();
      assertThat(code.message()).containsText("お待ちください");
      keys.typeAndSend(code.field(), campus.mail().code(person.recoveryEmail()));
      keys.tabTo(new KeyPage(page).isShown().firstCode());
      keys.typeAndSend(new KeyPage(page).firstCode(), person.code());
      assertThat(new KeyPage(page).right()).isVisible();
      assertThat(new KeyPage(page).finishButton()).isFocused();
      keys.send();
      new MenuPage(page).says("セットアップキーの表示を終了しました");
    }
  }

  /** Somebody without a mouse. */
  private record Keys(Page page) {
    void type(Locator field, String text) {
      assertThat(field).isFocused();
      page.keyboard().type(text);
    }

    void send() {
      page.keyboard().press("Enter");
    }

    void typeAndSend(Locator field, String text) {
      type(field, text);
      send();
    }

    void tabTo(Locator goal) {
      for (int i = 0; i < 40; i++) {
        page.keyboard().press("Tab");
        if (Boolean.TRUE.equals(goal.evaluate("it => it === document.activeElement"))) {
          return;
        }
      }
      throw new AssertionError("The Tab key does not lead to " + goal);
    }
  }

  /** The reader's own device comes first, and the others are there as well. */
  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15, ios",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile, android",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140 Safari/537.36 Edg/140, edge",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140 Safari/537.36, chrome",
  })
  void theKeyPageHelpsTheReadersOwnDeviceFirst(String agent, String device) {
    Person person = campus.people().student();
    NewContextOptions options = new NewContextOptions().setUserAgent(agent);
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options)) {
      Enrolment.at(campus, visitor, MenuPage.SHOW, person).proveMailbox(person);
      Locator ways = visitor.page().locator("#campus-how > details");
      assertThat(ways).hasCount(5);
      assertThat(ways.first()).hasAttribute("data-device", device);
      assertThat(ways.first()).hasAttribute("open", "");
    }
  }

  @Test
  void thePageOfExtensionsNamesWhatTheyAskFor() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Enrolment.at(campus, visitor, MenuPage.SHOW, person).proveMailbox(person);
      for (String device : Set.of("chrome", "edge")) {
        Locator way = visitor.page().locator("details[data-device=" + device + "]");
        for (String words : Set.of("大阪公立大学", "桁数：6", "タイムベース", person.username(), "手動入力")) {
          assertThat(way).containsText(words);
        }
      }
    }
  }

  @Test
  void onlyAPhoneIsOfferedToOpenTheApp() {
    for (Map.Entry<Boolean, Integer> touch : Map.of(true, 1, false, 0).entrySet()) {
      Person person = campus.people().student();
      NewContextOptions options =
          new NewContextOptions().setHasTouch(touch.getKey()).setIsMobile(touch.getKey());
      try (Visitor visitor = campus.visitor(Networks.OMUNET, options)) {
        Enrolment.at(campus, visitor, MenuPage.SHOW, person).proveMailbox(person);
        new KeyPage(visitor.page()).isShown();
        assertThat(new KeyPage(visitor.page()).openInApp().filter(visible()))
            .hasCount(touch.getValue());
      }
    }
  }

  private static Locator.FilterOptions visible() {
    return new Locator.FilterOptions().setVisible(true);
  }
}
