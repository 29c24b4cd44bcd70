package io.github.campusotp.e2e.fault;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Compose;
import io.github.campusotp.e2e.server.Compose.Client;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The production shape of docker/, and what its README says of it. */
@Tag("containers")
class ComposeIT {
  private static final String ON_CAMPUS = "10.64.1.99";
  private static final String AT_HOME = "198.51.100.99";
  private static final String IN_THE_OFFICE = "10.64.1.20";
  private static final String LAB = "10.64.1.98";

  /** A campus as wide as can be, which the network of the containers lies in, and a comment. */
  private static final String NETWORKS = "\\nwired = 172.16.0.0/12 # and a comment\\n!lab = " + LAB;

  private static final String OFFICE = "192.0.2.0/28 172.16.0.0/12 10.64.1.16/28";

  private static final Pattern STYLESHEET =
      Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">");

  private static Compose stack;
  private static Client campus;
  private static Client home;
  private static Client office;

  /** This machine, at the published port. */
  private static Client here;

  @BeforeAll
  static void start() throws IOException {
    boolean possible = Compose.isPossible();
    if (!possible) {
      System.err.println("docker/ is not tried: no container engine answers, or no compose.");
    }
    assumeTrue(possible, "No container engine answers, or no compose");
    stack = Compose.start(NETWORKS, OFFICE);
    campus = stack.client("campus", ON_CAMPUS);
    home = stack.client("home", AT_HOME);
    office = stack.client("campus", IN_THE_OFFICE);
    here = stack.clientHere();
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void onCampusThePasswordIsAll() {
    Person person = admin().people().student();
    assertThat(campus.anew().password(person)).matches(Answer::isIn);
    expectLogin(person, "OMUNET-1X", ON_CAMPUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-H 'X-Forwarded-For: 10.64.1.99'",
        "-H 'Forwarded: for=10.64.1.99'",
        "-H 'X-Real-IP: 10.64.1.99' -H 'True-Client-IP: 10.64.1.99'",
        "-H 'X-Forwarded-Host: portal.example.ac.jp' -H 'X-Forwarded-Prefix: /x'",
      })
  void atHomeTheCodeIsAskedForWhateverIsForged(String headers) {
    Person person = admin().people().student();
    expectTheCodeIsAskedFor(home.anew().with(headers), person);
    expectLogin(person, "off-campus", AT_HOME);
  }

  /** As everybody whom Docker does not route: with an address that a wide campus has, too. */
  @Test
  void whoeverComesWithTheAddressOfDockerIsOffCampus() {
    Person person = admin().people().student();
    expectTheCodeIsAskedFor(here.anew(), person);
    expectLogin(person, "off-campus", "172.30.0.1");
  }

  @Test
  void thisMachineIsOffCampusOnTheNetworkOfTheCampusToo() {
    Person person = admin().people().student();
    expectTheCodeIsAskedFor(here.anew().with("--connect-to ::10.64.1.250:"), person);
    expectLogin(person, "off-campus", "10.64.1.1");
  }

  @Test
  void theListIsReadToItsEnd() {
    Person person = admin().people().student();
    expectTheCodeIsAskedFor(stack.client("campus", LAB).anew(), person);
  }

  @Test
  void nobodyAnswersByIpv6() {
    assertThat(here.get(stack.idp("/realms/omu/")).status()).isEqualTo(200);
    assertThat(here.with("--connect-to '::[::1]:'").get(stack.idp("/realms/omu/")))
        .isEqualTo(Answer.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/",
        "/admin/master/console/",
        "/admin/realms",
        "/realms/master",
        "/realms/master/",
        "/realms/master/protocol/openid-connect/token",
        "//realms//master",
        "/realms/%6Daster/",
        "/realms/omu/../master",
        "/realms/omu/%2e%2e/master/",
      })
  void theConsoleIsForTheOffice(String path) {
    for (Client client : List.of(campus, home, here)) {
      assertThat(client.with("--path-as-is").get(stack.idp(path)).status()).isEqualTo(403);
    }
    assertThat(office.with("--path-as-is").get(stack.idp(path)).status()).isNotEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/health", "/health/ready", "/realms", "/q/health"})
  void nothingElseIsThere(String path) {
    for (Client client : List.of(campus, office, here)) {
      assertThat(client.get(stack.idp(path)).status()).isEqualTo(404);
    }
  }

  @Test
  void theAddressesOfTheManualLeadToTheirPages() {
    String reissue = "/reset/request?setup=1";
    assertThat(home.get(stack.https(Compose.MFA, "/")).location())
        .isEqualTo(stack.idp("/realms/omu/mfa"));
    assertThat(home.get(stack.https(Compose.MFA, reissue)).location())
        .isEqualTo(stack.idp("/realms/omu/mfa" + reissue));
    assertThat(home.get(stack.https(Compose.START, "/")).location())
        .isEqualTo(stack.idp("/realms/omu/start"));
  }

  /** Compressed, as browsers ask for it: Keycloak keeps that in a file. */
  @Test
  void thePageHasItsStyle() {
    Matcher style = STYLESHEET.matcher(home.anew().signOn().body());
    assertThat(style.find()).isTrue();
    assertThat(home.with("-H 'Accept-Encoding: gzip'").get(stack.idp(style.group(1))).status())
        .isEqualTo(200);
  }

  /** Not even as root. The capabilities are bits, as capability.h of Linux numbers them. */
  @Test
  void aServiceChangesNoFileOfItsImageAndHasNoRightThatItDoesNotNeed() {
    List<String> services = stack.run("docker compose config --services").lines().toList();
    assertThat(services).contains("proxy", "keycloak1", "keycloak2", "database", "mail");
    for (String service : services) {
      String asRoot = "docker compose exec -T -u 0 " + service + " ";
      assertThat(stack.run(asRoot + "sh -c 'touch /etc/stray 2>&1 || true'"))
          .as(service)
          .contains("Read-only file system");
      assertThat(stack.run(asRoot + "cat /proc/1/status").lines())
          .as(service)
          .contains(
              "NoNewPrivs:\t1",
              "CapBnd:\t" + (service.equals("proxy") ? "00000000000004c3" : "0000000000000000"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Compose.IDP, Compose.MFA, Compose.START})
  void whoeverTypesNoHttpsGetsThereToo(String host) {
    assertThat(here.get(stack.http(host, "/a?b=c")).location())
        .isEqualTo(stack.https(host, "/a?b=c"));
    assertThat(home.get("http://" + host + "/").location()).isEqualTo(stack.https(host, "/"));
  }

  @Test
  void addressesArePrintedAsPeopleKnowThem() {
    Answer configuration = home.get(stack.idp("/realms/omu/.well-known/openid-configuration"));
    assertThat(configuration.body()).contains("\"issuer\":\"" + stack.idp("/realms/omu") + "\"");
  }

  @Test
  void aSessionGoesOnWhicheverNodeStops() {
    Client browser = campus.anew();
    assertThat(browser.password(admin().people().student())).matches(Answer::isIn);
    for (String node : List.of("keycloak1", "keycloak2")) {
      stack.run("docker compose stop " + node);
      assertThat(browser.signOn()).as("without " + node).matches(Answer::isIn);
      stack.run("docker compose start " + node);
      stack.await(node);
    }
  }

  @Test
  void whatWasBackedUpCanBeRestored() throws IOException {
    Person person = admin().people().student();
    List<String> commands = commands("Back up and restore");
    stack.run(commands.get(0));
    admin().call("DELETE", REALM + "/users/" + person.id(), null);
    commands.stream().skip(1).forEach(stack::run);
    stack.await("keycloak1", "keycloak2");
    assertThat(campus.anew().password(person)).matches(Answer::isIn);
    expectTheCodeIsAskedFor(home.anew(), person);
  }

  /** What a section of the README lets people type. */
  private static List<String> commands(String section) throws IOException {
    String readme = Files.readString(StoryServer.REPOSITORY.resolve("docker/README.md"));
    return readme
        .split("\n## " + section + "\n")[1]
        .split("\n## ")[0]
        .lines()
        .filter(line -> line.startsWith("    docker compose "))
        .map(String::strip)
        .toList();
  }

  private static void expectTheCodeIsAskedFor(Client browser, Person person) {
    Answer page = browser.password(person);
    assertThat(page).matches(Answer::isYellowPage);
    assertThat(page.form()).startsWith(stack.idp("/realms/omu/login-actions/authenticate?"));
    assertThat(browser.submit(page, Map.of("otp", person.code()))).matches(Answer::isIn);
  }

  private static void expectLogin(Person person, String network, String address) {
    Event login = admin().records().lastLogin(person);
    assertThat(login.network()).isEqualTo(network);
    assertThat(login.clientAddress()).isEqualTo(address);
  }

  private static KeycloakAdmin admin() {
    return stack.admin("keycloak2");
  }
}
