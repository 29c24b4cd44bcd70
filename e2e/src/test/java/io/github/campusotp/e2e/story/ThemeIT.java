package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OfficePage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.Traffic;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages: light, readable by everybody, the same without scripts; pictures go to target/shots.
 */
@ExtendWith(Campus.Resolver.class)
class ThemeIT {
  private static final Pattern OURS = Pattern.compile("/(campus|omu|office)\\.(css|js)$");
  private static final Pattern VERSIONED =
      Pattern.compile("^200 .*/(campus|omu)-\\d[^/]*/(css|js|office)/");

  private final Campus campus;
  private final Person person;

  ThemeIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
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
    /** Keycloak's own, for a device that shows a code (RFC 8628). */
    DEVICE {
      @Override
      void open(Visitor visitor, Person person) {
        visitor.open("/realms/omu/device");
        assertThat(visitor.page().locator("#device-user-code")).isVisible();
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

  /** Colours do not depend on the language, nor lengths on the colours. */
  @ParameterizedTest
  @EnumSource
  void axeFindsNothingInAnySizeLanguageOrScheme(Place place) {
    expectGood(place, "ja", ColorScheme.LIGHT);
    expectGood(place, "en", ColorScheme.DARK);
  }

  private void expectGood(Place place, String locale, ColorScheme scheme) {
    NewContextOptions options =
        new NewContextOptions().setViewportSize(320, 640).setColorScheme(scheme).setLocale(locale);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      place.open(visitor, campus.people().student());
      new Look(visitor.page(), locale, scheme).expectGood(place.name());
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
      Traffic traffic = new Traffic(visitor.page());
      if (place == Place.OTP) {
        new SignOnPage(visitor.page()).signOn(person);
        new OtpPage(visitor.page()).isShown();
      } else {
        place.open(visitor, person);
      }
      traffic.expectWithinBudget();
    }
  }

  /** Browsers keep them for 30 days, Keycloak compressed ones until it is a new version itself. */
  @ParameterizedTest
  @ValueSource(strings = {"omu", "keycloak.v2"})
  void ourFilesHaveAddressesOfTheirVersion(String theme) {
    List<String> files = new ArrayList<>();
    try (Setting used = campus.settings().loginTheme(theme);
        Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.page().onResponse(answer -> files.add(answer.status() + " " + answer.url()));
      visitor.signOn(person);
      new OtpPage(visitor.page()).isShown();
      visitor.open(OfficePage.PATH);
    }
    assertThat(files)
        .filteredOn(OURS.asPredicate())
        .hasSizeGreaterThan(3)
        .allMatch(VERSIONED.asPredicate());
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
    try (Setting plain = campus.settings().loginTheme("keycloak.v2");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      OtpPage page = new OtpPage(visitor.page()).isShown();
      assertThat(page.panel()).hasCSS("background-color", "rgb(255, 230, 128)");
      Look.shoot(visitor.page(), "OTP-keycloak.v2");
      page.enter(person.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  /** All that a browser with an empty cache loads until the yellow page. */
  @Test
  void aSignOnWeighsATenthOfWhatItDoesInKeycloaksOwnTheme() {
    long ours = bytesToYellowPage();
    try (Setting plain = campus.settings().loginTheme("keycloak.v2")) {
      assertThat(bytesToYellowPage()).as("ours is %d bytes", ours).isGreaterThan(10 * ours);
    }
  }

  private long bytesToYellowPage() {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Traffic traffic = new Traffic(visitor.page());
      visitor.signOn(person);
      new OtpPage(visitor.page()).isShown();
      return traffic.bytes();
    }
  }
}
