package io.github.campusotp.e2e.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chromium: the one that is installed, or else the one that Playwright downloads. */
public final class Browsers implements AutoCloseable {
  private static final List<String> NAMES =
      List.of(
          "chromium-headless-shell", // half the work of the others, and what Playwright downloads
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable");
  private static final List<String> QUIET =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  public Browsers() {
    Optional<Path> installed = installed();
    playwright =
        Playwright.create(
            new CreateOptions()
                .setEnv(
                    installed.isPresent()
                        ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                        : Map.of()));
    LaunchOptions options = new LaunchOptions().setArgs(QUIET).setChromiumSandbox(false);
    installed.ifPresent(options::setExecutablePath);
    browser = playwright.chromium().launch(options);
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // the admin console on two cores
  }

  public Browser browser() {
    return browser;
  }

  private static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
