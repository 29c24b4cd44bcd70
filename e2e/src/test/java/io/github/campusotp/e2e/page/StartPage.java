package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import java.util.regex.Pattern;

/** A page of 利用開始手続き, whichever it is. */
public record StartPage(Page page) {
  public static final String PATH = "/realms/omu/start";
  public static final String COMPLETE = PATH + "/complete";

  /** Where the page stands among the steps. */
  public Locator step() {
    return page.locator(".steps [aria-current=step]");
  }

  public Locator next() {
    return page.locator(".campus-buttons a, .campus-buttons [name=confirm]");
  }

  public Locator yes() {
    return page.locator("[name=confirm]");
  }

  public Locator no() {
    return page.locator("[name=back]");
  }

  public Locator pledge() {
    return page.locator("#kc-accept");
  }

  public Locator decline() {
    return page.locator("#kc-decline");
  }

  public Locator done() {
    return page.locator(".campus-good");
  }

  public Locator error() {
    return page.locator("[role=alert]");
  }

  public void choosePassword(String password, String again) {
    Secrets.SEEN.password(password);
    page.locator("#password-new").fill(password);
    page.locator("#password-confirm").fill(again);
    page.locator("[name=login]").click();
  }

  public StartPage isComplete(Person person) {
    assertThat(page).hasURL(Pattern.compile(COMPLETE + "$"));
    assertThat(page.locator("#omuid")).hasText(person.username());
    return this;
  }

  public StartPage isAt(String words) {
    assertThat(step()).hasText(words);
    return this;
  }
}
