package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** 二要素認証設定: what a first key is for, before it is set up. */
public record IntroductionPage(Page page) {
  public Locator beginButton() {
    return page.locator("[name=begin]");
  }

  /** Why just now: off campus only. */
  public Locator why() {
    return page.locator(".campus > .campus-note");
  }

  public Locator omuid() {
    return page.locator("#omuid");
  }

  /** Back to OMUID and password. */
  public Locator signOnAgain() {
    return page.locator("form a.button");
  }

  public IntroductionPage isShown() {
    assertThat(beginButton()).isVisible();
    return this;
  }

  public void begin() {
    isShown();
    NextPage.after(page, beginButton()::click);
  }
}
