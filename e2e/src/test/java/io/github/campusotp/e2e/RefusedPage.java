package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Says why something cannot be done here, and whom to ask. */
record RefusedPage(Page page) {
  Locator reason() {
    return page.locator(".campus > p[role=alert]");
  }

  Locator backButton() {
    return page.locator("[name=back]");
  }

  RefusedPage says(String words) {
    assertThat(reason()).containsText(words);
    return this;
  }

  void back() {
    backButton().click();
  }
}
