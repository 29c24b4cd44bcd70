package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** 二要素認証テスト用ページ. */
public record TestPage(Page page) {
  public static final String PATH = MenuPage.PATH + "/test";

  public Locator outcome() {
    return page.locator(".campus > [role=status]");
  }

  public Locator details() {
    return page.locator(".campus > dl");
  }

  public Locator again() {
    return page.locator("a[href$='again=1']");
  }

  public TestPage says(String words) {
    assertThat(outcome()).containsText(words);
    return this;
  }
}
