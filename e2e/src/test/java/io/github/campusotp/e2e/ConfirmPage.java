package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** 3. 最終確認: the last page before something is done. */
record ConfirmPage(Page page) {
  Locator button() {
    return page.locator(".campus > form.campus-buttons > [name=confirm]");
  }

  Locator text() {
    return page.locator(".campus");
  }

  Locator backButton() {
    return page.locator("[name=back]");
  }

  ConfirmPage isShown() {
    assertThat(button()).isVisible();
    return this;
  }

  void confirm() {
    isShown();
    page.waitForNavigation(() -> button().click());
  }

  void back() {
    backButton().click();
  }
}
