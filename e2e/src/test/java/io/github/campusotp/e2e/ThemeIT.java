package io.github.campusotp.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages: light, readable by everybody, the same without scripts; pictures go to target/shots.
 */
@ExtendWith(Campus.Resolver.class)
class ThemeIT {
  private static final long BUDGET_BYTES = 25_000;
  private static final int BUDGET_REQUESTS = 4;

  private final Campus campus;
  private final Person person;

  ThemeIT(Campus campus) {
    this.campus = campus;
    this.person = campus.admin().student();
  }

  /** Every page of the theme that somebody may meet, and how they come to it. */
  private enum Place {
    SIGN_ON {
      @Override
      void open(Visitor visitor, Person person) {
        visitor.openPortal();
        new SignOnPage(visitor.page()).isShown();
      }
    },
    SIGN_ON_ERROR {
      @Override
      void open(Visitor visitor, Person person) {
        SIGN_ON.open(visitor, person);
        new SignOnPage(visitor.page()).signOn(person.username(), "wrong");
        assertThat(visitor.page().locator("[role=alert]").first()).isVisible();
      }
    },
    OTP {
      @Override
      void open(Visitor visitor, Person person) {
        SIGN_ON.open(visitor, person);
        new SignOnPage(visitor.page()).signOn(person);
        new OtpPage(visitor.page()).isShown();
      }
    },
    OTP_ERROR {
      @Override
      void open(Visitor visitor, Person person) {
        OTP.open(visitor, person);
        assertThat(new OtpPage(visitor.page()).enter("12345").error()).isVisible();
      }
    },
    ERROR {
      @Override
      void open(Visitor visitor, Person person) {
        visitor.open(
            "/realms/omu/protocol/openid-connect/auth?client_id=nobody&response_type=code");
      }
    },
    EXPIRED {
      @Override
      void open(Visitor visitor, Person person) {
        OTP.open(visitor, person);
        String url = visitor.page().url();
        visitor.open(url.replaceAll("execution=[^&]*", "execution=another"));
      }
    },
    LOGOUT {
      @Override
      void open(Visitor visitor, Person person) {
        OTP.open(visitor, person);
        new OtpPage(visitor.page()).enter(person.code());
        new PortalPage(visitor.page()).isSignedOn(person);
        visitor.open("/realms/omu/protocol/openid-connect/logout");
      }
    },
    INFO {
      @Override
      void open(Visitor visitor, Person person) {
        LOGOUT.open(visitor, person);
        visitor.page().locator("#kc-logout").click();
        assertThat(visitor.page().locator("#kc-logout")).hasCount(0);
      }
    };

    abstract void open(Visitor visitor, Person person);
  }

  @ParameterizedTest
  @EnumSource
  void axeFindsNothingOnAPhoneAndOnADesktopInEitherLanguageAndScheme(Place place) {
    for (String locale : new String[] {"ja", "en"}) {
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        Person someone = campus.admin().student();
        NewContextOptions options =
            new NewContextOptions()
                .setViewportSize(320, 640)
                .setColorScheme(scheme)
                .setLocale(locale);
        try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
          place.open(visitor, someone);
          Page page = visitor.page();
          assertThat(page.locator("html")).hasAttribute("lang", locale);
          assertThat(page.locator("h1")).hasCount(1);
          check(page, place, locale + "-" + scheme.name().toLowerCase());
        }
      }
    }
  }

  private static void check(Page page, Place place, String variant) {
    page.setViewportSize(320, 640);
    Number overflow =
        (Number)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow.intValue()).as("%s scrolls sideways at 320 px", place).isZero();
    for (int width : new int[] {360, 1280}) {
      page.setViewportSize(width, 800);
      page.screenshot(
          new ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/shots", place + "-" + variant + "-" + width + ".png")));
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .as("%s %s", place, variant)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN_ON", "OTP"})
  void aPageStaysWithinItsBudget(Place place) {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      if (place == Place.OTP) {
        visitor.openPortal();
        new SignOnPage(visitor.page()).isShown();
      }
      CDPSession network = visitor.page().context().newCDPSession(visitor.page());
      AtomicLong requests = new AtomicLong();
      AtomicLong bytes = new AtomicLong();
      network.send("Network.enable");
      JsonObject off = new JsonObject();
      off.addProperty("cacheDisabled", true);
      network.send("Network.setCacheDisabled", off);
      network.on("Network.requestWillBeSent", event -> requests.incrementAndGet());
      network.on(
          "Network.loadingFinished",
          event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
      if (place == Place.OTP) {
        new SignOnPage(visitor.page()).signOn(person);
        new OtpPage(visitor.page()).isShown();
      } else {
        place.open(visitor, person);
      }
      visitor.page().waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(bytes.get()).as("bytes of %s", place).isBetween(1L, BUDGET_BYTES);
      assertThat(requests.get()).as("requests of %s", place).isLessThanOrEqualTo(BUDGET_REQUESTS);
    }
  }

  @Test
  void everythingWorksWithScriptsOffAndByKeyboard() {
    NewContextOptions options = new NewContextOptions().setJavaScriptEnabled(false);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      type(visitor.openPortal(), person.username());
      visitor.page().keyboard().press("Tab");
      visitor.page().keyboard().type(person.password());
      visitor.page().keyboard().press("Enter");
      new OtpPage(visitor.page()).isShown();
      type(visitor.page(), person.code());
      visitor.page().keyboard().press("Enter");
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  /** The first field has the focus when the page opens. */
  private static void type(Page page, String text) {
    assertThat(page.locator("input:not([type=hidden])").first()).isFocused();
    page.keyboard().type(text);
  }

  @Test
  void theYellowPageWorksInKeycloaksOwnThemeToo() {
    String before = campus.admin().loginTheme("keycloak.v2");
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      OtpPage page = new OtpPage(visitor.page()).isShown();
      assertThat(page.panel()).hasCSS("background-color", "rgb(255, 230, 128)");
      visitor
          .page()
          .screenshot(
              new ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(Path.of("target/shots/OTP-keycloak.v2.png")));
      page.enter(person.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    } finally {
      campus.admin().loginTheme(before);
    }
  }
}
