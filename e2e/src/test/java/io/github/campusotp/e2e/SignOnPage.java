package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** OMUID and password. */
record SignOnPage(Page page) {
  Locator username() {
    return page.locator("input[name=username]");
  }

  Locator password() {
    return page.locator("input[name=password]");
  }

  SignOnPage isShown() {
    assertThat(password()).isVisible();
    return this;
  }

  void signOn(Person person) {
    signOn(person.username(), person.password());
  }

  void signOn(String omuid, String secret) {
    isShown();
    if (username().isVisible()) {
      username().fill(omuid);
    }
    password().fill(secret);
    page.locator("[name=login]").click();
  }
}
