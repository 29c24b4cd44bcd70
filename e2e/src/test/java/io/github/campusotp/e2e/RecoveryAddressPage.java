package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Asks for a private mail address. */
record RecoveryAddressPage(Page page) {
  Locator field() {
    return page.locator("input[name=recoveryEmail]");
  }

  Locator error() {
    return page.locator("#campus-recoveryEmail-error");
  }

  Locator backButton() {
    return page.locator("[name=back]");
  }

  RecoveryAddressPage isShown() {
    assertThat(field()).isVisible();
    return this;
  }

  RecoveryAddressPage enter(String address) {
    isShown();
    field().fill(address);
    page.locator("[name=confirm]").click();
    return this;
  }
}
