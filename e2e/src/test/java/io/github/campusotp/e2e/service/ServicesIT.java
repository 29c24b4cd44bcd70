package io.github.campusotp.e2e.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.campusotp.e2e.service.Services.AT_HOME;
import static io.github.campusotp.e2e.service.Services.ON_CAMPUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import io.github.campusotp.e2e.server.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real services, connected as docs/services.md says, and its traps. */
@Tag("services")
class ServicesIT {
  private static final String PAYROLL = "/payroll/";

  private static Services services;

  private Person person;

  @BeforeAll
  static void start() throws Exception {
    boolean possible = Services.isPossible();
    if (!possible) {
      System.err.println("docs/services.md is not tried: Apache, its modules or nginx is missing.");
    }
    assumeTrue(possible, "Apache, its modules or nginx is missing");
    services = Services.start();
  }

  @AfterAll
  static void stop() {
    if (services != null) {
      services.close();
    }
  }

  @BeforeEach
  void describe() throws Exception {
    person = admin().people().student();
    services.describe(person);
  }

  @ParameterizedTest
  @EnumSource
  void onCampusThePasswordIsAllAndTheUserIsKnown(Service service) {
    try (Guest guest = services.guest(ON_CAMPUS).signOn(service, person)) {
      Map<String, String> environment = guest.environment();
      assertThat(environment).containsEntry("REMOTE_USER", eppn());
      assertThat(environment.get(service.variable("eduPersonPrincipalName"))).isEqualTo(eppn());
      assertThat(environment.get(service.variable("eduPersonScopedAffiliation")).split("[,;]"))
          .containsExactlyInAnyOrder("student@example.ac.jp", "member@example.ac.jp");
      assertThat(environment.get(service.variable("displayName"))).isEqualTo("公立 太郎");
      assertThat(environment.get(service.variable("mail")))
          .isEqualTo(person.username() + "@example.ac.jp");
      assertThat(environment.values()).noneMatch(value -> value.contains("uma_authorization"));
    }
    assertThat(admin().records().lastLogin(person).network()).isEqualTo("campus");
  }

  @ParameterizedTest
  @EnumSource
  void offCampusTheCodeIsAskedForWhateverIsForged(Service service) {
    try (Guest guest = services.guest(AT_HOME).forge("X-Forwarded-For", ON_CAMPUS)) {
      guest.signOn(service, person);
      new OtpPage(guest.page()).enter(person.code());
      assertThat(guest.environment()).containsEntry("REMOTE_USER", eppn());
    }
    assertThat(admin().records().lastLogin(person).network()).isEqualTo("off-campus");
  }

