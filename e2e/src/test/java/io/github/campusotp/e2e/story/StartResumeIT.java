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
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.page.TestPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import io.github.campusotp.e2e.story.Newcomer.Place;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** 利用開始手続き in several goes: what is left open, what is kept, and when it is complete. */
@ExtendWith(Campus.Resolver.class)
class StartResumeIT {
  private static final String[] RESUMED = {"注意と誓約", "パスワード変更", "パスワード再発行用メールアドレスの登録", "二要素認証"};

  private final Campus campus;
  private final Person freshman;

  StartResumeIT(Campus campus) {
    this.campus = campus;
    this.freshman = campus.people().freshman();
  }

  /** FAQ 1 and 13, wherever a user closed the window, in a browser that knows nothing of it. */
  @ParameterizedTest
  @EnumSource(names = {"PLEDGE", "PASSWORD", "ADDRESS", "CODE", "INTRODUCTION", "CONFIRM", "KEY"})
  void whoeverStopsGoesOnWhereTheyStopped(Place last) {
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1")) {
      Newcomer stopped;
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        stopped = Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(last);
        if (last == Place.KEY) {
          stopped.enterIntoPhone();
        } else {
          stopped.step();
        }
      }
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        Newcomer newcomer = comesBack(visitor, stopped.person());
        newcomer.step();
        assertThat(newcomer.place())
            .isEqualTo(
                switch (last) {
                  case PLEDGE -> Place.PASSWORD;
                  case PASSWORD, ADDRESS -> Place.ADDRESS;
                  case CODE, INTRODUCTION -> Place.INTRODUCTION;
                  default -> Place.CODE; // of the key that was shown
                });
        newcomer.goOnTo(Place.KEY);
        if (last == Place.KEY) {
          assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(stopped.person().secret());
        }
        newcomer.goOnTo(Place.COMPLETE).hasEverything();
      }
    }
  }

  /** To the question whether to go on. */
  private Newcomer comesBack(Visitor visitor, Person stopped) {
    Newcomer newcomer = Newcomer.at(campus, StartPage.PATH, visitor, stopped).goOnTo(Place.SIGN_ON);
    newcomer.step();
    assertThat(newcomer.place()).isEqualTo(Place.RESUME);
    assertThat(visitor.page().locator("h1")).hasText("以前に中断した手順から再開しますか？");
    return newcomer;
  }

  /** The app store opened another browser: nothing is registered yet, and the key is lost to it. */
  @Test
  void aKeyThatNoAppHasYetIsShownAgainBehindACode() {
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1")) {
      Newcomer stopped;
      String shown;
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        stopped = Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.KEY);
        shown = new KeyPage(visitor.page()).secret();
        visitor.open(StartPage.COMPLETE);
        assertThat(stopped.place()).as("not complete").isEqualTo(Place.START);
      }
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        StartPage page = new StartPage(visitor.page());
        Newcomer newcomer = comesBack(visitor, stopped.person());
        assertThat(visitor.page().locator("dd")).hasText(RESUMED);
        newcomer.step();
        page.isAt("二要素認証");
        String subject =
            campus.mail().await(newcomer.person().recoveryEmail(), Mail::hasCode).subject();
        assertThat(subject).isEqualTo("[OMU二要素認証]二要素認証の再設定のご案内");
        newcomer.step();
        assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(shown);
        assertThat(campus.records().credentialIds(freshman, "otp")).hasSize(1);
        newcomer.step();
        page.isComplete(freshman);
        assertThat(visitor.page().locator("main")).containsText("認証アプリにまだ登録していない方は");
        newcomer.hasEverything();
      }
    }
    assertThat(campus.records().events(freshman, "UPDATE_CREDENTIAL"))
        .filteredOn(event -> "otp".equals(event.details().get("credential_type")))
        .as("the password is the other one")
        .hasSize(1);
  }

  /** A right code says as well that an app has the key, wherever it is typed. */
  @Test
  void aRightCodeAtAServiceCompletesTheProcedureToo() {
    Newcomer stopped;
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      stopped = Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.KEY);
      stopped.enterIntoPhone();
    }
    stopped.hasEverything();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer.at(campus, StartPage.PATH, visitor, stopped.person()).goOnTo(Place.COMPLETE);
      assertThat(new StartPage(visitor.page()).done()).containsText("完了しています");
    }
  }

  /** The manual's Step 4, in a second tab while the first one waits at the key. */
  @Test
  void theTestPageIsTriedBeforeTheEnd() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.KEY);
      newcomer.enterIntoPhone();
      Page tab =
          visitor.page().waitForPopup(() -> visitor.page().locator("a[href$='/mfa/test']").click());
      new SignOnPage(tab).signOn(newcomer.person());
      new OtpPage(tab).enter(newcomer.person().code());
      new TestPage(tab).says("二要素認証は正しく設定されています");
      tab.close();
      newcomer.step();
      new StartPage(visitor.page()).isComplete(freshman);
    }
  }

  @Test
  void beginningAgainPledgesAgainAndKeepsWhatIsSecured() {
    Person stopped;
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      stopped =
          Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS).person();
    }
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer newcomer =
          Newcomer.at(campus, StartPage.PATH, visitor, stopped).goOnTo(Place.RESUME);
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
      stopped =
          Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS).person();
    }
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      StartPage page = new StartPage(visitor.page());
      Look look = new Look(visitor.page(), locale, scheme);
      Newcomer newcomer =
          Newcomer.at(campus, StartPage.PATH, visitor, stopped).goOnTo(Place.RESUME);
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
      Newcomer newcomer =
          Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.PLEDGE);
      new StartPage(visitor.page()).decline().click();
      assertThat(visitor.page()).hasURL(Pattern.compile(StartPage.PATH + "$"));
      assertThat(new StartPage(visitor.page()).error()).containsText("誓約されなかったため");
      assertThat(campus.records().sessions(freshman)).isEmpty();
      newcomer.goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
    }
  }

  @Test
  void usersWhoHaveFinishedAreSentToTheManagementSite() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      StartPage page = new StartPage(visitor.page());
      Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.COMPLETE);
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
      stopped =
          Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS).person();
    }
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = Newcomer.at(campus, MenuPage.SETUP, visitor, stopped).goOnTo(Place.MENU);
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
      Newcomer first = Newcomer.at(campus, StartPage.PATH, visitor, freshman).goOnTo(Place.ADDRESS);
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
      Newcomer first =
          Newcomer.at(campus, "/portal/login", visitor, freshman).goOnTo(Place.ADDRESS);
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
}
