package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;

/** 2. 再設定メールを送信: asks for the mailed code. */
record CodePage(Page page) {
  Locator destination() {
    return page.locator("#mail-destination");
  }

  Locator field() {
    return page.locator("input[name=code]");
  }

  Locator error() {
    return page.locator(".campus-error");
  }

  /** What is said about the mail instead of about the code. */
  Locator message() {
    return page.locator("main .alert");
  }

  Locator expiry() {
    return page.locator("#campus-expiry");
  }

  /** How long until the next mail can be sent. */
  Locator resendWait() {
    return page.locator("[data-holds=resend]");
  }

  Locator resendButton() {
    return page.locator("[name=resend]");
  }

  Locator backButton() {
    return page.locator("[name=back]");
  }

  CodePage isShown() {
    assertThat(destination()).isVisible();
    return this;
  }

  /** Sends the mail again where the pause after another one kept the page from it. */
  CodePage withCode() {
    isShown();
    return field().count() == 0 ? resend() : this;
  }

  CodePage enter(String code) {
    isShown();
    Secrets.SEEN.code(code);
    field().fill(code);
    page.locator("[name=verify]").click();
    return this;
  }

  /** Sends the mail again, as soon as the page lets. */
  CodePage resend() {
    isShown();
    page.waitForNavigation(() -> resendButton().click());
    return this;
  }

  /** Waits until the server says that there is no code any more. */
  CodePage untilExpired() {
    assertThat(expiry()).containsText("有効期限が切れました");
    Instant deadline = Instant.now().plusSeconds(20);
    while (field().count() > 0 && Instant.now().isBefore(deadline)) {
      page.reload();
      isShown();
    }
    assertThat(field()).hasCount(0);
    return this;
  }

  void back() {
    backButton().click();
  }
}
