package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an identity administrator sets is what the next sign-on obeys. */
@ExtendWith(Campus.Resolver.class)
class ConditionSettingsIT {
  private final Campus campus;

  ConditionSettingsIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void theNextSignOnObeysTheConsoleAndABadLineIsLogged() {
    long log = campus.logged();
    Person administrator = campus.people().administrator();
    String before = campus.settings().condition("networks");
    try (Setting networks = campus.settings().condition("networks", before);
        Visitor office =
            campus.visitor(Networks.HOME, new NewContextOptions().setLocale("en-US"))) {
      openFlow(office, administrator);

      save(office.page(), "Library = 203.0.113.0/24\n");
      assertThat(networkOf(Networks.HOME)).isEqualTo("Library");

      String badLine = "Laboratory = 198.51.100.7/24";
      save(office.page(), "Library = 203.0.113.0/24\n" + badLine + "\n");
      assertThat(networkOf(Networks.HOME)).isEqualTo("Library");
      expectYellowPage("198.51.100.20");
      assertThat(complaints(log, badLine))
          .as("once for two sign-ons")
          .singleElement()
          .asString()
          .contains("line 2", "198.51.100.0/24");

      save(office.page(), "Library = 203.0.113.0/24\n!Lab = 203.0.113.77/24\n");
      expectYellowPage(Networks.HOME);
    }
  }

  @Test
  void theJapaneseConsoleNamesTheSettingsInJapanese() {
    try (Visitor office = campus.visitor(Networks.HOME)) {
      openFlow(office, campus.people().administrator());
      assertThat(networks(office.page(), "設定", "学内ネットワーク")).isVisible();
      assertThat(office.page().getByText("適用する場所")).isVisible();
      assertThat(office.page().getByText("campusSetting")).hasCount(0);
      Look.shoot(office.page(), "CONSOLE-ja");
    }
  }

  @Test
  void matchWhenOnCampusAsksOnCampusOnly() {
    try (Setting turned = campus.settings().condition("matchWhen", "on-campus")) {
      expectYellowPage(Networks.EDUROAM);
      assertThat(networkOf(Networks.HOME)).isEqualTo("off-campus");
    }
  }

  @Test
  void anOtpLastsAsLongAsIsSetAndNoLonger() {
    Person person = campus.people().student();
    try (Setting hour = campus.settings().condition("otpMaxAge", "3600");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      PortalPage portal = visitor.signOnWithCode(person);
      visitor.openPortal();
      portal.isSignedOn(person);
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("session");

      campus.settings().condition("otpMaxAge", "1");
      Instant deadline = Instant.now().plusSeconds(20);
      OtpPage page = new OtpPage(visitor.page());
      while (!page.panel().isVisible() && Instant.now().isBefore(deadline)) {
        visitor.openPortal();
      }
      page.isShown();
    }
  }

  @Test
  void aLifetimeThatCannotBeReadAsksEveryTime() {
    long log = campus.logged();
    Person person = campus.people().student();
    try (Setting words = campus.settings().condition("otpMaxAge", "eight hours");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOnWithCode(person);
      visitor.openPortal();
      new OtpPage(visitor.page()).isShown();
      assertThat(complaints(log, "otpMaxAge: write whole seconds")).isNotEmpty();
    }
  }

  @Test
  void theServersInfoTellsTheVersion() {
    JsonNode providers = campus.admin().get("/admin/serverinfo").path("providers");
    for (String provider :
        List.of(
            "/authenticator/providers/campus-network-condition",
            "/required-action/providers/campus-otp-setup")) {
      assertThat(providers.at(provider + "/operationalInfo/Version").asText())
          .matches("[0-9]+[.][0-9]+[.][0-9]+.*");
    }
  }

  private List<String> complaints(long since, String about) {
    return campus.logSince(since, entry -> entry.contains(" ERROR ") && entry.contains(about));
  }

  private static void openFlow(Visitor office, Person administrator) {
    Page page = office.open("/admin/omu/console/#/omu/authentication");
    new SignOnPage(page).signOn(administrator);
    new OtpPage(page).enter(administrator.code());
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("campus browser")).click();
  }

  private static Locator networks(Page page, String settings, String networks) {
    page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText("Condition - campus network"))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(settings))
        .click();
    return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(networks));
  }

  private static void save(Page page, String networks) {
    Locator field = networks(page, "Settings", "Campus networks");
    field.fill(networks);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).click();
    assertThat(field).isHidden();
  }

  private String networkOf(String address) {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(address)) {
      visitor.signOn(person);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    return campus.records().lastLogin(person).network();
  }

  private void expectYellowPage(String address) {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(address)) {
      visitor.signOn(person);
      new OtpPage(visitor.page()).isShown();
    }
  }
}
