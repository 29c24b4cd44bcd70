package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;

/** The demo's service that always asks for a second factor. */
public record PayrollPage(Page page) {
  public PayrollPage isSignedOn(Person person) {
    return isSignedOn(person, "https://refeds.org/profile/mfa");
  }

  /**
   * @param level its name, as the service heard it
   */
  public PayrollPage isSignedOn(Person person, String level) {
    assertThat(page.locator("#payroll-user")).containsText(person.username());
    assertThat(page.locator("#payroll-acr")).hasText(level);
    return this;
  }
}
