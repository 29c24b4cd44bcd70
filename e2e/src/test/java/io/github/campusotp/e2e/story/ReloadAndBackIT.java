package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import io.github.campusotp.e2e.story.Newcomer.Place;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is pressed in the browser's own bar: nobody gets stuck, and there is only one key. */
@ExtendWith(Campus.Resolver.class)
class ReloadAndBackIT {
  private static final String SITE =
      """
      sign-on, 0
      address, 1
      code, 2
      last confirmation, 3
      key, 4
      """;

  private static final String PORTAL =
      """
      sign-on, 0
      introduction, 1
      address, 2
      code, 3
      last confirmation, 4
      key, 5
      """;

  private final Campus campus;
  private final Setting quick;

  ReloadAndBackIT(Campus campus) {
    this.campus = campus;
    this.quick = campus.settings().action("campus-recovery-address", "resendWait", "1");
  }

  @AfterEach
  void restore() {
    quick.close();
  }

  private void after(int steps, Place end, Walk walk) throws IOException {
    boolean home = end == Place.PORTAL;
    try (Visitor visitor = campus.visitor(home ? Networks.HOME : Networks.OMUNET)) {
      Newcomer newcomer = new Newcomer(campus, visitor);
      visitor.open(home ? "/portal" : MenuPage.PATH);
      visitor.open(home ? "/portal/login" : MenuPage.SETUP);
      for (int i = 0; i < steps; i++) {
        newcomer.step();
      }
      walk.go(visitor.page(), newcomer);
      if (newcomer.place() == Place.MENU) {
        newcomer.step();
      }
      newcomer.goOnTo(end);
      if (!home) {
        new MenuPage(visitor.page()).says("ワンタイムパスワードを設定しました。");
      }
      expectTheOneKey(newcomer.person());
    }
  }

  /** What somebody does in between. */
  private interface Walk {
    void go(Page page, Newcomer newcomer);
  }

  private void expectTheOneKey(Person person) throws IOException {
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.HOME);
    assertThat(browser.password(person, campus.portalCallback())).matches(Answer::isYellowPage);
    assertThat(browser.submit(Map.of("otp", person.code())).isIn()).isTrue();
  }

  @Test
  void onTheSiteAReloadShowsThePageAgainAndSendsNothing() throws IOException {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open(MenuPage.SETUP);
      reloadOnTheWayTo(Place.MENU, visitor);
    }
  }

  @Test
  void toThePortalAReloadShowsThePageAgainAndSendsNothing() throws IOException {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.openPortal();
      reloadOnTheWayTo(Place.PORTAL, visitor);
    }
  }

  /** The browser then sends the form again, and Keycloak's page in between leads on. */
  @Test
  void withoutScriptsAReloadLosesNothingEither() throws IOException {
    NewContextOptions options = new NewContextOptions().setJavaScriptEnabled(false);
    try (Visitor visitor = campus.visitor(Networks.OMUNET, options)) {
      Newcomer newcomer = new Newcomer(campus, visitor);
      visitor.open(MenuPage.SETUP);
      while (newcomer.place() != Place.MENU) {
        Place place = newcomer.place();
        visitor.page().reload();
        newcomer.goOnTo(place);
        newcomer.step();
      }
      expectOneMailAndTheOneKey(newcomer.person());
    }
  }

  private void reloadOnTheWayTo(Place end, Visitor visitor) throws IOException {
    Newcomer newcomer = new Newcomer(campus, visitor);
    while (newcomer.place() != end) {
      reloadTwice(visitor.page(), newcomer);
      newcomer.step();
    }
    expectOneMailAndTheOneKey(newcomer.person());
  }

  private void expectOneMailAndTheOneKey(Person person) throws IOException {
    assertThat(campus.mail().codes(person.recoveryEmail()))
        .as("for the address and the key")
        .isEqualTo(1);
    expectTheOneKey(person);
  }

  private static void reloadTwice(Page page, Newcomer newcomer) {
    Place place = newcomer.place();
    String key = place == Place.KEY ? new KeyPage(page).secret() : "";
    for (int i = 0; i < 2; i++) {
      page.reload();
      assertThat(newcomer.place()).isEqualTo(place);
      if (place == Place.KEY) {
        assertThat(new KeyPage(page).secret()).isEqualTo(key);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SITE)
  void onTheSiteTheBackButtonLeadsNowhereWithoutAWayOn(String place, int steps) throws IOException {
    after(steps, Place.MENU, ReloadAndBackIT::back);
  }

  @ParameterizedTest
  @CsvSource(textBlock = PORTAL)
  void toThePortalTheBackButtonAlwaysLeavesAWayOn(String place, int steps) throws IOException {
    after(steps, Place.PORTAL, ReloadAndBackIT::back);
  }

  private static void back(Page page, Newcomer newcomer) {
    page.goBack();
    assertThat(page.locator("main a[href], main form, a[href]").first()).isVisible();
    if (page.url().endsWith("/portal")) {
      page.goForward();
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SITE)
  void theBackButtonAndForwardAgainLoseNothing(String place, int steps) throws IOException {
    after(
        steps,
        Place.MENU,
        (page, newcomer) -> {
          page.goBack();
          page.goForward();
        });
  }

  @Test
  void afterTheEndBackNeitherShowsTheKeyNorLosesIt() throws IOException {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Newcomer newcomer = new Newcomer(campus, visitor);
      visitor.open(MenuPage.SETUP);
      newcomer.goOnTo(Place.MENU);
      visitor.page().goBack();
      assertThat(visitor.page().locator("main a[href], main form").first()).isVisible();
      assertThat(visitor.page().content()).doesNotContain(newcomer.person().secret());
      expectTheOneKey(newcomer.person());
    }
  }

  @Test
  void theLastConfirmationPressedTwiceMakesOneKey() throws IOException {
    after(
        3,
        Place.MENU,
        (page, newcomer) -> {
          new ConfirmPage(page).button().dblclick();
          assertThat(newcomer.place()).isEqualTo(Place.KEY);
        });
  }

  /** Two tabs of one browser are two sign-ons: the key that was made last is the one. */
  @Test
  void ofTwoTabsTheLastMakesTheKeyAndTheOtherShowsNone() throws IOException {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Enrolment first = Enrolment.at(campus, visitor, MenuPage.SETUP, person);
      Person early = first.setUpKey(person);
      Page tab = visitor.newTab();
      tab.navigate(campus.front().resolve(MenuPage.SETUP).toString());
      new ManagementPage(tab).signOn(person);
      Enrolment second = new Enrolment(campus, tab);
      second.proveMailbox(person);
      ConfirmPage confirm = new ConfirmPage(tab).isShown();
      while (confirm.button().count() > 0) {
        confirm.confirm(); // counts once in five seconds, for those who press it twice
      }
      Person late = second.enterIntoPhone(person);
      assertThat(late.secret()).isNotEqualTo(early.secret());

      visitor.page().reload();
      assertThat(visitor.page().content()).doesNotContain(early.secret());
      expectTheOneKey(late);
    }
  }
}
