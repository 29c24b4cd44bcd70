package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class PolicySettingsIT {
  private final Campus campus;

  PolicySettingsIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void theNextSignOnObeysTheConsoleWhichRefusesABadList() {
    Person administrator = campus.people().administrator();
    String before = campus.settings().policy("networks");
    try (Setting networks = campus.settings().policy("networks", before);
        Visitor office =
            campus.visitor(Networks.HOME, new NewContextOptions().setLocale("en-US"))) {
      openActions(office, administrator);
      Page page = office.page();
      Locator field = networks(page, "Settings", "Campus networks");
      save(page, field, "Library = 203.0.113.0/24\n");
      assertThat(field).isHidden();
      assertThat(networkOf(Networks.HOME)).isEqualTo("Library");

      field = networks(page, "Settings", "Campus networks");
      save(page, field, "Lab = 198.51.100.0/24\nLibrary = 203.0.113.7/24\n");
      assertThat(page.getByText("networks: line 2, \"Library = 203.0.113.7/24\"")).isVisible();
      assertThat(page.getByText("write 203.0.113.0/24.")).isVisible();
      Look.shoot(page, "CONSOLE-refused");
      assertThat(networkOf(Networks.HOME)).as("the old list").isEqualTo("Library");
      expectYellowPage("198.51.100.20");
    }
  }

  @Test
  void theJapaneseConsoleNamesTheSettingsInJapanese() {
    try (Visitor office = campus.visitor(Networks.HOME)) {
      openActions(office, campus.people().administrator());
      assertThat(networks(office.page(), "設定", "学内ネットワーク")).isVisible();
      assertThat(office.page().getByText("ワンタイムパスワードの有効時間（秒）")).isVisible();
      assertThat(office.page().getByText("campusSetting")).hasCount(0);
      Look.shoot(office.page(), "CONSOLE-ja");
    }
  }

  @Test
  void theApiRefusesABadPolicyAndTheOldOneStays() {
    String before = campus.settings().policy("networks");
    for (List<String> bad :
        List.of(
            List.of("networks", "Library = 203.0.113.0/24\n!Lab = 203.0.113.77/24", "line 2, "),
            List.of("trustedProxies", "proxy.example", "line 1, "),
            List.of("otpMaxAge", "eight hours", "write whole seconds"),
            List.of("alwaysSecondFactor", "external-staff\n/gone", "line 2, "))) {
      assertThatThrownBy(() -> campus.settings().policy(bad.get(0), bad.get(1)))
          .hasMessageContaining(": 400 ")
          .hasMessageContaining(bad.get(0) + ": " + bad.get(2));
    }
    assertThat(campus.settings().policy("networks")).isEqualTo(before);
    assertThat(networkOf(Networks.EDUROAM)).isEqualTo("eduroam");
  }

  @Test
  void aBadListThatWasImportedOpensNoDoorAndIsLoggedOnce() {
    long log = campus.logged();
    String badLine = "Laboratory = 198.51.100.7/24";
    String library = "Library = 203.0.113.0/24\n";
    try (Setting list = campus.settings().uncheckedPolicy("networks", library + badLine)) {
      assertThat(networkOf(Networks.HOME)).isEqualTo("Library");
      expectYellowPage("198.51.100.20");
      assertThat(complaints(log, badLine))
          .as("once for two sign-ons")
          .singleElement()
          .asString()
          .contains("line 2", "198.51.100.0/24");

      campus.settings().uncheckedPolicy("networks", library + "!Lab = 203.0.113.77/24");
      expectYellowPage(Networks.HOME);
    }
  }

  @Test
  void matchWhenOnCampusAsksOnCampusOnly() {
    try (Setting turned = campus.settings().matchOnCampus()) {
      expectYellowPage(Networks.EDUROAM);
      assertThat(networkOf(Networks.HOME)).isEqualTo("off-campus");
    }
  }

  @Test
  void aUserWhoIsAlwaysAskedReadsWhyOnCampus() {
    Person administrator = campus.people().administrator();
    String role = "realm-management.realm-admin";
    try (Setting always = campus.settings().policy("alwaysSecondFactor", role);
        Visitor visitor = campus.visitor(Networks.EDUROAM)) {
      visitor.signOn(administrator);
      OtpPage page = new OtpPage(visitor.page()).isShown();
      assertThat(page.panel()).containsText("学内からのログインでもワンタイムパスワードの入力が必要です");
      assertThat(page.panel()).not().containsText("学外");
      Look.shoot(visitor.page(), "OTP-always");
      page.enter(administrator.code());
      new PortalPage(visitor.page()).isSignedOn(administrator);
      assertThat(campus.records().lastLogin(administrator).details())
          .containsEntry("campus_network", "eduroam")
          .containsEntry("level", "2")
          .containsEntry("level_reason", "person: " + role)
          .containsEntry("second_factor", "otp");
      assertThat(networkOf(Networks.EDUROAM)).as("another user").isEqualTo("eduroam");
    }
  }

  @Test
  void anOtpLastsAsLongAsIsSetAndNoLonger() {
    Person person = campus.people().student();
    try (Setting hour = campus.settings().policy("otpMaxAge", "3600");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      PortalPage portal = visitor.signOnWithCode(person);
      visitor.openPortal();
      portal.isSignedOn(person);
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("session");

      campus.settings().policy("otpMaxAge", "1");
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
    try (Setting words = campus.settings().uncheckedPolicy("otpMaxAge", "eight hours");
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

  private static void openActions(Visitor office, Person administrator) {
    Page page = office.open("/admin/omu/console/#/omu/authentication/required-actions");
    new SignOnPage(page).signOn(administrator);
    new OtpPage(page).enter(administrator.code());
  }

  private static Locator networks(Page page, String settings, String networks) {
    page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText("Campus: networks and levels"))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(settings))
        .click();
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(networks).setExact(true));
  }

  private static void save(Page page, Locator field, String networks) {
    field.fill(networks);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).click();
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
