package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** 二要素認証管理システム. */
record MenuPage(Page page) {
  static final String PATH = "/realms/omu/mfa";
  static final String SETUP = PATH + "/reset/request?setup=1";
  static final String REISSUE = PATH + "/reset/request";
  static final String SHOW = PATH + "/key";
  static final String DELETE = PATH + "/delete";
  static final String ADDRESS = PATH + "/address";

  /** What became of the last action. */
  Locator result() {
    return page.locator(".campus > [role=status]");
  }

  Locator link(String path) {
    return page.locator(".campus-menu a[href$='" + path + "']");
  }

  MenuPage isShown() {
    assertThat(page.locator(".campus-menu")).isVisible();
    return this;
  }

  MenuPage says(String words) {
    isShown();
    assertThat(result()).containsText(words);
    return this;
  }

  MenuPage saysNothing() {
    isShown();
    assertThat(result()).hasCount(0);
    return this;
  }
}
