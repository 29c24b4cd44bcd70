package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The yellow page. */
record OtpPage(Page page) {
  Locator panel() {
    return page.locator("#campus-otp");
  }

  Locator field() {
    return page.locator("input[name=otp]");
  }

  Locator error() {
    return page.locator("#campus-otp-error");
  }

  OtpPage isShown() {
    assertThat(panel()).isVisible();
    return this;
  }

  OtpPage enter(String code) {
    isShown();
    Secrets.SEEN.code(code);
    field().fill(code);
    page.locator("[name=login]").click();
    return this;
  }

  void reset() {
    page.locator("[name=reset]").click();
  }
}
