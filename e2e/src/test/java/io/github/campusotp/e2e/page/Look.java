package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/**
 * How a page looks to those who open it; pictures go to target/shots.
 *
 * @param page the open page
 * @param locale the language it should be in
 * @param scheme light or dark
 */
public record Look(Page page, String locale, ColorScheme scheme) {
  private static final int NARROWEST = 320;
  private static final int[] WIDTHS = {360, 1280};

  /** One heading, nothing off the side of a small phone, and nothing that axe finds. */
  public void expectGood(String name) {
    assertThat(page.locator("html")).hasAttribute("lang", locale);
    assertThat(page.locator("h1")).hasCount(1);
    String variant = name + "-" + locale + "-" + scheme.name().toLowerCase();
    page.setViewportSize(NARROWEST, 640);
    Number overflow =
        (Number)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow.intValue()).as("%s scrolls sideways", variant).isZero();
    for (int width : WIDTHS) {
      page.setViewportSize(width, 800);
      shoot(page, variant + "-" + width);
      assertThat(axe(page).analyze().getViolations()).as(variant).isEmpty();
    }
  }

  /**
   * It looks at one frame, all that our pages are, and spares a new tab for each look; of what is
   * right it reports no more than that.
   */
  public static AxeBuilder axe(Page page) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(options).setLegacyMode(true);
  }

  public static void shoot(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions().setFullPage(true).setPath(Path.of("target/shots", name + ".png")));
  }
}
