package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Secrets;
import java.time.Instant;

/** 2. 再設定メールを送信: asks for the mailed code. */
public record CodePage(Page page) {
  public Locator destination() {
    return page.locator("#mail-destination");
  }

  public Locator field() {
    return page.locator("input[name=code]");
  }

  public Locator error() {
    return page.locator(".campus-error");
  }

  /** What is said about the mail instead of about the code. */
  public Locator message() {
    return page.locator("main .alert");
  }

  public Locator expiry() {
    return page.locator("#campus-expiry");
  }

  /** How long until the next mail can be sent. */
  public Locator resendWait() {
    return page.locator("[data-holds=resend]");
  }

  public Locator resendButton() {
    return page.locator("[name=resend]");
  }

  public Locator backButton() {
    return page.locator("[name=back]");
  }

  public CodePage isShown() {
    assertThat(destination()).isVisible();
    return this;
  }

  /** Sends the mail again where the pause after another one kept the page from it. */
  public CodePage withCode() {
    isShown();
    return field().count() == 0 ? resend() : this;
  }

  public CodePage enter(String code) {
    isShown();
    Secrets.SEEN.code(code);
    field().fill(code);
    page.locator("[name=verify]").click();
    return this;
  }

  /** Sends the mail again, as soon as the page lets. */
  public CodePage resend() {
    isShown();
    NextPage.after(page, () -> resendButton().click());
    return this;
  }

  /** Waits until the server says that there is no code any more. */
  public CodePage untilExpired() {
    assertThat(expiry()).containsText("有効期限が切れました");
    Instant deadline = Instant.now().plusSeconds(20);
    while (field().count() > 0 && Instant.now().isBefore(deadline)) {
      page.reload();
      isShown();
    }
    assertThat(field()).hasCount(0);
    return this;
  }

  public void back() {
    backButton().click();
  }
}
