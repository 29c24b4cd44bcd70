package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;

/** OMUID and password. */
public record SignOnPage(Page page) {
  public Locator username() {
    return page.locator("input[name=username]");
  }

  public Locator password() {
    return page.locator("input[name=password]");
  }

  public SignOnPage isShown() {
    assertThat(password()).isVisible();
    return this;
  }

  /** Follows the link of the forgotten password, and types whose it is. */
  public void forgot(String omuid) {
    page.locator("a[href*=reset-credentials]").click();
    page.locator("#username").fill(omuid);
    page.locator("#kc-reset-password-form [type=submit]").click();
  }

  public void signOn(Person person) {
    signOn(person.username(), person.password());
  }

  public void signOn(String omuid, String secret) {
    isShown();
    if (username().isVisible()) {
      username().fill(omuid);
    }
    password().fill(secret);
    page.locator("[name=login]").click();
  }
}
