package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** 3. 最終確認: the last page before something is done. */
public record ConfirmPage(Page page) {
  public Locator button() {
    return page.locator(".campus > form.campus-buttons > [name=confirm]");
  }

  public Locator text() {
    return page.locator(".campus");
  }

  public Locator backButton() {
    return page.locator("[name=back]");
  }

  public ConfirmPage isShown() {
    assertThat(button()).isVisible();
    return this;
  }

  public void confirm() {
    isShown();
    NextPage.after(page, () -> button().click());
  }

  public void back() {
    backButton().click();
  }
}
