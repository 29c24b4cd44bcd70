package io.github.campusotp.e2e.story;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Program;
import io.github.campusotp.e2e.server.Programs;
import io.github.campusotp.e2e.server.RealmScript;
import io.github.campusotp.e2e.server.RealmScript.Outcome;
import io.github.campusotp.e2e.server.Setting;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the help desk and identity administrators may ask, and what they are answered. */
@ExtendWith(Campus.Resolver.class)
class OfficeApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OFFICE = REALM + "/campus-otp/";
  private static final String HELP_DESK = "campus-help-desk";
  private static final String ADMINISTRATOR = "campus-administrator";

  private final Programs programs;
  private final Campus campus;

  OfficeApiIT(Campus campus) {
    this.campus = campus;
    this.programs = new Programs(campus);
  }

  /** Other stories ask for everything that the realm's own clients can get. */
  @AfterEach
  void takePrograms() {
    programs.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                        403, 403, 403, 403, 403",
    "view-users,                403, 403, 403, 403, 403",
    "manage-users,              403, 403, 403, 403, 403",
    "manage-realm,              403, 403, 403, 403, 403",
    "'view-events view-realm',  403, 403, 403, 403, 403",
    "campus-help-desk,          403, 200, 200, 200, 403",
    "campus-administrator,      200, 200, 200, 200, 200",
    "realm-admin,               200, 200, 200, 200, 200",
  })
  void aRoleMayAskThis(String roles, int findings, int decision, int people, int person, int report)
      throws Exception {
    Program program = program(roles.isEmpty() ? new String[0] : roles.split(" "));
    String id = campus.people().student().id();
    assertThat(
            Stream.of("findings", "decision", "people", "people/" + id, "report")
                .map(call -> status(program, "GET", OFFICE + call, ""))
                .toList())
        .containsExactly(findings, decision, people, person, report);
    HttpResponse<String> csv = program.call("GET", OFFICE + "people", "", "Accept", "text/csv");
    assertThat(csv.statusCode()).isEqualTo(people);
    assertThat(status(program, "GET", OFFICE, "")).as("who am I").isEqualTo(people);
    for (String history : List.of("/sign-ons", "/changes", "/acts")) {
      assertThat(status(program, "GET", OFFICE + "people/" + id + history, "")).isEqualTo(person);
    }
    assertThat(Stream.of("networks", "report/weeks"))
        .allSatisfy(
            call -> assertThat(status(program, "GET", OFFICE + call, "")).isEqualTo(report));
    assertThat(status(program, "PUT", OFFICE + "networks", "{}"))
        .isEqualTo(report == 200 ? 400 : 403);
  }

  @Test
  void theAdministratorOfTheServerMayAskAll() {
    for (String call : List.of("findings", "decision", "people", "report")) {
      assertThat(campus.admin().call("GET", OFFICE + call, null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutATokenNobodyMayAskAnything() throws Exception {
    HttpSignOn stranger = new HttpSignOn(campus.node());
    for (String call :
        List.of("", "findings", "decision", "people", "people/x", "report", "networks")) {
      assertThat(stranger.get(OFFICE + call).status()).isEqualTo(401);
      assertThat(stranger.get(OFFICE + call, "Authorization: Bearer x").status()).isEqualTo(401);
    }
  }

  /** What each node finds when it starts, and from time to time, is on its metrics. */
  @Test
  void theNumberOfFindingsIsAMetric() throws Exception {
    HttpResponse<String> metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(campus.management().resolve("/metrics")).build(),
                BodyHandlers.ofString());
    assertThat(metrics.body().lines())
        .anyMatch(
            line -> line.matches("campusotp_findings\\{realm=\"omu\",severity=\"error\"} \\d.*"))
        .noneMatch(line -> line.startsWith("campusotp_findings{realm=\"master\""));
  }

  /** Of Keycloak's own API the roles open nothing, with its fine-grained permissions neither. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRolesOpenNothingElse(boolean fineGrained) throws Exception {
    try (Setting permissions = campus.settings().realm("adminPermissionsEnabled", fineGrained)) {
      theRolesOpenNothingElse();
      Program desk = program(HELP_DESK);
      assertThat(
              Stream.of("decision", "people", "findings", "report", "networks")
                  .map(call -> status(desk, "GET", OFFICE + call, "")))
          .containsExactly(200, 200, 403, 403, 403);
    }
  }

  private void theRolesOpenNothingElse() throws Exception {
    Program program = program(HELP_DESK, ADMINISTRATOR);
    String user = REALM + "/users/" + campus.people().student().id();
    String newPassword = "{\"type\":\"password\",\"value\":\"a-new-password-of-theirs\"}";
    assertThat(
            List.of(
                status(program, "GET", REALM + "/users", ""),
                status(program, "GET", user, ""),
                status(program, "PUT", user, "{\"enabled\":false}"),
                status(program, "DELETE", user, ""),
                status(program, "PUT", user + "/reset-password", newPassword),
                status(program, "GET", user + "/credentials", ""),
                status(program, "DELETE", user + "/credentials/x", ""),
                status(program, "POST", user + "/impersonation", ""),
                status(program, "POST", user + "/role-mappings/realm", "[]"),
                status(program, "GET", REALM + "/events", ""),
                status(program, "GET", REALM + "/clients", ""),
                status(program, "PUT", REALM, "{\"enabled\":false}")))
        .containsOnly(403);
  }

  @Test
  void whatIsWrongIsFoundUntilItIsMended() throws Exception {
    Program program = program(ADMINISTRATOR);
    for (Wrong wrong : wrongs()) {
      assertThat(findings(program)).as("before").doesNotContain(wrong.found);
      try (Setting setting = wrong.setting.get()) {
        assertThat(findings(program)).contains(wrong.found);
      }
      assertThat(findings(program)).as("mended").doesNotContain(wrong.found);
    }
  }

  private List<Wrong> wrongs() {
    var realm = campus.settings();
    var clients = campus.clients();
    String portal = "client omu-portal";
    return List.of(
        new Wrong("flow-not-bound", "browser flow", () -> realm.realm("browserFlow", "browser")),
        new Wrong("events-off", "Events", () -> realm.realm("eventsEnabled", false)),
        new Wrong("admin-events-off", "Events", () -> realm.realm("adminEventsEnabled", false)),
        new Wrong(
            "languages-off",
            "Localization",
            () -> realm.realm("internationalizationEnabled", false)),
        new Wrong("login-with-email", "Login", () -> realm.realm("loginWithEmailAllowed", true)),
        new Wrong(
            "permanent-lockout",
            "Brute force detection",
            () -> realm.realm("permanentLockout", true)),
        new Wrong("brute-force-off", "Brute force detection", realm::withoutLocks),
        new Wrong(
            "long-client-session", "Sessions", () -> realm.realm("clientSessionMaxLifespan", 1801)),
        new Wrong("wide-otp-window", "OTP policy", () -> realm.otpWindow(2)),
        new Wrong("no-mail-server", "Email", () -> realm.realm("smtpServer", Map.of())),
        new Wrong("action-off", "campus-otp-show", () -> realm.disable("campus-otp-show")),
        new Wrong("no-networks", "Campus: networks and levels", () -> realm.policy("networks", "")),
        new Wrong(
            "no-trusted-proxies",
            "Campus: networks and levels",
            () -> realm.policy("trustedProxies", "")),
        new Wrong(
            "wide-proxies", "trustedProxies", () -> realm.policy("trustedProxies", "192.0.2.0/23")),
        new Wrong(
            "policy-mistake",
            "networks",
            () -> realm.uncheckedPolicy("networks", "Laboratory = 198.51.100.7/24")),
        new Wrong(
            "always-asked-gone",
            "alwaysSecondFactor",
            () -> realm.uncheckedPolicy("alwaysSecondFactor", "/gone")),
        new Wrong(
            "client-browser-flow",
            portal,
            () -> clients.withoutStep("omu-portal", "campus-otp-form")),
        new Wrong("consent", portal, () -> clients.turnOn("omu-portal", "consentRequired")),
        new Wrong("device-grant", portal, () -> on("oauth2.device.authorization.grant.enabled")),
        new Wrong("ciba", portal, () -> on("oidc.ciba.grant.enabled")),
        new Wrong("token-exchange", portal, () -> on("standard.token.exchange.enabled")),
        new Wrong("jwt-grant", portal, () -> on("oauth2.jwt.authorization.grant.enabled")),
        new Wrong("known-secret", portal, () -> clients.secret("omu-portal", "**********")),
        new Wrong(
            "site-with-tokens",
            "client mfa-test",
            () -> clients.turnOn("mfa-test", "publicClient")));
  }

  private Setting on(String attribute) {
    return campus.clients().attribute("omu-portal", attribute, "true");
  }

  private record Wrong(String found, Supplier<Setting> setting) {
    Wrong(String id, String where, Supplier<Setting> setting) {
      this(id + " " + where, setting);
    }
  }

  /** Each id with the last words of its place. */
  private static List<String> findings(Program program) throws Exception {
    List<String> found = new ArrayList<>();
    for (JsonNode finding : program.get(OFFICE + "findings")) {
      assertThat(finding.path("what").asText()).isNotBlank();
      assertThat(finding.path("cure").asText()).isNotBlank();
      assertThat(finding.path("severity").asText()).isIn("ERROR", "WARNING");
      String where = finding.path("where").asText();
      found.add(
          finding.path("id").asText()
              + " "
              + where.substring(where.lastIndexOf(", ") < 0 ? 0 : where.lastIndexOf(", ") + 2));
    }
    return found;
  }

  @Test
  void peopleWithAKeyAndNoAddressAreCounted() throws Exception {
    Program program = program(ADMINISTRATOR);
    campus.people().studentWithoutAddress();
    int before = unreachable(program);
    campus.people().studentWithoutAddress();
    campus.people().student();
    campus.people().newcomer();
    assertThat(unreachable(program)).isEqualTo(before + 1);
  }

  private static int unreachable(Program program) throws Exception {
    for (JsonNode finding : program.get(OFFICE + "findings")) {
      if (finding.path("id").asText().equals("key-without-address")) {
        return Integer.parseInt(finding.path("what").asText().replaceAll("\\D", ""));
      }
    }
    throw new AssertionError("not found");
  }

  @ParameterizedTest
  @CsvSource({
    Networks.EDUROAM + ", 1, eduroam, network, eduroam",
    Networks.OMUNET + ", 1, OMUNET-1X, network, OMUNET-1X",
    Networks.VPN + ", 2, off-campus, network, !VPN",
    Networks.HOME + ", 2, off-campus, network, off-campus",
    Networks.HOME_V6 + ", 2, off-campus, network, off-campus",
  })
  void aDecisionNamesTheLine(String address, int level, String network, String rule, String value)
      throws Exception {
    JsonNode answer = program(HELP_DESK).get(OFFICE + "decision?address=" + address);
    assertThat(answer)
        .hasToString(
            """
            {"level":%d,"network":"%s",\
            "reasons":[{"rule":"%s","value":"%s","level":%d}],\
            "addresses":[{"text":"%s","source":"query","trusted":false}]}"""
                .formatted(level, network, rule, value, level, address));
  }

  @Test
  void aDecisionIsWhatThePersonsSignOnComesTo() throws Exception {
    Program program = program(HELP_DESK);
    Person person = campus.people().administrator();
    Person other = campus.people().student();
    String role = "realm-management.realm-admin";
    String asked = OFFICE + "decision?client=omu-portal&address=" + Networks.EDUROAM + "&person=";
    String eduroam = "X-Forwarded-For: " + Networks.EDUROAM;
    try (Setting always = campus.settings().policy("alwaysSecondFactor", role)) {
      assertThat(program.get(asked + person.username()).path("reasons"))
          .hasToString("[{\"rule\":\"person\",\"value\":\"" + role + "\",\"level\":2}]");
      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), eduroam);
      browser.submit(Map.of("otp", person.code()), eduroam);
      assertThat(campus.records().lastLogin(person).details())
          .containsEntry("level", "2")
          .containsEntry("level_reason", "person: " + role);
      assertThat(program.get(asked + other.username()).path("level").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aDecisionNamesWhatTheServiceWants() throws Exception {
    Program program = program(HELP_DESK);
    String call = OFFICE + "decision?address=" + Networks.EDUROAM;
    String mfa = "https://refeds.org/profile/mfa";
    try (Setting minimum = campus.clients().attribute("omu-portal", "minimum.acr.value", mfa)) {
      assertThat(program.get(call + "&client=omu-portal").path("reasons"))
          .hasToString("[{\"rule\":\"service\",\"value\":\"minimum " + mfa + "\",\"level\":2}]");
      assertThat(program.get(call + "&client=unipa").path("level").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aDecisionOnThisRequestShowsEveryAddress() throws Exception {
    JsonNode answer =
        program(HELP_DESK)
            .get(
                OFFICE + "decision",
                "X-Forwarded-For",
                Networks.EDUROAM + ", nonsense",
                "Forwarded",
                "for=192.0.2.9");
    assertThat(answer.path("addresses"))
        .extracting(
            address -> address.path("text").asText() + " " + address.path("source").asText())
        .contains(
            "192.0.2.9 Forwarded",
            Networks.EDUROAM + " X-Forwarded-For",
            "nonsense X-Forwarded-For");
    assertThat(answer.path("level").asInt()).isEqualTo(2);
    JsonNode straight = program(HELP_DESK).get(OFFICE + "decision");
    assertThat(straight.path("addresses"))
        .hasToString("[{\"text\":\"127.0.0.1\",\"source\":\"server\",\"trusted\":true}]");
  }

  @ParameterizedTest
  @CsvSource({
    "decision?address=campus.example, address is one IPv4 or IPv6 address",
    "decision?client=nobody, There is no such client",
    "decision?person=nobody, There is no such person",
    "people?missing=phone, 'missing is one of key, address'",
    "people?group=/gone, There is no such group",
    "people?role=gone, There is no such role",
    "people?max=501, 'first is 0 or more, max is 1 to 500'",
    "people?first=-1, 'first is 0 or more, max is 1 to 500'",
    "report?by=age, 'by is one of realm, group, role, federation'",
  })
  void whatCannotBeAskedIsRefusedAsKeycloakDoes(String call, String message) throws Exception {
    HttpResponse<String> answer = program(ADMINISTRATOR).call("GET", OFFICE + call, "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"errorMessage\":\"" + message + "\"}");
  }

  @Test
  void aPersonIsShownWithWhatIsSetUpAndNoSecret() throws Exception {
    Program program = program(HELP_DESK);
    Person person = campus.people().student();
    JsonNode shown = program.get(OFFICE + "people/" + person.id());
    assertThat(shown.path("username").asText()).isEqualTo(person.username());
    assertThat(shown.path("lastName").asText()).isEqualTo("公立");
    assertThat(shown.path("address").asText())
        .isEqualTo(person.username().substring(0, 2) + "•••@example.net");
    assertThat(shown.at("/since/key").asLong()).isPositive();
    assertThat(shown.at("/since/password").asLong()).isPositive();
    assertThat(shown.path("locks")).isEmpty();
    assertThat(shown.toString())
        .doesNotContain(person.recoveryEmail(), person.username() + "@", person.secret());
    HttpResponse<String> gone = program.call("GET", OFFICE + "people/gone", "");
    assertThat(gone.statusCode()).isEqualTo(404);
  }

  /** What the log has to tell a help desk, without the log. */
  @Test
  void theLastSignOnsSayWhereAndWhy() throws Exception {
    Program program = program(HELP_DESK);
    Person person = campus.people().student();
    String home = "X-Forwarded-For: " + Networks.HOME;
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(person, campus.portalCallback(), home);
    browser.submit(Map.of("otp", person.wrongCode()), home);
    campus.records().expectFailures(person, 1);
    browser.submit(Map.of("otp", person.code()), home);
    campus.records().expectFailures(person, 0);
    new HttpSignOn(campus.node())
        .password(person, campus.portalCallback(), "X-Forwarded-For: " + Networks.EDUROAM);

    String call = OFFICE + "people/" + person.id() + "/sign-ons";
    JsonNode signOns = program.get(call);
    assertThat(signOns)
        .extracting(OfficeApiIT::told)
        .containsExactly(
            "omu-portal  eduroam 10.80.0.20 1 network: eduroam not-required",
            "omu-portal  off-campus 203.0.113.20 2 network: off-campus otp",
            "omu-portal invalid_user_credentials off-campus 203.0.113.20 2 network: off-campus otp");
    assertThat(signOns.toString()).doesNotContain(person.username(), person.secret());
    assertThat(signOns.at("/0/time").asLong()).isGreaterThan(1_700_000_000_000L);
    assertThat(program.get(call + "?first=1&max=1")).hasSize(1).first().isEqualTo(signOns.get(1));
    assertThat(status(program, "GET", call + "?max=501", "")).isEqualTo(400);
    assertThat(status(program("view-events", "view-users"), "GET", call, "")).isEqualTo(403);
  }

  private static String told(JsonNode signOn) {
    return Stream.of("client", "error", "network", "address", "level", "reason", "secondFactor")
        .map(name -> signOn.path(name).asText())
        .collect(Collectors.joining(" "));
  }

  @Test
  void whoUsedUpTheirTriesIsShownToBeLocked() throws Exception {
    Program program = program(HELP_DESK);
    Person person = campus.people().student();
    String home = "X-Forwarded-For: " + Networks.HOME;
    try (Setting two = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "2");
        Setting patient = campus.settings().withoutLocks()) {
      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), home);
      browser.submit(Map.of("otp", person.wrongCode()), home);
      assertThat(locks(program, person)).isEmpty();
      browser.submit(Map.of("otp", person.wrongCode()), home);
      for (int looks = 0; looks < 3; looks++) {
        assertThat(locks(program, person)).containsExactly("wrong-one-time-passwords");
      }
    }
    assertThat(locks(program, person)).as("there are ten by itself").isEmpty();
  }

  private static List<String> locks(Program program, Person person) throws Exception {
    JsonNode locks = program.get(OFFICE + "people/" + person.id()).path("locks");
    return StreamSupport.stream(locks.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void peopleAreFoundByNameGroupRoleAndWhatIsMissing() throws Exception {
    Program program = program(HELP_DESK);
    String group = "law-" + UUID.randomUUID().toString().substring(0, 8);
    Person complete = campus.people().student();
    Person withoutKey = campus.people().studentWithoutKey();
    Person withoutAddress = campus.people().studentWithoutAddress();
    String id = campus.people().group(group);
    for (Person member : List.of(complete, withoutKey, withoutAddress)) {
      campus.users().join(member, id);
    }
    campus.users().giveRole(withoutKey, "external-staff");
    String ofGroup = OFFICE + "people?group=/" + group;
    assertThat(names(program, ofGroup))
        .containsExactlyInAnyOrder(
            complete.username(), withoutKey.username(), withoutAddress.username())
        .isSorted();
    assertThat(names(program, ofGroup + "&missing=key")).containsExactly(withoutKey.username());
    assertThat(names(program, ofGroup + "&missing=address"))
        .containsExactly(withoutAddress.username());
    assertThat(names(program, ofGroup + "&role=external-staff"))
        .containsExactly(withoutKey.username());
    assertThat(names(program, ofGroup + "&first=1&max=1"))
        .isEqualTo(names(program, ofGroup).subList(1, 2));
    String part = complete.username().substring(2).toUpperCase();
    assertThat(names(program, OFFICE + "people?search=" + part))
        .containsExactly(complete.username());
    assertThat(names(program, OFFICE + "people?search=%25" + part)).isEmpty();
    assertThat(csv(program, ofGroup))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("\"id\",\"username\"");
    Program administrator = program(ADMINISTRATOR);
    assertThat(report(administrator, "group", "/" + group)).isEqualTo("3 2 2 0");
    campus.users().join(campus.people().newcomer(), id);
    assertThat(report(administrator, "group", "/" + group)).isEqualTo("4 2 2 1");
    assertThat(report(administrator, "realm", "omu")).matches("\\d+ \\d+ \\d+ \\d+");
    assertThat(report(administrator, "federation", "")).matches("\\d+ \\d+ \\d+ \\d+");
    assertThat(report(administrator, "role", "external-staff")).matches("\\d+ \\d+ \\d+ \\d+");
  }

  private static List<String> names(Program program, String call) throws Exception {
    return StreamSupport.stream(program.get(call).spliterator(), false)
        .map(person -> person.path("username").asText())
        .toList();
  }

  private static List<String> csv(Program program, String call) throws Exception {
    HttpResponse<String> answer = program.call("GET", call, "", "Accept", "text/csv");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    return answer.body().lines().toList();
  }

  private static String report(Program program, String by, String name) throws Exception {
    for (JsonNode row : program.get(OFFICE + "report?by=" + by)) {
      if (row.path("name").asText().equals(name)) {
        return row.path("people")
            + " "
            + row.path("withKey")
            + " "
            + row.path("withAddress")
            + " "
            + row.path("withNeither");
      }
    }
    throw new AssertionError(name + " is not in the report");
  }

  /** The page's client asks for level 2; the token of another client does not bring it along. */
  @ParameterizedTest
  @CsvSource({Networks.OMUNET + ", 403", Networks.HOME + ", 200"})
  void theTokenOfAPersonNeedsASecondFactorByWhicheverClient(String place, int status)
      throws Exception {
    Person desk = campus.people().student();
    campus.users().grant(desk.id(), HELP_DESK);
    OidcClient console = OidcClient.named("security-admin-console", campus);
    HttpSignOn browser = new HttpSignOn(campus.front()).at(place);
    browser.get(console.authorization());
    Answer in = browser.rightPassword(desk);
    if (in.isYellowPage()) {
      in = browser.submit(Map.of("otp", desk.code()));
    }
    String tokens =
        browser
            .post("/realms/omu/protocol/openid-connect/token", console.redemption(in.code()))
            .body();
    String token = JSON.readTree(tokens).path("access_token").asText();
    Answer people =
        browser.get(OFFICE + "people?search=" + desk.username(), "Authorization: Bearer " + token);
    assertThat(people.status()).as(people.toString()).isEqualTo(status);
  }

  @Test
  void theRealmsServiceAccountReadsTheReportByKcadm(@TempDir Path folder) throws Exception {
    Program program = program(ADMINISTRATOR);
    RealmScript shell = campus.shell(folder);
    Outcome outcome =
        shell.bash(
            """
            kcadm.sh config credentials --server %s --realm omu --client %s --secret %s
            kcadm.sh get campus-otp/report -r omu --fields name,people
            """
                .formatted(campus.node(), program.id(), program.secret()));
    assertThat(outcome.output()).contains("\"name\" : \"omu\"").containsPattern("\"people\" : \\d");
    assertThat(outcome.status()).isZero();
  }

  private Program program(String... roles) throws Exception {
    return programs.with(roles);
  }

  private static int status(Program program, String method, String path, String body) {
    try {
      return program.call(method, path, body).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
