package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;

/** The demo's SAML service provider. */
record UnipaPage(Page page) {
  UnipaPage isSignedOn(Person person) {
    assertThat(page.locator("#unipa-user")).containsText(person.username());
    return this;
  }

  /** What the answer says about how it was checked who it is. */
  String context() {
    return page.locator("#unipa-context").innerText();
  }
}
