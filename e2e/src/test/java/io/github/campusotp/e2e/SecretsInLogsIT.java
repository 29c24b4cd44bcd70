package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.e2e.HttpSignOn.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The whole life of a key on a server that logs all it can, requests included; afterwards no code,
 * key or URI of it is in any log or event. Before the shared campus starts: it borrows its folder.
 */
@Order(2)
class SecretsInLogsIT {
  private static final Pattern KEY = Pattern.compile("data-copy=\"([A-Z2-7]+)\"");
  private static final int AROUND = 120;

  /**
   * All but two of Hibernate's: one prints every entity that it writes, Keycloak's own credentials
   * and password hashes too; the other prints nothing but numbers, which can look like a code.
   */
  private static final String LOG_LEVEL =
      "debug,org.hibernate.orm.core:info,org.hibernate.session.metrics:info";

  /** What nobody may find, and as what it is known. */
  private final Map<String, Pattern> secrets = new LinkedHashMap<>();

  private Demo demo;
  private KeycloakAdmin admin;
  private Mailbox mail;
  private HttpSignOn browser;

  @Test
  void theWholeLifeOfAKeyLeavesNoSecretInAnyLogOrEvent() throws Exception {
    Demo.Options options = new Demo.Options(Campus.REPOSITORY, Campus.DIRECTORY).port(0);
    options
        .keycloak()
        .setting("log-level", LOG_LEVEL)
        .setting("http-access-log-enabled", "true")
        .setting("http-access-log-pattern", "combined");
    try (Demo started = Demo.start(options, Progress.SILENT)) {
      demo = started;
      admin = KeycloakAdmin.of(demo.keycloak());
      mail = new Mailbox(demo.mail());
      secrets.put("a URI", Pattern.compile("otpauth(:|%3A)", Pattern.CASE_INSENSITIVE));
      secrets.put("the hash of a mailed code", Pattern.compile("\\b[0-9a-f]{64} \\d{10}\\b"));

      int begin = Files.readString(demo.keycloak().log()).length();
      Person person = live();
      String log = Files.readString(demo.keycloak().log()).substring(begin);
      assertThat(log)
          .as("is as talkative as was asked, and about this person")
          .contains(" DEBUG ", person.id(), "\"GET /realms/omu/mfa/key HTTP/1.1\"");
      assertThat(findings(log)).as("in the log").isEmpty();
      assertThat(findings(events())).as("in the events").isEmpty();
    }
  }

  /** Enrols at home, then shows, reissues and deletes, each time with a slip of the finger. */
  private Person live() throws IOException {
    Person newcomer = admin.newcomer();
    Person person = newcomer.withRecoveryEmail(newcomer.username() + "@example.org");
    secret("a password", person.password());

    browser = new HttpSignOn(demo.front()).at(Networks.HOME);
    browser.password(person, demo.front().resolve("/portal/callback").toString());
    browser.submit(Map.of("recoveryEmail", person.recoveryEmail(), "confirm", "confirm"));
    proveMailbox(person);
    proveMailbox(person);
    Person equipped = keyOf(person, browser.submit(Map.of("confirm", "confirm")));
    secret("a one-time password", equipped.wrongCode());
    browser.submit(Map.of("otp", equipped.wrongCode(), "verify", "verify"));
    assertThat(browser.submit(Map.of("otp", oneTime(equipped), "verify", "verify")).isIn())
        .isTrue();

    at(MenuPage.SHOW, equipped);
    assertThat(browser.reload().body()).contains(equipped.secret());
    browser.submit(Map.of("otp", oneTime(equipped), "verify", "verify"));
    result(browser.submit(Map.of("confirm", "done")));

    at(MenuPage.REISSUE, equipped);
    Person renewed = keyOf(equipped, browser.submit(Map.of("confirm", "confirm")));
    result(browser.submit(Map.of("confirm", "done")));

    HttpSignOn home = new HttpSignOn(demo.front()).at(Networks.HOME);
    home.password(person, demo.front().resolve("/portal/callback").toString());
    home.submit(Map.of("otp", oneTime(equipped)));
    assertThat(home.submit(Map.of("otp", oneTime(renewed))).isIn()).isTrue();

    at(MenuPage.DELETE, renewed);
    result(browser.submit(Map.of("confirm", "confirm")));
    assertThat(admin.credentialIds(person, "otp")).isEmpty();
    return person;
  }

  /** Signs on to the management site anew and proves the mailbox. */
  private void at(String address, Person person) throws IOException {
    browser = new HttpSignOn(demo.front()).at(Networks.OMUNET);
    browser.open(address);
    browser.submit(
        Map.of("username", person.username(), "password", person.password(), "login", "login"));
    proveMailbox(person);
  }

  /** A wrong code first, then the mailed one. */
  private void proveMailbox(Person person) throws IOException {
    String right = mail.code(person.recoveryEmail());
    String wrong = right.equals("907351") ? "907352" : "907351";
    secret("a mailed code", right);
    secret("a mailed code, mistyped", wrong);
    assertThat(browser.submit(Map.of("code", wrong, "verify", "verify")).body())
        .contains("id=\"mail-destination\"");
    admin.clearFailures(person); // Keycloak locks whoever is faster than a person
    assertThat(browser.submit(Map.of("code", right, "verify", "verify")).body())
        .doesNotContain("campus-error");
  }

  private Person keyOf(Person person, Answer page) {
    Matcher key = KEY.matcher(page.body());
    assertThat(key.find()).as("the page shows a key").isTrue();
    Person equipped = person.withKey(key.group(1));
    String separator = "([\\s+,-]|%20)*";
    secrets.put(
        "a key: " + equipped.secret(),
        Pattern.compile(String.join(separator, equipped.secret().split("(?<=\\G.{4})"))));
    return equipped;
  }

  private String oneTime(Person person) {
    String code = person.code();
    secret("a one-time password", code);
    return code;
  }

  private void result(Answer answer) throws IOException {
    assertThat(browser.follow(answer).body()).contains("campus-menu");
  }

  /** As a word of its own: digits inside longer numbers are not it. */
  private void secret(String what, String text) {
    secrets.put(
        what + ": " + text, Pattern.compile("(?<![\\w.])" + Pattern.quote(text) + "(?!\\w)"));
  }

  private String events() {
    return Stream.of("events", "admin-events")
        .map(kind -> admin.call("GET", "/admin/realms/omu/" + kind + "?max=1000", null).body())
        .reduce("", String::concat);
  }

  private List<String> findings(String text) {
    List<String> findings = new ArrayList<>();
    secrets.forEach(
        (what, pattern) -> {
          Matcher matcher = pattern.matcher(text);
          while (matcher.find()) {
            int begin = Math.max(0, matcher.start() - AROUND);
            int end = Math.min(text.length(), matcher.end() + AROUND);
            findings.add(what + " in: " + text.substring(begin, end));
          }
        });
    return findings;
  }
}
