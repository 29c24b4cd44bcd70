package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.AnyForm;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.NextPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.server.Answers;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Visitor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A new user in a browser, who does on each page what it asks for, whichever page it is. */
final class Newcomer {
  private static final int PATIENCE = 15;

  /** What a page is known by. */
  enum Place {
    EXPIRED("login-page-expired"),
    COMPLETE("campus-complete"),
    START("campus-start"),
    RESUME("campus-resume"),
    SIGN_ON("login", "campus-sign-on"),
    PLEDGE("terms"),
    PASSWORD("login-update-password"),
    INTRODUCTION("campus-introduction"),
    ADDRESS("campus-recovery-address"),
    CODE("campus-code"),
    KEY("campus-key"),
    ATTENTION("campus-attention"),
    CONFIRM("campus-confirm"),
    MENU("campus-menu"),
    PORTAL;

    private final String mark;

    Place(String... ids) {
      mark =
          ids.length == 0
              ? "#portal-user"
              : Stream.of(ids)
                  .map("[data-page-id=login-%s]"::formatted)
                  .collect(Collectors.joining(", "));
    }

    private static String any() {
      return Stream.of(values()).map(place -> place.mark).collect(Collectors.joining(", "));
    }
  }

  private final Campus campus;
  private final Page page;
  private final Answers answers;

  Newcomer(Campus campus, Visitor visitor) {
    this(campus, visitor.page(), campus.people().newcomer());
  }

  Newcomer(Campus campus, Page page, Person person) {
    this.campus = campus;
    this.page = page;
    this.answers = new Answers(campus.mail(), person);
  }

  /** A newcomer who begins at an address. */
  static Newcomer at(Campus campus, String path, Visitor visitor, Person person) {
    visitor.open(path);
    return new Newcomer(campus, visitor.page(), person);
  }

  /** As they are now: with the address and the key that they have come by. */
  Person person() {
    return answers.person();
  }

  Place place() {
    page.locator(Place.any()).first().waitFor();
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    return Stream.of(Place.values())
        .filter(place -> page.locator(place.mark).count() > 0)
        .findFirst()
        .orElseThrow();
  }

  /** Does what the page asks for. */
  void step() {
    switch (place()) {
      case EXPIRED -> go(page.locator("#loginContinueLink"));
      case START -> go(new StartPage(page).next());
      case MENU -> go(new MenuPage(page).link(MenuPage.SETUP));
      case PORTAL, COMPLETE -> throw new AssertionError("Nothing is asked for any more");
      case CODE -> {
        new CodePage(page).withCode();
        answer();
      }
      case KEY -> {
        enterIntoPhone();
        answer();
      }
      default -> answer();
    }
  }

  /** The key that the page shows, without going on. */
  void enterIntoPhone() {
    answers.enterIntoPhone(new KeyPage(page).scan().secret());
  }

  private void answer() {
    String id =
        page.locator("[data-page-id]").getAttribute("data-page-id").replaceFirst("^login-", "");
    Locator button = new AnyForm(page).fill(answers.to(id, page.content()));
    Locator yes = new KeyPage(page).yes();
    if (id.equals("campus-key") && yes.count() > 0) {
      button.click(); // opens a dialog
      go(yes);
    } else {
      go(button);
    }
  }

  private void go(Locator click) {
    NextPage.after(page, click::click);
  }

  /** Nothing is owed any more, and a sign-on at home ends by the key. */
  void hasEverything() {
    assertThat(campus.records().requiredActions(person())).isEmpty();
    assertThat(campus.records().credentialIds(person(), "otp")).hasSize(1);
    assertThat(campus.records().recoveryEmail(person())).hasValue(person().recoveryEmail());
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOnWithCode(person());
    }
  }

  /** Goes on until that page comes. */
  Newcomer goOnTo(Place end) {
    for (int i = 0; i < PATIENCE; i++) {
      if (place() == end) {
        return this;
      }
      step();
    }
    throw new AssertionError("No " + end + " after " + PATIENCE + " pages, but " + page.url());
  }
}
