package io.github.campusotp.e2e.story;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.TOTPGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.OtpCredential;
import io.github.campusotp.e2e.server.Program;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from the system before this one, and of hardware tokens. */
@ExtendWith(Campus.Resolver.class)
class KeyImportIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEYS = REALM + "/campus-otp/keys?reason=move";
  private static final String AT_HOME = "X-Forwarded-For: " + Networks.HOME;
  private static final String CSV = "text/csv";
  private static final String JSON_LINES = "application/x-ndjson";

  private final Campus campus;

  KeyImportIT(Campus campus) {
    this.campus = campus;
  }

  @ParameterizedTest
  @CsvSource({"campus-help-desk, 403", "manage-users, 403", "campus-administrator, 200"})
  void aRoleMayImport(String role, int status) throws Exception {
    assertThat(send(role, KEYS, CSV, "").statusCode()).isEqualTo(status);
    assertThat(send(role, KEYS + "&dryRun=true", CSV, "").statusCode()).isEqualTo(status);
  }

  @Test
  void aReasonIsNeeded() throws Exception {
    String call = REALM + "/campus-otp/keys";
    assertThat(send("campus-administrator", call, CSV, "").statusCode()).isEqualTo(400);
    HttpResponse<String> asked = send("campus-administrator", call + "?dryRun=true", CSV, "");
    assertThat(asked.statusCode()).isEqualTo(200);
  }

  /** As a spreadsheet writes it, with a header and everything that can be wrong. */
  @Test
  void eachLineIsAnswered() throws Exception {
    Person spaced = campus.people().studentWithoutKey().withKey(secret());
    Person newcomer = campus.people().newcomer().withKey(secret());
    Person complete = campus.people().student();
    Person other = campus.people().student();
    Person contractor = campus.people().studentWithoutKey();
    campus.users().giveRole(contractor, "external-staff");
    Person administrator = campus.people().studentWithoutKey();
    campus.users().grant(administrator.id(), "realm-admin");
    String mailbox = mailbox(newcomer);
    String table =
        String.join(
            "\r\n",
            "\uFEFFperson,Secret,recovery address",
            spaced.username()
                + ",\""
                + spaced.secret().toLowerCase().replaceAll("....", "$0 ")
                + "\"",
            newcomer.username().toUpperCase() + "," + uri(newcomer) + "," + mailbox,
            "",
            complete.username() + "," + complete.secret(),
            other.username() + "," + secret(),
            "nobody," + secret(),
            contractor.username() + "," + secret(),
            administrator.username() + "," + secret(),
            spaced.username() + ",0189",
            spaced.username() + ",AAAA",
            campus.people().newcomer().username() + "," + secret() + ",t@omu.ac.jp",
            "alone");
    List<String> answers =
        List.of(
            "2 added",
            "3 added",
            "5 there",
            "6 this person has another key",
            "7 there is no such person",
            "8 this person may have no key",
            "9 this person may do more than you, or is you",
            "10 the secret is no Base32",
            "11 the secret is shorter than 80 bits",
            "12 Addresses of omu.ac.jp cannot be registered",
            "13 the line cannot be read");
    assertThat(answers(send("campus-administrator", KEYS + "&dryRun=true", CSV, table)))
        .isEqualTo(answers);
    assertThat(keys(spaced)).as("a dry run").isEmpty();
    assertThat(campus.records().recoveryEmail(newcomer)).isEmpty();

    assertThat(answers(send("campus-administrator", KEYS, CSV, table))).isEqualTo(answers);
    for (Person person : List.of(spaced, newcomer, complete)) {
      signOn(person, person.code());
    }
    assertThat(campus.records().recoveryEmail(newcomer)).hasValue(mailbox);
    assertThat(keys(contractor)).isEmpty();
    assertThat(keys(administrator)).isEmpty();
    assertThat(answers(send("campus-administrator", KEYS, CSV, table)).subList(0, 3))
        .as("again")
        .containsExactly("2 there", "3 there", "5 there");
    assertThat(
            event(spaced, "imported-key")
                + event(newcomer, "imported-key")
                + event(newcomer, "recovery-address"))
        .doesNotContain(spaced.secret(), newcomer.secret(), mailbox);
  }

  /** The text that is lost there begins with a secret. */
  @Test
  void aQuotationMarkThatIsNotClosedStoresNothing() throws Exception {
    Person first = campus.people().studentWithoutKey().withKey(secret());
    String table = first.username() + "," + first.secret() + "\nnext,\"" + secret();
    HttpResponse<String> answer = send("campus-administrator", KEYS, CSV, table);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .matches("\\{\"errorMessage\":\"Line \\d: a quotation mark is not closed\"}");
    assertThat(keys(first)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"campus-otp-setup", "campus-recovery-address"})
  void anImportSettlesWhatIsOwed(String action) throws Exception {
    Person person = campus.people().newcomer().withKey(secret());
    campus.users().require(person, action);
    String line = String.join(",", person.username(), person.secret(), mailbox(person));
    assertThat(answers(send("campus-administrator", KEYS, CSV, line))).containsExactly("1 added");
    assertThat(campus.records().requiredActions(person)).isEmpty();
  }

  private static String mailbox(Person person) {
    return person.username() + "@example.net";
  }

  /** A hardware token of its own kind. */
  @Test
  void jsonLinesSayMoreOfAKey() throws Exception {
    Person person = campus.people().studentWithoutKey().withKey(secret());
    String line =
        "{\"person\":\"%s\",\"secret\":\"%s\",\"digits\":8,\"period\":60,\"algorithm\":\"SHA256\"}"
            .formatted(person.username(), person.secret());
    String lines = line + "\n\nnonsense\n{\"person\":\"x\"}\n" + line.replace("SHA256", "MD5");
    assertThat(answers(send("campus-administrator", KEYS, JSON_LINES, lines)))
        .containsExactly(
            "1 added",
            "3 the line cannot be read",
            "4 the line cannot be read",
            "5 algorithm is SHA1, SHA256 or SHA512");
    String code =
        new TOTPGenerator.Builder(person.secret())
            .withHOTPGenerator(
                hotp -> hotp.withPasswordLength(8).withAlgorithm(HMACAlgorithm.SHA256))
            .withPeriod(Duration.ofSeconds(60))
            .build()
            .now();
    Secrets.SEEN.code(code);
    signOn(person, code);
  }

  @ParameterizedTest
  @CsvSource({"'', true", "&show=true, false"})
  void anImportedKeyIsShownOnlyWhereTheImportSaysSo(String show, boolean hidden) throws Exception {
    Person person = campus.people().studentWithoutKey().withKey(secret());
    String line = person.username() + "," + person.secret();
    assertThat(answers(send("campus-administrator", KEYS + show, CSV, line)))
        .containsExactly("1 added");
    HttpSignOn browser = new HttpSignOn(campus.node()).wish("campus-otp-show");
    String page =
        browser
            .password(person, campus.portalCallback(), "X-Forwarded-For: " + Networks.EDUROAM)
            .body();
    assertThat(page.contains("以前のシステムで設定されたものなので、表示できません")).isEqualTo(hidden);
  }

  private void signOn(Person person, String code) throws Exception {
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(person, campus.portalCallback(), AT_HOME);
    browser.submit(Map.of("otp", code), AT_HOME);
    assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
  }

  private List<String> keys(Person person) {
    return campus.records().credentialIds(person, "otp");
  }

  private static String secret() {
    String secret = OtpCredential.newSecret();
    Secrets.SEEN.key(secret);
    return secret;
  }

  private static String uri(Person person) {
    return "otpauth://totp/Old:" + person.username() + "?secret=" + person.secret() + "&digits=6";
  }

  private static List<String> answers(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> answers = new ArrayList<>();
    for (JsonNode line : JSON.readTree(answer.body())) {
      String result = line.path("result").asText();
      String why = line.path("why").asText().replaceFirst(", since.*", "");
      answers.add(line.path("line") + " " + (result.equals("refused") ? why : result));
    }
    return answers;
  }

  /** Each person has one of their own, so that their history can be told. */
  private String event(Person person, String what) {
    String path = "campus-otp/people/" + person.id() + "/" + what;
    JsonNode events = campus.admin().get(REALM + "/admin-events?resourcePath=" + path);
    assertThat(events).hasSize(1);
    assertThat(events.at("/0/details/reason").asText()).isEqualTo("move");
    return events.toString();
  }

  private HttpResponse<String> send(String role, String call, String type, String body)
      throws Exception {
    try (Program program = new Program(campus, List.of(role))) {
      return program.call("POST", call, body, "Content-Type", type);
    }
  }
}
