package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.server.BrokenMailServer;
import io.github.campusotp.e2e.server.BrokenMailServer.Fault;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Setting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keycloak's /metrics after a known run, and what docs/operations.md says of it. */
@ExtendWith(Campus.Resolver.class)
class MetricsIT {
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(campusotp_\\w+\\{.*}) (\\S+)$");

  private static final String RUN =
      """
      campusotp_candidate_total{realm="omu",would="ask"} 1
      campusotp_candidate_total{realm="omu",would="spare"} 1
      campusotp_codes_refused_total{error="expired_code",purpose="delete",realm="omu"} 1
      campusotp_codes_refused_total{error="invalid_code",purpose="password",realm="omu"} 1
      campusotp_codes_refused_total{error="invalid_code",purpose="show",realm="omu"} 1
      campusotp_codes_sent_total{purpose="address",realm="omu"} 1
      campusotp_codes_sent_total{purpose="delete",realm="omu"} 2
      campusotp_codes_sent_total{purpose="password",realm="omu"} 1
      campusotp_codes_sent_total{purpose="reissue",realm="omu"} 1
      campusotp_codes_sent_total{purpose="setup",realm="omu"} 1
      campusotp_codes_sent_total{purpose="show",realm="omu"} 1
      campusotp_codes_unsent_total{purpose="show",realm="omu"} 1
      campusotp_key_actions_total{purpose="delete",realm="omu"} 1
      campusotp_key_actions_total{purpose="reissue",realm="omu"} 1
      campusotp_key_actions_total{purpose="setup",realm="omu"} 1
      campusotp_key_actions_total{purpose="show",realm="omu"} 1
      campusotp_otp_refused_total{error="invalid_user_credentials",realm="omu"} 11
      campusotp_otp_refused_total{error="user_temporarily_disabled",realm="omu"} 1
      campusotp_signons_total{network="OMUNET-1X",realm="omu",second_factor="not-required"} 4
      campusotp_signons_total{network="eduroam",realm="omu",second_factor="not-required"} 2
      campusotp_signons_total{network="off-campus",realm="omu",second_factor="none"} 1
      campusotp_signons_total{network="off-campus",realm="omu",second_factor="otp"} 3
      campusotp_signons_total{network="off-campus",realm="omu",second_factor="session"} 1
      """;

  private final Campus campus;

  MetricsIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void aKnownRunIsCountedAndTheDocumentNamesWhatIsThere() throws Exception {
    Map<String, Long> before = counters();
    signOns();
    tryOutAList();
    guessAtHome();
    showKeyAtHome();
    deleteKey();
    reissueKey();
    enrolAtHome();
    registerAddress();
    forgetPassword();
    mailServerAway();
    Map<String, Long> after = counters();
    String run =
        after.entrySet().stream()
            .map(
                now ->
                    now.getKey() + " " + (now.getValue() - before.getOrDefault(now.getKey(), 0L)))
            .filter(line -> !line.endsWith(" 0"))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(run).isEqualTo(RUN);

    String section =
        Files.readString(Path.of("../docs/operations.md"))
            .replaceFirst("(?s).*\\n## Metrics\\n(.*?)(\\n## .*|$)", "$1");
    assertThat(names(section, "(?m)^\\| `(campusotp_\\w+)"))
        .isEqualTo(names(metrics(), "(?m)^(campusotp_\\w+)"));
    assertThat(names(metrics(), "(?m)^(\\w+)"))
        .containsAll(
            names(
                section, "\\b((?:campusotp|keycloak|http_server|agroal|vendor|jvm|process)_\\w+)"));
  }

  private void signOns() throws IOException {
    Person person = campus.people().student();
    assertThat(password(at(Networks.OMUNET), person)).matches(Answer::isIn);
    assertThat(password(at(Networks.EDUROAM), person)).matches(Answer::isIn);
    at(Networks.OMUNET).password(campus.people().student().withPassword("wrong"), portal());

    HttpSignOn home = at(Networks.HOME);
    assertThat(password(home, person)).matches(Answer::isYellowPage);
    home.submit(Map.of("otp", "12345"));
    home.submit(Map.of("otp", person.wrongCode()));
    assertThat(home.submit(Map.of("otp", person.code()))).matches(Answer::isIn);
    assertThat(home.get(signOnToThePortal())).matches(Answer::isIn);
  }

  /** Of somebody who signs on more than once. */
  private Answer password(HttpSignOn browser, Person person) throws IOException {
    browser.get(signOnToThePortal());
    return browser.rightPassword(person);
  }

  private String signOnToThePortal() {
    return new OidcClient("omu-portal", portal(), "").authorization();
  }

  /** It decides nothing: on campus the password is enough, at home it is not. */
  private void tryOutAList() throws IOException {
    Person person = campus.people().student();
    try (Setting list = campus.settings().policy("candidateNetworks", "home = 203.0.113.0/24")) {
      assertThat(password(at(Networks.EDUROAM), person)).matches(Answer::isIn);
      assertThat(campus.records().lastLogin(person).details())
          .containsEntry("campus_network", "eduroam")
          .containsEntry("candidate_network", "off-campus");
      HttpSignOn home = at(Networks.HOME);
      assertThat(password(home, person)).matches(Answer::isYellowPage);
      assertThat(home.submit(Map.of("otp", person.code()))).matches(Answer::isIn);
      assertThat(campus.records().lastLogin(person).details())
          .containsEntry("campus_network", "off-campus")
          .containsEntry("candidate_network", "home");
    }
  }

