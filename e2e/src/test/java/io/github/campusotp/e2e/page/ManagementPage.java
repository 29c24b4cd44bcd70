package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;

/** The management site's sign-on: "1. ...", with OMUID and password. */
public record ManagementPage(Page page) {
  public Locator error() {
    return page.locator(".campus-error");
  }

  public ManagementPage isShown() {
    new SignOnPage(page).isShown();
    assertThat(page.locator("h1")).containsText("1. ");
    return this;
  }

  public ManagementPage signOn(Person person) {
    isShown();
    new SignOnPage(page).signOn(person);
    return this;
  }
}
