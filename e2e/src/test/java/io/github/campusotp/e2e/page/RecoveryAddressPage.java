package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Asks for a private mail address. */
public record RecoveryAddressPage(Page page) {
  public Locator field() {
    return page.locator("input[name=recoveryEmail]");
  }

  public Locator error() {
    return page.locator("#campus-recoveryEmail-error");
  }

  public Locator backButton() {
    return page.locator("[name=back]");
  }

  public RecoveryAddressPage isShown() {
    assertThat(field()).isVisible();
    return this;
  }

  public RecoveryAddressPage enter(String address) {
    isShown();
    field().fill(address);
    page.locator("[name=confirm]").click();
    return this;
  }
}
