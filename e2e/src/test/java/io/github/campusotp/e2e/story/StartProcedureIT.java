package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.RefusedPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.page.Traffic;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import io.github.campusotp.e2e.story.Newcomer.Place;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 利用開始手続き: from the provisional password to the key, alone, in one go. */
@ExtendWith(Campus.Resolver.class)
class StartProcedureIT {
  private static final long BUDGET_BYTES = 150_000;
  private static final int BUDGET_PAGES = 10;
  private static final String MANUAL = "https://www.example.ac.jp/start-manual/";

  private final Campus campus;
  private final Person freshman;

  StartProcedureIT(Campus campus) {
    this.campus = campus;
    this.freshman = campus.people().freshman();
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT, 360", "en, DARK, 1280"})
  void aFreshmanGetsThroughAloneAndEveryPageIsGood(String locale, ColorScheme scheme, int width) {
    NewContextOptions options =
        new NewContextOptions()
            .setViewportSize(width, 800)
            .setLocale(locale)
            .setColorScheme(scheme)
            .setHasTouch(width == 360);
    try (Setting manual = campus.settings().text(locale, "campusStartManualUrl", MANUAL);
        Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Page page = visitor.page();
      Look look = new Look(page, locale, scheme);
      Newcomer newcomer = Newcomer.at(campus, StartPage.PATH, visitor, freshman);
      assertThat(page.locator(".campus strong")).hasCount(1); // have the manual beside you
      for (String[] step :
          new String[][] {
            {"START", "スタート", "Start"},
            {"SIGN_ON", "OMUID・PW確認", "OMUID and password"},
            {"PLEDGE", "注意と誓約", "Pledge"},
            {"PASSWORD", "パスワード変更", "New password"},
            {"ADDRESS", "パスワード変更", "New password"},
            {"CODE", "パスワード変更", "New password"},
            {"INTRODUCTION", "二要素認証", "Two-factor"},
            {"CONFIRM", "二要素認証", "Two-factor"},
            {"KEY", "二要素認証", "Two-factor"},
          }) {
        assertThat(newcomer.place()).isEqualTo(Place.valueOf(step[0]));
        assertThat(new StartPage(page).step().locator("> span"))
            .hasText(step[locale.equals("ja") ? 1 : 2]);
        assertThat(page.locator("footer a[href^=http]")).hasCount(2);
        look.expectGood("START_" + step[0]);
        page.setViewportSize(width, 800);
        if (newcomer.place() == Place.KEY) {
          new KeyPage(page).finish();
          assertThat(new KeyPage(page).attention()).isVisible();
          look.expectGood("START_ATTENTION");
          page.setViewportSize(width, 800);
          new KeyPage(page).no().click();
          assertThat(new KeyPage(page).attention()).hasCount(0);
        }
        newcomer.step();
      }
      new StartPage(page).isComplete(newcomer.person()).isAt(locale.equals("ja") ? "完了" : "Done");
      look.expectGood("START_COMPLETE");
      newcomer.hasEverything();
    }
    assertThat(campus.records().events(freshman, "LOGIN"))
        .anySatisfy(
            event -> {
              assertThat(event.client()).isEqualTo("start-procedure");
              assertThat(event.network()).isEqualTo("off-campus");
            });
  }

  @Test
  void everythingWorksWithScriptsOff() {
    NewContextOptions options = new NewContextOptions().setJavaScriptEnabled(false);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Newcomer newcomer = Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.KEY);
      KeyPage key = new KeyPage(visitor.page());
      String shown = key.secret();
      newcomer.enterIntoPhone();
      key.finish();
      assertThat(visitor.page().locator("h1")).hasText("注意");
      new StartPage(visitor.page()).isAt("二要素認証");
      key.no().click();
      assertThat(key.key()).hasText(shown);
      key.finish();
      key.yes().click();
      new StartPage(visitor.page()).isComplete(freshman);
      newcomer.hasEverything();
    }
  }

  @Test
  void everythingWorksInKeycloaksOwnThemeToo() {
    Newcomer done;
    try (Setting plain = campus.settings().loginTheme("keycloak.v2");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      done = Newcomer.at(campus, StartPage.PATH, visitor, freshman);
      Look.shoot(visitor.page(), "START-keycloak.v2");
      done.goOnTo(Place.COMPLETE);
      Look.shoot(visitor.page(), "COMPLETE-keycloak.v2");
    }
    done.hasEverything();
  }

  /** The same pages, wherever a freshman goes first. */
  @ParameterizedTest
  @ValueSource(strings = {Networks.OMUNET, Networks.HOME})
  void theyAreGuidedFromThePortalToo(String address) {
    try (Visitor visitor = campus.visitor(address)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer newcomer =
          Newcomer.at(campus, "/portal/login", visitor, freshman).goOnTo(Place.PLEDGE);
      page.isAt("注意と誓約");
      newcomer.goOnTo(Place.PASSWORD);
      page.isAt("パスワード変更");
      newcomer.goOnTo(Place.ADDRESS);
      page.isAt("パスワード変更");
      newcomer.goOnTo(Place.KEY);
      page.isAt("二要素認証");
      newcomer.goOnTo(Place.PORTAL);
      new PortalPage(visitor.page()).isSignedOn(freshman);
      newcomer.hasEverything();

      visitor.open(StartPage.PATH);
      newcomer.goOnTo(Place.COMPLETE);
      assertThat(page.done()).containsText("完了しています");
    }
  }

  @Test
  void aSecondUserOfTheDeviceSignsTheFirstOffAndBegins() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.COMPLETE);
      Person other = campus.people().freshman();
      visitor.open(StartPage.PATH + "/begin");
      new SignOnPage(visitor.page()).signOn(other);
      assertThat(page.error()).containsText(freshman.username());
      assertThat(campus.records().requiredActions(other)).hasSize(4);
      visitor.open(StartPage.PATH);
      visitor.page().getByText("ログアウトして、別のOMUIDで手続きを始める").click();
      visitor.page().locator("#kc-logout").click();
      assertThat(campus.records().sessions(freshman)).isEmpty();
      Newcomer newcomer = new Newcomer(campus, visitor.page(), other).goOnTo(Place.COMPLETE);
      page.isComplete(other);
      newcomer.hasEverything();
    }
  }

  /** The policy stands on the page before the first mistake; every mistake is named beside it. */
  @Test
  void aWrongNewPasswordIsExplained() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer newcomer =
          Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.PASSWORD);
      assertThat(visitor.page().locator("#password-rules li"))
          .hasText(new String[] {"10文字以上", "仮パスワードとは別のもの", "OMUIDとは別のもの"});
      String[][] mistakes = {
        {freshman.password(), freshman.password(), "仮パスワード（いまのパスワード）と同じ"},
        {"", "", "パスワードを入力してください。"},
        {"long-enough-1", "long-enough-2", "一致"},
        {"short", "short", "10"},
      };
      for (String[] mistake : mistakes) {
        page.choosePassword(mistake[0], mistake[1]);
        assertThat(page.error().first()).containsText(mistake[2]);
        page.isAt("パスワード変更");
      }
      Look.shoot(visitor.page(), "START_PASSWORD_ERROR");
      newcomer.goOnTo(Place.COMPLETE);
    }
  }

  @Test
  void aContractorIsToldWhomToAskAndGoesOn() {
    campus.users().giveRole(freshman, "external-staff");
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer newcomer =
          Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS);
      newcomer.step();
      newcomer.step();
      new RefusedPage(visitor.page()).says("受入れの教職員");
      page.yes().click();
      page.isComplete(freshman);
      assertThat(visitor.page().locator(".campus")).containsText("学外からはログインできません");
      assertThat(campus.records().requiredActions(freshman)).isEmpty();
      assertThat(campus.records().credentialIds(freshman, "otp")).isEmpty();
    }
  }

  /** The help desk gave a new provisional password: a thief of it must not choose the next. */
  @Test
  void aNewProvisionalPasswordIsReplacedAtTheService() {
    Person person = campus.people().student();
    campus.users().require(person, "UPDATE_PASSWORD");
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = expectReferredToAService(visitor, person);

      visitor.signOn(person);
      new OtpPage(visitor.page()).enter(person.code());
      assertThat(newcomer.place()).isEqualTo(Place.PASSWORD);
      newcomer.goOnTo(Place.PORTAL);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  /** Keycloak would ask for the next one here, right after the one that is too old. */
  @Test
  void aPasswordThatHasExpiredIsReplacedThereToo() {
    Person person = campus.people().student();
    try (Setting strict =
            campus.settings().realm("passwordPolicy", "forceExpiredPasswordChange(0)");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      expectReferredToAService(visitor, person);
    }
  }

  private Newcomer expectReferredToAService(Visitor visitor, Person person) {
    Newcomer newcomer = Newcomer.at(campus, StartPage.PATH, visitor, person).goOnTo(Place.SIGN_ON);
    newcomer.step();
    assertThat(newcomer.place()).isEqualTo(Place.SIGN_ON);
    assertThat(new StartPage(visitor.page()).error()).containsText("二要素認証を設定済み");
    assertThat(campus.records().sessions(person)).isEmpty();
    return newcomer;
  }

  /** People from before: nothing is asked of them that they have, and nothing is skipped. */
  @Test
  void somebodyWithoutAnyOwedActionSetsTheKeyUpHereToo() {
    Person present = campus.people().newcomer();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Newcomer newcomer =
          Newcomer.at(campus, StartPage.PATH, visitor, present).goOnTo(Place.SIGN_ON);
      newcomer.step();
      assertThat(newcomer.place()).isEqualTo(Place.ADDRESS);
      newcomer.goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
    }
  }

  @Test
  void theSessionOfTheProcedureOpensNothingOffCampus() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer =
          Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.COMPLETE);
      visitor.openPortal();
      new OtpPage(visitor.page()).isShown().enter(newcomer.person().code());
      new PortalPage(visitor.page()).isSignedOn(freshman);
    }
  }

  @Test
  void theWholeProcedureIsLight() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Traffic traffic = new Traffic(visitor.page());
      Newcomer newcomer = Newcomer.at(campus, StartPage.PATH, visitor, freshman);
      int pages = 1;
      for (; newcomer.place() != Place.COMPLETE; pages++) {
        newcomer.step();
      }
      assertThat(pages).isLessThanOrEqualTo(BUDGET_PAGES);
      assertThat(traffic.bytes()).as("bytes, with nothing cached").isBetween(1L, BUDGET_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/complete",
        "/complete?code=x&state=y",
        "/complete?error=access_denied&state=y",
        "/complete?error=%3Cscript%3E"
      })
  void nobodyIsToldThatTheyAreDoneWhoIsNot(String path) {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open(StartPage.PATH + path);
      assertThat(visitor.page()).hasURL(Pattern.compile(StartPage.PATH + "$"));
      assertThat(new StartPage(visitor.page()).next()).isVisible();
      assertThat(new StartPage(visitor.page()).error()).hasCount(0);
    }
  }

  /** A request's own wish would else be granted to a thief of the password. */
  @Test
  void noOtherActionIsStartedThroughTheProcedure() {
    Person person = campus.people().student();
    OidcClient procedure = OidcClient.named("start-procedure", campus);
    for (String action : List.of("campus-otp-delete", "campus-otp-show", "UPDATE_PASSWORD")) {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.open(procedure.authorization("kc_action", action));
        new SignOnPage(visitor.page()).signOn(person);
        new StartPage(visitor.page()).isComplete(person);
      }
    }
    assertThat(campus.mail().count(person.recoveryEmail())).isZero();
  }
}
