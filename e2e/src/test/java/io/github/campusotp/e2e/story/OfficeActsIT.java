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
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Program;
import io.github.campusotp.e2e.server.Programs;
import io.github.campusotp.e2e.server.RealmScript.Outcome;
import io.github.campusotp.e2e.server.Setting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the help desk and identity administrators do for one person, and what stays of it. */
@ExtendWith(Campus.Resolver.class)
class OfficeActsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELP_DESK = "campus-help-desk";
  private static final String ADMINISTRATOR = "campus-administrator";
  private static final String WAVES = REALM + "/campus-otp/waves";
  private static final String REASON = "{\"reason\":\"showed the student card\"}";
  private static final String AT_HOME = "X-Forwarded-For: " + Networks.HOME;

  private final Programs programs;
  private final Campus campus;

  OfficeActsIT(Campus campus) {
    this.campus = campus;
    this.programs = new Programs(campus);
  }

  @AfterEach
  void takePrograms() {
    programs.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                   403, 403, 403",
    "manage-users,         403, 403, 403",
    "manage-realm,         403, 403, 403",
    "campus-help-desk,     204, 204, 403",
    "campus-administrator, 204, 204, 204",
    "realm-admin,          204, 204, 204",
  })
  void aRoleMayDoThis(String roles, int locks, int key, int address) throws Exception {
    Program program = program(roles.isEmpty() ? new String[0] : new String[] {roles});
    Person person = campus.people().student();
    String office = of(person);
    assertThat(
            List.of(
                program.call("DELETE", office + "/locks", REASON).statusCode(),
                program.call("DELETE", office + "/key", REASON).statusCode(),
                program.call("PUT", office + "/recovery-address", moved(person)).statusCode()))
        .containsExactly(locks, key, address);
    boolean taken = campus.records().credentialIds(person, "otp").isEmpty();
    assertThat(taken).isEqualTo(key == 204);
    assertThat(campus.records().recoveryEmail(person))
        .hasValue(address == 204 ? "moved-" + person.recoveryEmail() : person.recoveryEmail());
  }

  /** Of a user whose password a member of the help desk knows; a pass would be told by mail. */
  @Test
  void aKnownPasswordAndAKeyTakenAwayOpenNoAccountOffCampus() throws Exception {
    Person person = campus.people().student();
    Program desk = program(HELP_DESK);
    for (String what : List.of("key", "locks")) {
      assertThat(desk.call("DELETE", of(person) + "/" + what, REASON).statusCode()).isEqualTo(204);
    }
    HttpSignOn browser = new HttpSignOn(campus.node());
    Answer page = browser.password(person, campus.portalCallback(), AT_HOME);
    assertThat(page.page()).isEqualTo("campus-introduction");
    page = browser.submit(Map.of("begin", "begin"), AT_HOME);
    for (String code : List.of("", person.code(), "000000")) {
      assertThat(page.page()).isEqualTo("campus-code");
      assertThat(page.body()).doesNotContain(person.recoveryEmail());
      page =
          browser.submit(Map.of("code", code, "verify", "verify", "confirm", "confirm"), AT_HOME);
    }
    assertThat(page.page()).isEqualTo("campus-code");
    assertThat(desk.call("PUT", of(person) + "/recovery-address", moved(person)).statusCode())
        .isEqualTo(403);
    assertThat(campus.records().events(person, "LOGIN")).isEmpty();
    assertThat(campus.records().credentialIds(person, "otp")).isEmpty();
    assertThat(campus.mail().told(person, "ワンタイムパスワードが削除されました")).contains("手続きした人: ヘルプデスク");
  }

  /** Who may do more in the admin API is out of reach, by whatever role they may. */
  @ParameterizedTest
  @CsvSource({
    "campus-help-desk,     campus-help-desk,     204",
    "campus-help-desk,     campus-administrator, 403",
    "campus-help-desk,     view-users,           403",
    "campus-administrator, campus-help-desk,     204",
    "campus-administrator, realm-admin,          403",
    "realm-admin,          campus-administrator, 204",
    "realm-admin,          realm-admin,          204",
  })
  void nothingIsDoneToThoseWithMoreRights(String role, String theirs, int status) throws Exception {
    Person person = campus.people().student();
    campus.users().grant(person.id(), theirs);
    HttpResponse<String> answer = program(role).call("DELETE", of(person) + "/key", REASON);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(campus.records().credentialIds(person, "otp").isEmpty()).isEqualTo(status == 204);
  }

  /** Nor by any other act, whatever there would be to take. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | locks            | {\"reason\":\"r\"}",
        "DELETE | backup-codes     | {\"reason\":\"r\"}",
        "DELETE | passkeys         | {\"reason\":\"r\"}",
        "DELETE | pass             | {\"reason\":\"r\"}",
        "POST   | pass             | {\"reason\":\"r\"}",
        "PUT    | recovery-address | {\"reason\":\"r\",\"address\":\"me@example.net\"}",
      })
  void noActReachesThoseWithMoreRights(String method, String act, String body) throws Exception {
    Person above = campus.people().student();
    campus.users().grant(above.id(), "view-users");
    Person student = campus.people().student();
    for (String role : List.of("manage-users", HELP_DESK, ADMINISTRATOR)) {
      Program program = program(role);
      assertThat(program.call(method, of(above) + "/" + act, body).statusCode()).isEqualTo(403);
      if (role.equals("manage-users")) {
        assertThat(program.call(method, of(student) + "/" + act, body).statusCode()).isEqualTo(403);
      }
    }
    assertThat(campus.records().recoveryEmail(above)).hasValue(above.recoveryEmail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | key              | ''                                      | The body is a",
        "DELETE | key              | {\"reason\":\" \"}                      | reason says why",
        "DELETE | locks            | {}                                      | reason says why",
        "PUT    | recovery-address | {\"address\":\"a@example.net\"}         | reason says why",
        "PUT    | recovery-address | {\"reason\":\"lost\"}                   | Enter a mail address.",
        "PUT    | recovery-address | {\"reason\":\"lost\",\"address\":\"x\"} | That is not a mail",
      })
  void whatIsMissingIsSaid(String method, String what, String body, String message)
      throws Exception {
    Person person = campus.people().student();
    HttpResponse<String> answer =
        program(ADMINISTRATOR).call(method, of(person) + "/" + what, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("errorMessage").asText()).startsWith(message);
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
    assertThat(campus.records().recoveryEmail(person)).hasValue(person.recoveryEmail());
  }

  @Test
  void aLostKeyIsTakenAway() throws Exception {
    Program program = program(HELP_DESK);
    Person person = campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(person, campus.portalCallback(), AT_HOME);
    browser.submit(Map.of("otp", person.code()), AT_HOME);

    assertThat(program.call("DELETE", of(person) + "/key", REASON).statusCode()).isEqualTo(204);
    assertThat(notice(person.recoveryEmail(), "ワンタイムパスワードが削除されました").text())
        .contains("手続きした人: ヘルプデスク", "依頼した覚えがない場合は")
        .doesNotContain("場所");
    assertThat(event(person, "key")).isEqualTo("showed the student card");
    HttpResponse<String> again = program.call("DELETE", of(person) + "/key", REASON);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("This person has no key");

    Answer next =
        browser.get(
            new OidcClient("omu-portal", campus.portalCallback(), "").authorization(), AT_HOME);
    assertThat(next.body()).as("the session is over").contains("name=\"password\"");
  }

  @Test
  void locksAreEnded() throws Exception {
    Program program = program(HELP_DESK);
    Person person = campus.people().student();
    try (Setting one = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "1")) {
      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), AT_HOME);
      browser.submit(Map.of("otp", person.wrongCode()), AT_HOME);
      assertThat(program.get(of(person)).path("locks")).hasSize(1);
      assertThat(program.call("DELETE", of(person) + "/locks", REASON).statusCode()).isEqualTo(204);
      assertThat(program.get(of(person)).path("locks")).isEmpty();
      assertThat(campus.records().failures(person)).isZero();
      browser.submit(Map.of("otp", person.code()), AT_HOME);
      assertThat(campus.records().lastLogin(person).error()).isNull();
    }
    assertThat(event(person, "locks")).isEqualTo("showed the student card");
  }

  /** Else a help desk could guess without end. */
  @Test
  void theHelpDeskEndsLocksThriceADay() throws Exception {
    Program helpDesk = program(HELP_DESK);
    Person person = campus.people().student();
    String locks = of(person) + "/locks";
    for (int times = 0; times < 3; times++) {
      assertThat(helpDesk.call("DELETE", locks, REASON).statusCode()).isEqualTo(204);
    }
    HttpResponse<String> again = helpDesk.call("DELETE", locks, REASON);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("often enough today");
    HttpResponse<String> other = program(HELP_DESK).call("DELETE", locks, REASON);
    assertThat(other.statusCode()).as("another of the desk").isEqualTo(400);
    HttpResponse<String> administrator = program(ADMINISTRATOR).call("DELETE", locks, REASON);
    assertThat(administrator.statusCode()).isEqualTo(204);
  }

  @Test
  void aNewRecoveryAddressIsToldToBothMailboxes() throws Exception {
    Program program = program(ADMINISTRATOR);
    Person person = campus.people().student();
    String office = of(person) + "/recovery-address";
    HttpResponse<String> own =
        program.call("PUT", office, "{\"reason\":\"x\",\"address\":\"t@st.omu.ac.jp\"}");
    assertThat(JSON.readTree(own.body()).path("errorMessage").asText())
        .startsWith("Addresses of omu.ac.jp cannot be registered");

    assertThat(program.call("PUT", office, moved(person)).statusCode()).isEqualTo(204);
    String moved = "moved-" + person.recoveryEmail();
    assertThat(campus.records().recoveryEmail(person)).hasValue(moved);
    for (String mailbox : List.of(person.recoveryEmail(), moved)) {
      assertThat(notice(mailbox, "メールアドレスが変更されました").text())
          .contains("手続きした人: ヘルプデスク", "mo•••@example.net")
          .doesNotContain(moved);
    }
    assertThat(event(person, "recovery-address")).isEqualTo("new mailbox");
  }

  /** As the documents say. */
  @Test
  void anActIsOneLineOfKcadm(@TempDir Path folder) throws Exception {
    Program program = program(HELP_DESK);
    Person person = campus.people().student();
    Outcome outcome =
        campus
            .shell(folder)
            .bash(
                """
                kcadm.sh config credentials --server %s --realm omu --client %s --secret %s
                id=$(kcadm.sh get 'campus-otp/people?search=%s' -r omu | jq -r '.[0].id')
                kcadm.sh delete campus-otp/people/$id/key -r omu -b '{"reason": "phone lost"}'
                """
                    .formatted(campus.node(), program.id(), program.secret(), person.username()));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(campus.records().credentialIds(person, "otp")).isEmpty();
    assertThat(event(person, "key")).isEqualTo("phone lost");
  }

  /** Of those who are meant: one has a key, one may have none, and two are left. */
  @Test
  void aWaveReachesThoseWhoAreLeft() throws Exception {
    Program program = program(ADMINISTRATOR);
    String group = "wave-" + UUID.randomUUID().toString().substring(0, 8);
    String id = campus.people().group(group);
    Person complete = campus.people().student();
    Person contractor = campus.people().studentWithoutKey();
    campus.users().giveRole(contractor, "external-staff");
    List<Person> left =
        List.of(campus.people().studentWithoutKey(), campus.people().studentWithoutKey());
    left.forEach(person -> campus.users().join(person, id));
    List.of(complete, contractor).forEach(person -> campus.users().join(person, id));

    String wanted =
        "{\"group\":\"/%s\",\"action\":\"campus-otp-setup\",\"dryRun\":%s,\"reason\":\"spring\"}";
    assertThat(wave(program, wanted.formatted(group, true))).isEqualTo("4 1 0");
    assertThat(campus.records().requiredActions(left.get(0))).isEmpty();
    for (int times = 0; times < 2; times++) {
      assertThat(wave(program, wanted.formatted(group, false))).isEqualTo("4 1 2");
    }
    assertThat(left)
        .allMatch(
            person -> campus.records().requiredActions(person).equals(List.of("campus-otp-setup")));
    assertThat(campus.records().requiredActions(complete)).isEmpty();
    assertThat(campus.records().requiredActions(contractor)).isEmpty();

    JsonNode events =
        campus.admin().get(REALM + "/admin-events?resourcePath=campus-otp/waves&max=1");
    assertThat(events.at("/0/details"))
        .hasToString(
            "{\"reason\":\"spring\",\"action\":\"campus-otp-setup\",\"group\":\"/" + group + "\"}");

    HttpSignOn browser = new HttpSignOn(campus.node());
    Answer page =
        browser.password(
            left.get(0), campus.portalCallback(), "X-Forwarded-For: " + Networks.EDUROAM);
    assertThat(page.body()).as("on campus, too").contains("campus-introduction");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"UPDATE_PASSWORD\",\"reason\":\"x\"}      | action is one of campus-otp-setup",
        "{\"reason\":\"x\"}                                     | action is one of campus-otp-setup",
        "{\"action\":\"campus-otp-setup\"}                      | reason says why",
        "{\"action\":\"campus-otp-setup\",\"group\":\"/gone\"}  | There is no such group",
        "''                                                     | The body is a JSON object",
      })
  void aWaveNeedsAnActionAndAReason(String body, String message) throws Exception {
    HttpResponse<String> answer = program(ADMINISTRATOR).call("POST", WAVES, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("errorMessage").asText()).startsWith(message);
    HttpResponse<String> helpDesk = program(HELP_DESK, "manage-users").call("POST", WAVES, body);
    assertThat(helpDesk.statusCode()).isEqualTo(403);
  }

  private static String wave(Program program, String body) throws Exception {
    HttpResponse<String> answer = program.call("POST", WAVES, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode state = JSON.readTree(answer.body());
    return state.path("people") + " " + state.path("have") + " " + state.path("owe");
  }

  private static String of(Person person) {
    return REALM + "/campus-otp/people/" + person.id();
  }

  private static String moved(Person person) {
    return "{\"reason\":\"new mailbox\",\"address\":\" moved-" + person.recoveryEmail() + "\"}";
  }

  private Mail notice(String address, String subject) {
    return campus.mail().await(address, mail -> mail.subject().contains(subject));
  }

  /** The reason in the admin event of an act, which must hold no address and no secret. */
  private String event(Person person, String what) throws Exception {
    String path = "campus-otp/people/" + person.id() + "/" + what;
    JsonNode events = campus.admin().get(REALM + "/admin-events?resourcePath=" + path);
    assertThat(events).hasSize(1);
    assertThat(events.toString()).doesNotContain("@", person.secret());
    assertThat(events.at("/0/operationType").asText()).isEqualTo("ACTION");
    assertThat(events.at("/0/resourceType").asText()).isEqualTo("USER");
    return events.at("/0/details/reason").asText();
  }

  private Program program(String... roles) throws Exception {
    return programs.with(roles);
  }
}
