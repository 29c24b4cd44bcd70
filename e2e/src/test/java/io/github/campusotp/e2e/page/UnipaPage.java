package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;

/** The demo's SAML service provider. */
public record UnipaPage(Page page) {
  public UnipaPage isSignedOn(Person person) {
    assertThat(page.locator("#unipa-user")).containsText(person.username());
    return this;
  }

  /** What the answer says about how it was checked who it is. */
  public String context() {
    return page.locator("#unipa-context").innerText();
  }
}
