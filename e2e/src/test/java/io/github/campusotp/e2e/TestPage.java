package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** 二要素認証テスト用ページ. */
record TestPage(Page page) {
  static final String PATH = MenuPage.PATH + "/test";

  Locator outcome() {
    return page.locator(".campus > [role=status]");
  }

  Locator details() {
    return page.locator(".campus > dl");
  }

  Locator again() {
    return page.locator("a[href$='again=1']");
  }

  TestPage says(String words) {
    assertThat(outcome()).containsText(words);
    return this;
  }
}
