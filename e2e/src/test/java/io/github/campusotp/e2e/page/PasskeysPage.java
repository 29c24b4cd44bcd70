package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** パスキー: those that are registered, and a button for another. */
public record PasskeysPage(Page page) {
  public PasskeysPage isShown() {
    assertThat(page.locator("#register")).hasCount(1);
    return this;
  }

  public Locator listed() {
    return page.locator("#passkeys li");
  }

  public Locator registerButton() {
    return page.locator("#register-passkey");
  }

  /** With the authenticator that the browser has. */
  public void register(String name) {
    isShown();
    page.onceDialog(dialog -> dialog.accept(name));
    registerButton().click();
  }

  public void remove(String name) {
    listed().filter(new Locator.FilterOptions().setHasText(name)).locator("button").click();
  }

  public void done() {
    page.locator("[name=confirm][value=done]").click();
  }
}
