package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;

/** The demo's service that always asks for a second factor. */
public record PayrollPage(Page page) {
  public PayrollPage isSignedOn(Person person) {
    assertThat(page.locator("#payroll-user")).containsText(person.username());
    assertThat(page.locator("#payroll-acr")).hasText("https://refeds.org/profile/mfa");
    return this;
  }
}
