package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.NextPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Visitor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enter pressed twice, milliseconds apart: nothing is lost, with scripts and without. */
@ExtendWith(Campus.Resolver.class)
class PressedTwiceIT {
  private static final int TIMES = 3;

  private final Campus campus;

  PressedTwiceIT(Campus campus) {
    this.campus = campus;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRightCodeLetsInOnce(boolean scripts) {
    for (int time = 0; time < TIMES; time++) {
      Person person = campus.people().student();
      try (Visitor visitor = visitor(Networks.HOME, scripts)) {
        visitor.signOn(person);
        type(new OtpPage(visitor.page()).isShown().field(), person.code());
        pressTwice(visitor.page());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person)).returns("otp", Event::secondFactor);
      assertThat(campus.records().events(person, "LOGIN_ERROR")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLastConfirmationShowsTheOneKey(boolean scripts) {
    for (int time = 0; time < TIMES; time++) {
      Person person = campus.people().student();
      try (Visitor visitor = visitor(Networks.OMUNET, scripts)) {
        Page page = visitor.page();
        Enrolment enrolment = Enrolment.at(campus, visitor, MenuPage.REISSUE, person);
        enrolment.proveMailbox(person);
        new ConfirmPage(page).isShown().button().focus();
        pressTwice(page);
        Person renewed = enrolment.enterIntoPhone(person);
        assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
        leave(new KeyPage(page).finishButton(), scripts, new KeyPage(page)::finish);
        new MenuPage(page).isShown();
        visitor.moveTo(Networks.HOME).openPortal();
        new OtpPage(page).enter(renewed.code());
        new PortalPage(page).isSignedOn(person);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thePasswordOfASiteLeadsOn(boolean scripts) {
    for (int time = 0; time < TIMES; time++) {
      Person person = campus.people().student();
      try (Visitor visitor = visitor(Networks.OMUNET, scripts)) {
        visitor.open(MenuPage.SHOW);
        new ManagementPage(visitor.page()).isShown();
        new SignOnPage(visitor.page()).username().fill(person.username());
        type(new SignOnPage(visitor.page()).password(), person.password());
        pressTwice(visitor.page());
        goOn(visitor.page());
        CodePage code = new CodePage(visitor.page()).isShown();
        leave(
            visitor.page().locator("#mail-destination"),
            scripts,
            () -> code.enter(campus.mail().code(person.recoveryEmail())));
        new KeyPage(visitor.page()).isShown();
      }
      assertThat(campus.records().events(person, "LOGIN_ERROR")).isEmpty();
    }
  }

  /** Off campus, where the sign-on waits for the new key's first code. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstCodeLetsIn(boolean scripts) {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = visitor(Networks.HOME, scripts)) {
      visitor.signOn(person);
      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      type(new KeyPage(visitor.page()).firstCode(), equipped.code());
      pressTwice(visitor.page());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
  }

  private Visitor visitor(String address, boolean scripts) {
    return campus.visitor(address, new NewContextOptions().setJavaScriptEnabled(scripts));
  }

  private static void type(Locator field, String text) {
    Secrets.SEEN.code(text);
    field.fill(text);
    field.focus();
  }

  private static void pressTwice(Page page) {
    page.keyboard().press("Enter");
    page.keyboard().press("Enter");
  }

  /**
   * Leaves the page that was shown after two presses. A browser without scripts shows the first
   * answer if that comes just as the second request leaves. Keycloak has then spent the code of the
   * page shown, takes nothing from it, and shows it once more.
   *
   * @param sign that it is that page
   */
  private static void leave(Locator sign, boolean scripts, Runnable leaving) {
    NextPage.after(sign.page(), leaving);
    if (!scripts && sign.isVisible()) {
      leaving.run();
    }
  }

  /** Without scripts Keycloak's own page may come in between, and once more behind its link. */
  private static void goOn(Page page) {
    Locator link = page.locator("#loginContinueLink");
    for (int pages = 0; pages < 2; pages++) {
      page.locator("#mail-destination").or(link).first().waitFor();
      if (link.count() > 0) {
        NextPage.after(page, link::click);
      }
    }
  }
}
