package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Secrets;

/** The yellow page. */
public record OtpPage(Page page) {
  public Locator panel() {
    return page.locator("#campus-otp");
  }

  public Locator field() {
    return page.locator("input[name=otp]");
  }

  public Locator error() {
    return page.locator("#campus-otp-error");
  }

  public OtpPage isShown() {
    assertThat(panel()).isVisible();
    return this;
  }

  public OtpPage enter(String code) {
    isShown();
    Secrets.SEEN.code(code);
    field().fill(code);
    page.locator("[name=login]").click();
    return this;
  }

  public void reset() {
    page.locator("[name=reset]").click();
  }
}
