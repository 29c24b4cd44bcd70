package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.MenuPage;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 利用開始手続き: from the provisional password to the key, alone, in one go or in several. */
@ExtendWith(Campus.Resolver.class)
class StartProcedureIT {
  private static final long BUDGET_BYTES = 150_000;

  private final Campus campus;
  private final Person freshman;

  StartProcedureIT(Campus campus) {
    this.campus = campus;
    this.freshman = campus.people().freshman();
  }

  private Newcomer at(String path, Visitor visitor, Person person) {
    visitor.open(path);
    return new Newcomer(campus, visitor.page(), person);
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
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Page page = visitor.page();
      Look look = new Look(page, locale, scheme);
      Newcomer newcomer = at(StartPage.PATH, visitor, freshman);
      for (String[] step :
          new String[][] {
            {"START", "スタート", "Start"},
            {"SIGN_ON", "OMUID・PW確認", "OMUID and password"},
            {"PLEDGE", "注意と誓約", "Pledge"},
            {"PASSWORD", "パスワード変更", "New password"},
            {"ADDRESS", "パスワード変更", "New password"},
            {"CODE", "パスワード変更", "New password"},
            {"CODE", "二要素認証", "Two-factor"},
            {"CONFIRM", "二要素認証", "Two-factor"},
            {"KEY", "二要素認証", "Two-factor"},
          }) {
        assertThat(newcomer.place()).isEqualTo(Place.valueOf(step[0]));
        assertThat(new StartPage(page).step().locator("> span"))
            .hasText(step[locale.equals("ja") ? 1 : 2]);
        assertThat(page.locator("footer a[href^=http]")).hasCount(2);
        look.expectGood("START_" + step[0] + (step[1].equals("二要素認証") ? "_OTP" : ""));
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

  /** FAQ 1 and 13, wherever somebody closed the window, in a browser that knows nothing of it. */
  @ParameterizedTest
  @EnumSource(names = {"PLEDGE", "PASSWORD", "ADDRESS", "CODE", "CONFIRM", "KEY"})
  void whoeverStopsGoesOnWhereTheyStopped(Place last) {
    boolean keyShown = last == Place.CONFIRM || last == Place.KEY;
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1")) {
      Person stopped;
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        Newcomer newcomer = at(StartPage.PATH, visitor, freshman).goOnTo(last);
        if (last != Place.KEY) {
          newcomer.step();
        }
        if (keyShown) { // all that is left is the goodbye
          newcomer.enterIntoPhone();
        }
        stopped = newcomer.person();
      }
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        Newcomer newcomer = at(StartPage.PATH, visitor, stopped).goOnTo(Place.SIGN_ON);
        newcomer.step();
        if (keyShown) {
          new StartPage(visitor.page()).isComplete(stopped);
          assertThat(new StartPage(visitor.page()).done()).containsText("完了しています");
        } else {
          assertThat(newcomer.place()).isEqualTo(Place.RESUME);
          assertThat(visitor.page().locator("h1")).hasText("以前に中断した手順から再開しますか？");
          newcomer.step();
          assertThat(newcomer.place())
              .isEqualTo(
                  switch (last) {
                    case PLEDGE -> Place.PASSWORD;
                    case PASSWORD, ADDRESS -> Place.ADDRESS;
                    default -> Place.CODE;
                  });
          newcomer.goOnTo(Place.COMPLETE);
        }
        newcomer.hasEverything();
      }
    }
  }

  @Test
  void beginningAgainPledgesAgainAndKeepsWhatIsSecured() {
    Person stopped;
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      stopped = at(StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS).person();
    }
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer newcomer = at(StartPage.PATH, visitor, stopped).goOnTo(Place.RESUME);
      page.no().click();
      assertThat(newcomer.place()).isEqualTo(Place.START);
      visitor.page().reload();
      assertThat(newcomer.place()).isEqualTo(Place.START);
      newcomer.step();
      assertThat(newcomer.place()).isEqualTo(Place.PLEDGE);
      assertThat(campus.records().requiredActions(stopped)).contains("TERMS_AND_CONDITIONS");
      newcomer.step();
      assertThat(newcomer.place()).as("the password stays").isEqualTo(Place.ADDRESS);
      newcomer.goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void thePagesOfThoseWhoComeBackAreGood(String locale, ColorScheme scheme) {
    NewContextOptions options =
        new NewContextOptions().setLocale(locale).setColorScheme(scheme).setViewportSize(360, 800);
    Person stopped;
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      stopped = at(StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS).person();
    }
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      StartPage page = new StartPage(visitor.page());
      Look look = new Look(visitor.page(), locale, scheme);
      Newcomer newcomer = at(StartPage.PATH, visitor, stopped).goOnTo(Place.RESUME);
      look.expectGood("START_RESUME");
      page.no().click();
      assertThat(newcomer.place()).isEqualTo(Place.START);
      look.expectGood("START_AGAIN");
      newcomer.goOnTo(Place.PLEDGE);
      page.decline().click();
      assertThat(page.error()).isVisible();
      look.expectGood("START_DECLINED");
    }
  }

  @Test
  void whoeverDoesNotPledgeIsToldAndMayBeginAgain() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = at(StartPage.PATH, visitor, freshman).goOnTo(Place.PLEDGE);
      new StartPage(visitor.page()).decline().click();
      assertThat(visitor.page()).hasURL(Pattern.compile(StartPage.PATH + "$"));
      assertThat(new StartPage(visitor.page()).error()).containsText("誓約されなかったため");
      assertThat(campus.records().sessions(freshman)).isEmpty();
      newcomer.goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
    }
  }

  @Test
  void everythingWorksWithScriptsOff() {
    NewContextOptions options = new NewContextOptions().setJavaScriptEnabled(false);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Newcomer newcomer = at(StartPage.PATH, visitor, freshman).goOnTo(Place.KEY);
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
      Newcomer newcomer = at(StartPage.PATH, visitor, freshman);
      Look.shoot(visitor.page(), "START-keycloak.v2");
      newcomer.goOnTo(Place.COMPLETE);
      Look.shoot(visitor.page(), "COMPLETE-keycloak.v2");
      done = newcomer;
    }
    done.hasEverything();
  }

  /** The same pages, wherever a freshman goes first. */
  @ParameterizedTest
  @ValueSource(strings = {Networks.OMUNET, Networks.HOME})
  void theyAreGuidedFromThePortalToo(String address) {
    try (Visitor visitor = campus.visitor(address)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer newcomer = at("/portal/login", visitor, freshman).goOnTo(Place.PLEDGE);
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
  void usersWhoHaveFinishedAreSentToTheManagementSite() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      StartPage page = new StartPage(visitor.page());
      at(StartPage.PATH, visitor, freshman).goOnTo(Place.COMPLETE);
      assertThat(page.done()).containsText("お疲れ様でした");
      visitor.open(StartPage.PATH);
      assertThat(page.done()).containsText("完了しています");
      visitor.page().locator("a[href$='/realms/omu/mfa']").click();
      new MenuPage(visitor.page()).isShown();
    }
  }

  /** FAQ 16. */
  @Test
  void whoeverSetTheKeyUpAtTheManagementSiteIsComplete() {
    Person stopped;
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      stopped = at(StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS).person();
    }
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = at(MenuPage.SETUP, visitor, stopped).goOnTo(Place.MENU);
      visitor.open(StartPage.PATH);
      newcomer.goOnTo(Place.COMPLETE);
      assertThat(new StartPage(visitor.page()).done()).containsText("完了しています");
      newcomer.hasEverything();
    }
  }

  @Test
  void aSecondTabDoesNotReplaceTheKeyOfTheFirst() {
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer first = at(StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS);
      Page tab = visitor.newTab();
      tab.navigate(campus.front().resolve(StartPage.PATH).toString());
      Newcomer second = new Newcomer(campus, tab, first.person()).goOnTo(Place.CODE);
      first.goOnTo(Place.COMPLETE);
      new CodePage(tab).field().fill("123456");
      tab.locator("[name=verify]").click();
      assertThat(second.place()).isEqualTo(Place.COMPLETE);
      first.hasEverything();
    }
  }

  @Test
  void aSecondTabAtItsCodeLeavesTheKeyOfTheFirst() {
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer first = at("/portal/login", visitor, freshman).goOnTo(Place.ADDRESS);
      Page tab = visitor.newTab();
      tab.navigate(campus.front().resolve("/portal/login").toString());
      Newcomer second = new Newcomer(campus, tab, first.person()).goOnTo(Place.CODE);
      first.goOnTo(Place.PORTAL);
      new CodePage(tab).field().fill("123456");
      tab.locator("[name=verify]").click();
      assertThat(second.place()).as("the code of the first tab does").isEqualTo(Place.PORTAL);
      first.hasEverything();
    }
  }

  @Test
  void aSecondUserOfTheDeviceSignsTheFirstOffAndBegins() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      StartPage page = new StartPage(visitor.page());
      at(StartPage.PATH, visitor, freshman).goOnTo(Place.COMPLETE);
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
      Newcomer newcomer = at(StartPage.PATH, visitor, freshman).goOnTo(Place.PASSWORD);
      assertThat(visitor.page().locator("#password-rules li"))
          .hasText(new String[] {"10文字以上", "OMUIDとは別のもの"});
      String[][] mistakes = {
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
      Newcomer newcomer = at(StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS);
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

  /** Whom the help desk gave a new provisional password: a thief of it must not choose the next. */
  @Test
  void aNewProvisionalPasswordIsReplacedAtTheService() {
    Person person = campus.people().student();
    campus.users().require(person, "UPDATE_PASSWORD");
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = at(StartPage.PATH, visitor, person).goOnTo(Place.SIGN_ON);
      newcomer.step();
      assertThat(newcomer.place()).isEqualTo(Place.SIGN_ON);
      assertThat(new StartPage(visitor.page()).error()).containsText("二要素認証を設定済み");
      assertThat(campus.records().sessions(person)).isEmpty();

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
      Newcomer newcomer = at(StartPage.PATH, visitor, person).goOnTo(Place.SIGN_ON);
      newcomer.step();
      assertThat(newcomer.place()).isEqualTo(Place.SIGN_ON);
      assertThat(new StartPage(visitor.page()).error()).containsText("二要素認証を設定済み");
      assertThat(campus.records().sessions(person)).isEmpty();
    }
  }

  /** People from before: nothing is asked of them that they have, and nothing is skipped. */
  @Test
  void somebodyWithoutAnyOwedActionSetsTheKeyUpHereToo() {
    Person present = campus.people().newcomer();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Newcomer newcomer = at(StartPage.PATH, visitor, present).goOnTo(Place.SIGN_ON);
      newcomer.step();
      assertThat(newcomer.place()).isEqualTo(Place.ADDRESS);
      newcomer.goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
    }
  }

  @Test
  void theSessionOfTheProcedureOpensNothingOffCampus() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = at(StartPage.PATH, visitor, freshman).goOnTo(Place.COMPLETE);
      visitor.openPortal();
      new OtpPage(visitor.page()).isShown().enter(newcomer.person().code());
      new PortalPage(visitor.page()).isSignedOn(freshman);
    }
  }

  @Test
  void theWholeProcedureIsLight() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Traffic traffic = new Traffic(visitor.page());
      at(StartPage.PATH, visitor, freshman).goOnTo(Place.COMPLETE);
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

  /** A request's own wish would else be granted to whoever has the password. */
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
