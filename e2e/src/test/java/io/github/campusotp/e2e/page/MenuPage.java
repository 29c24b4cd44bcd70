package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** 二要素認証管理システム. */
public record MenuPage(Page page) {
  public static final String PATH = "/realms/omu/mfa";
  public static final String SETUP = PATH + "/reset/request?setup=1";
  public static final String REISSUE = PATH + "/reset/request";
  public static final String SHOW = PATH + "/key";
  public static final String DELETE = PATH + "/delete";
  public static final String BACKUP_CODES = PATH + "/backup-codes";
  public static final String PASSKEYS = PATH + "/passkeys";
  public static final String ADDRESS = PATH + "/address";

  /** What became of the last action. */
  public Locator result() {
    return page.locator(".campus > [role=status]");
  }

  public Locator link(String path) {
    return page.locator(".campus-menu a[href$='" + path + "']");
  }

  public MenuPage isShown() {
    assertThat(page.locator(".campus-menu")).isVisible();
    return this;
  }

  public MenuPage says(String words) {
    isShown();
    assertThat(result()).containsText(words);
    return this;
  }

  public MenuPage saysNothing() {
    isShown();
    assertThat(result()).hasCount(0);
    return this;
  }
}
