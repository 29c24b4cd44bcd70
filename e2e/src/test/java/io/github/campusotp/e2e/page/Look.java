package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * How a page looks to those who open it; pictures go to target/shots, where they are wanted.
 *
 * @param page the open page
 * @param locale the language it should be in
 * @param scheme light or dark
 */
public record Look(Page page, String locale, ColorScheme scheme) {
  /** Half a megabyte, which a page is given once: the library's builder would for each look. */
  private static final String AXE = axe();

  private static final boolean PICTURES = Boolean.getBoolean("campus.pictures");
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
      assertThat(violations(page, ":root")).as(variant).isEmpty();
    }
  }

  /** What axe finds wrong in a part of the page; our pages are one frame each. */
  @SuppressWarnings("unchecked") // strings, as the script says
  public static List<String> violations(Page page, String part) {
    if (!(boolean) page.evaluate("'axe' in window")) {
      page.evaluate(AXE);
    }
    return (List<String>)
        page.evaluate(
            "part => axe.run(part, { resultTypes: ['violations'] }).then(({ violations }) =>"
                + " violations.flatMap(({ id, nodes }) =>"
                + " nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join(' '))))",
            part);
  }

  private static String axe() {
    try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8) + "\nvoid 0";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void shoot(Page page, String name) {
    if (PICTURES) {
      Path file = Path.of("target/shots", name + ".png");
      page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(file));
    }
  }
}
