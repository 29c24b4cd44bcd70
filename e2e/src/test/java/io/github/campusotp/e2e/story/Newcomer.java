package io.github.campusotp.e2e.story;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Visitor;
import java.util.stream.Stream;

/**
 * Somebody new, who does on each page what it asks for, whichever page it is and however they came
 * to it.
 */
final class Newcomer {
  private static final int PATIENCE = 15;

  /** What a page is known by. */
  enum Place {
    EXPIRED("#loginContinueLink"),
    COMPLETE("[data-page-id=login-campus-complete]"),
    START("[data-page-id=login-campus-start]"),
    RESUME("[data-page-id=login-campus-resume]"),
    SIGN_ON("input[name=password]"),
    PLEDGE("#kc-accept"),
    PASSWORD("#password-new"),
    ADDRESS("input[name=recoveryEmail]"),
    CODE("#mail-destination"),
    KEY("#setup-key"),
    CONFIRM(".campus > form.campus-buttons > [name=confirm]"),
    MENU(".campus-menu"),
    PORTAL("#portal-user");

    private final String mark;

    Place(String mark) {
      this.mark = mark;
    }

    private static String any() {
      return String.join(", ", Stream.of(values()).map(place -> place.mark).toList());
    }
  }

  private final Campus campus;
  private final Page page;
  private Person person;

  Newcomer(Campus campus, Visitor visitor) {
    this(campus, visitor.page(), campus.people().newcomer());
  }

  Newcomer(Campus campus, Page page, Person person) {
    this.campus = campus;
    this.page = page;
    this.person = person;
  }

  /** As they are now: with the address and the key that they have come by. */
  Person person() {
    return person;
  }

  Place place() {
    page.locator(Place.any()).first().waitFor();
    return Stream.of(Place.values())
        .filter(place -> page.locator(place.mark).count() > 0)
        .findFirst()
        .orElseThrow();
  }

  /** Does what the page asks for. */
  void step() {
    switch (place()) {
      case EXPIRED -> go(() -> page.locator(Place.EXPIRED.mark).click());
      case START -> go(() -> new StartPage(page).next().click());
      case RESUME -> go(() -> new StartPage(page).yes().click());
      case PLEDGE -> go(() -> new StartPage(page).pledge().click());
      case PASSWORD -> {
        String chosen = "本パスワード-" + person.username();
        go(() -> new StartPage(page).choosePassword(chosen, chosen));
        person = person.withPassword(chosen);
      }
      case SIGN_ON -> go(() -> new SignOnPage(page).signOn(person));
      case ADDRESS -> {
        person = person.withRecoveryEmail(person.username() + "@example.org");
        go(() -> new RecoveryAddressPage(page).enter(person.recoveryEmail()));
      }
      case CODE -> {
        CodePage code = new CodePage(page).withCode();
        go(() -> code.enter(campus.mail().code(person.recoveryEmail())));
      }
      case CONFIRM -> go(() -> new ConfirmPage(page).confirm());
      case KEY -> {
        enterIntoPhone();
        leave(new KeyPage(page));
      }
      case MENU -> go(() -> new MenuPage(page).link(MenuPage.SETUP).click());
      case PORTAL, COMPLETE -> throw new AssertionError("Nothing is asked for any more");
      default -> throw new AssertionError();
    }
  }

  /** The key that the page shows, without going on. */
  void enterIntoPhone() {
    person = person.withKey(new KeyPage(page).scan().secret());
  }

  private void leave(KeyPage key) {
    if (key.yes().count() > 0) {
      key.finish();
      go(() -> key.yes().click());
    } else if (key.finishButton().count() > 0) {
      go(key::finish);
    } else {
      go(() -> key.tryCode(person.code()));
    }
  }

  private void go(Runnable click) {
    page.waitForNavigation(click);
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
