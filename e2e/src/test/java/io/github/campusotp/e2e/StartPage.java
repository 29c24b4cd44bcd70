package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** A page of 利用開始手続き, whichever it is. */
record StartPage(Page page) {
  static final String PATH = "/realms/omu/start";
  static final String COMPLETE = PATH + "/complete";

  /** Where the page stands among the steps. */
  Locator step() {
    return page.locator(".steps [aria-current=step]");
  }

  Locator next() {
    return page.locator(".campus-buttons a, .campus-buttons [name=confirm]");
  }

  Locator yes() {
    return page.locator("[name=confirm]");
  }

  Locator no() {
    return page.locator("[name=back]");
  }

  Locator pledge() {
    return page.locator("#kc-accept");
  }

  Locator decline() {
    return page.locator("#kc-decline");
  }

  Locator done() {
    return page.locator(".campus-good");
  }

  Locator error() {
    return page.locator("[role=alert]");
  }

  void choosePassword(String password, String again) {
    Secrets.SEEN.password(password);
    page.locator("#password-new").fill(password);
    page.locator("#password-confirm").fill(again);
    page.locator("[name=login]").click();
  }

  StartPage isComplete(Person person) {
    assertThat(page).hasURL(Pattern.compile(COMPLETE + "$"));
    assertThat(page.locator("#omuid")).hasText(person.username());
    return this;
  }

  StartPage isAt(String words) {
    assertThat(step()).hasText(words);
    return this;
  }
}
