package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Says why something cannot be done here, and whom to ask. */
public record RefusedPage(Page page) {
  public Locator reason() {
    return page.locator(".campus > p[role=alert]");
  }

  public Locator backButton() {
    return page.locator("[name=back]");
  }

  public Locator omuid() {
    return page.locator("#omuid");
  }

  /** Out, to OMUID and password, where there is no other way. */
  public Locator signOut() {
    return page.locator("form a.button");
  }

  public RefusedPage says(String words) {
    assertThat(reason()).containsText(words);
    return this;
  }

  public void back() {
    backButton().click();
  }
}