  @Test
  void aSessionThatGoesHomeIsAskedAtTheNextService() {
    try (Guest guest = services.guest(ON_CAMPUS).signOn(Service.LIBRARY, person)) {
      expectIn(guest, Service.WIKI);
      guest.moveTo(AT_HOME).open(Service.LAB);
      new OtpPage(guest.page()).enter(person.code());
      assertThat(guest.environment().get("OIDC_CLAIM_amr").split(","))
          .containsExactlyInAnyOrder("pwd", "otp");
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsPayrollWantsASecondFactorOnCampusToo(Service service) {
    for (String address : List.of(ON_CAMPUS, AT_HOME)) {
      try (Guest guest = services.guest(address).open(service, PAYROLL)) {
        new SignOnPage(guest.page()).signOn(person);
        new OtpPage(guest.page()).isShown().enter(person.code());
        assertThat(guest.page()).hasTitle("Signed on");
        expectSecondFactor(service, guest);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsPayrollHearsOfASecondFactorThatAnotherServiceWanted(Service service) {
    Service other = service == Service.LAB ? Service.WIKI : Service.LAB;
    try (Guest guest = services.guest(AT_HOME).signOn(other, person)) {
      new OtpPage(guest.page()).enter(person.code());
      assertThat(guest.page()).hasTitle("Signed on");
      guest.open(service, PAYROLL);
      expectSecondFactor(service, guest);
    }
  }

  /** The session at the service is of level 1; that at Keycloak, too. */
  @ParameterizedTest
  @EnumSource
  void aSessionOfLevelOneGivesTheCodeAloneAtThePayroll(Service service) {
    try (Guest guest = services.guest(ON_CAMPUS).signOn(service, person)) {
      assertThat(guest.page()).hasTitle("Signed on");
      guest.open(service, PAYROLL);
      new OtpPage(guest.page()).isShown().enter(person.code());
      assertThat(guest.page()).hasTitle("Signed on");
      expectSecondFactor(service, guest);
    }
  }

  /** mellon itself checks the class, and does not tell it. */
  private static void expectSecondFactor(Service service, Guest guest) {
    Map<String, String> environment = guest.environment();
    if (service != Service.WIKI) {
      String variable = service == Service.LAB ? "OIDC_CLAIM_acr" : "Shib-AuthnContext-Class";
      assertThat(environment).containsEntry(variable, "https://refeds.org/profile/mfa");
    }
    assertThat(environment).containsKey("REMOTE_USER");
  }

  @Test
  void theServiceByOpenIdConnectGetsNoRefreshToken() {
    try (Guest guest = services.guest(ON_CAMPUS).signOn(Service.LAB, person)) {
      assertThat(guest.environment()).containsEntry("OIDC_CLAIM_amr", "pwd");
    }
    assertThat(admin().records().events(person, "CODE_TO_TOKEN"))
        .singleElement()
        .satisfies(event -> assertThat(event.details()).doesNotContainKey("refresh_token_id"));
  }

  @ParameterizedTest
  @EnumSource
  void aLogoutAtOneServiceEndsAll(Service service) {
    try (Guest guest = everywhere()) {
      guest.logOut(service);
      expectOutEverywhere(guest);
    }
  }

  @Test
  void signingTheUserOutInTheConsoleEndsAll() {
    try (Guest guest = everywhere()) {
      admin().call("POST", KeycloakAdmin.REALM + "/users/" + person.id() + "/logout", null);
      expectOutEverywhere(guest);
    }
  }

  @Test
  void withoutItsBackChannelOneServiceStaysOn() {
    try (Setting trap = attribute(Service.LAB, "backchannel.logout.url", "");
        Guest guest = everywhere()) {
      guest.logOut(Service.LIBRARY);
      expectIn(guest, Service.LAB);
      expectOut(guest, Service.WIKI);
    }
  }

  @Test
  void whatKeycloakEncryptsByItselfMellonCannotRead() {
    try (Setting trap = attribute(Service.WIKI, "saml.encryption.keyAlgorithm", "");
        Guest guest = services.guest(ON_CAMPUS).signOn(Service.WIKI, person)) {
      assertThat(guest.page()).hasTitle("400 Bad Request");
    }
  }

  @Test
  void anAddressThatIsNotRegisteredEndsNothing() {
    try (Setting trap = attribute(Service.LAB, "post.logout.redirect.uris", "");
        Guest guest = everywhere()) {
      guest.page().navigate(services.logout(Service.LAB));
      expectIn(guest, Service.LIBRARY);
    }
  }

  /** A user with a session at every service. */
  private Guest everywhere() {
    Guest guest = services.guest(ON_CAMPUS).signOn(Service.LIBRARY, person);
    for (Service service : Service.values()) {
      expectIn(guest, service);
    }
    return guest;
  }

  private static void expectIn(Guest guest, Service service) {
    guest.open(service);
    assertThat(guest.page()).hasTitle("Signed on");
  }

  private static void expectOutEverywhere(Guest guest) {
    for (Service service : Service.values()) {
      expectOut(guest, service);
    }
  }

  private static void expectOut(Guest guest, Service service) {
    guest.open(service);
    new SignOnPage(guest.page()).isShown();
  }

  private static Setting attribute(Service service, String name, String value) {
    return admin().clients().attribute(services.client(service), name, value);
  }

  private String eppn() {
    return person.username() + "@example.ac.jp";
  }

  private static KeycloakAdmin admin() {
    return services.admin();
  }
}
