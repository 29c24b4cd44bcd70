package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The management site's sign-on: "1. ...", with OMUID and password. */
record ManagementPage(Page page) {
  Locator error() {
    return page.locator(".campus-error");
  }

  ManagementPage isShown() {
    new SignOnPage(page).isShown();
    assertThat(page.locator("h1")).containsText("1. ");
    return this;
  }

  ManagementPage signOn(Person person) {
    isShown();
    new SignOnPage(page).signOn(person);
    return this;
  }
}