  /** Ten wrong ones are looked at in an hour. */
  private void guessAtHome() throws IOException {
    Person person = campus.people().student();
    String wrong = person.wrongCode();
    try (Setting patient = campus.settings().withoutLocks()) {
      HttpSignOn home = at(Networks.HOME);
      home.password(person, portal());
      for (int tries = 0; tries < 11; tries++) {
        home.submit(Map.of("otp", wrong));
      }
    }
  }

  /** At the management site, whose sign-on takes the password only and opens nothing else. */
  private void showKeyAtHome() throws IOException {
    Person person = campus.people().student();
    HttpSignOn home = at(Networks.HOME);
    home.open(MenuPage.SHOW);
    home.submit(Map.of("username", person.username(), "password", person.password()));
    home.submit(Map.of("code", wrong(mailed(person))));
    assertThat(home.submit(Map.of("code", mailed(person))).body()).contains(person.secret());
    home.reload();
    home.follow(home.submit(Map.of("confirm", "done")));
  }

  private void deleteKey() throws IOException {
    Person person = campus.people().student();
    HttpSignOn browser = at(Networks.OMUNET).wish("campus-otp-delete");
    try (Setting quick = setting("resendWait", "1");
        Setting brief = setting("codeLifetime", "1")) {
      Answer page = browser.password(person, portal());
      while (page.body().contains("name=\"code\"")) {
        page = browser.reload();
      }
      browser.submit(Map.of("code", mailed(person)));
    }
    long sent = campus.mail().codes(person.recoveryEmail());
    while (campus.mail().codes(person.recoveryEmail()) == sent) {
      browser.submit(Map.of("resend", "resend"));
    }
    browser.submit(Map.of("code", mailed(person)));
    assertThat(browser.submit(Map.of("confirm", "confirm"))).matches(Answer::isIn);
  }

  private void reissueKey() throws IOException {
    Person person = campus.people().student();
    HttpSignOn browser = at(Networks.OMUNET).wish("campus-otp-setup");
    browser.password(person, portal());
    browser.submit(Map.of("code", mailed(person)));
    browser.submit(Map.of("confirm", "confirm"));
    assertThat(browser.submit(Map.of("confirm", "done"))).matches(Answer::isIn);
  }

  private void enrolAtHome() throws IOException {
    Person person = campus.people().studentWithoutKey();
    HttpSignOn home = at(Networks.HOME);
    home.password(person, portal());
    home.submit(Map.of("begin", "begin"));
    home.submit(Map.of("code", mailed(person)));
    String page = home.submit(Map.of("confirm", "confirm")).body();
    Person equipped = person.withKey(page.replaceFirst("(?s).*data-copy=\"([A-Z2-7]+)\".*", "$1"));
    assertThat(home.submit(Map.of("otp", equipped.code()))).matches(Answer::isIn);
  }

  private void registerAddress() throws IOException {
    Person newcomer = campus.people().newcomer();
    Person person = newcomer.withRecoveryEmail(newcomer.username() + "@example.org");
    HttpSignOn browser = at(Networks.OMUNET).wish("campus-recovery-address");
    browser.password(person, portal());
    browser.submit(Map.of("recoveryEmail", person.recoveryEmail()));
    assertThat(browser.submit(Map.of("code", mailed(person)))).matches(Answer::isIn);
  }

  private void forgetPassword() throws IOException {
    Person person = campus.people().student();
    HttpSignOn home = at(Networks.HOME);
    home.open("/realms/omu/login-actions/reset-credentials?client_id=omu-portal");
    home.submit(Map.of("username", person.username()));
    String code = campus.mail().await(person.recoveryEmail(), Mail::hasCode).code();
    home.submit(Map.of("code", wrong(code)));
  }

  private void mailServerAway() throws IOException {
    try (BrokenMailServer broken = new BrokenMailServer(Fault.DOWN);
        Setting away = campus.settings().mailServer(broken.port())) {
      at(Networks.OMUNET).wish("campus-otp-show").password(campus.people().student(), portal());
    }
  }

  private HttpSignOn at(String address) throws IOException {
    return new HttpSignOn(campus.front()).at(address);
  }

  private String portal() {
    return campus.portalCallback();
  }

  private Setting setting(String key, String value) {
    return campus.settings().action("campus-recovery-address", key, value);
  }

  private String mailed(Person person) {
    return campus.mail().code(person.recoveryEmail());
  }

  private static String wrong(String right) {
    String ones = "1".repeat(right.length());
    return right.equals(ones) ? "2".repeat(right.length()) : ones;
  }

  /** The extension's own samples, sorted. */
  private Map<String, Long> counters() throws Exception {
    return SAMPLE
        .matcher(metrics())
        .results()
        .collect(
            Collectors.toMap(
                sample -> sample.group(1),
                sample -> (long) Double.parseDouble(sample.group(2)),
                Math::addExact,
                TreeMap::new));
  }

  private String metrics() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(campus.management().resolve("/metrics")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static Set<String> names(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
