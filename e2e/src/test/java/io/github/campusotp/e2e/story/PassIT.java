package io.github.campusotp.e2e.story;

import static io.github.campusotp.e2e.Parallel.parallel;
import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Program;
import io.github.campusotp.e2e.server.Programs;
import io.github.campusotp.e2e.server.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phone and mailbox are lost: the help desk gives a pass. */
@ExtendWith(Campus.Resolver.class)
class PassIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELP_DESK = "campus-help-desk";
  private static final String REASON = "\"reason\":\"showed the student card\"";
  private static final String AT_HOME = "X-Forwarded-For: " + Networks.HOME;

  private final Programs programs;
  private final Campus campus;

  PassIT(Campus campus) {
    this.campus = campus;
    this.programs = new Programs(campus);
  }

  @AfterEach
  void takePrograms() {
    programs.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void letsInWithAKeyAndWithout(boolean withKey) throws Exception {
    Person person = withKey ? campus.people().student() : campus.people().studentWithoutKey();
    String pass = give(person, "\"uses\":1");
    HttpSignOn browser = new HttpSignOn(campus.node());
    assertThat(browser.password(person, campus.portalCallback(), AT_HOME).body())
        .contains("臨時番号（10桁の数字）を受け取った方は");
    assertThat(browser.submit(Map.of("otp", pass), AT_HOME).isIn()).isTrue();
    assertThat(campus.records().lastLogin(person)).returns("pass", Event::secondFactor);

    HttpSignOn another = new HttpSignOn(campus.node());
    Answer page = another.password(person, campus.portalCallback(), AT_HOME);
    assertThat(page.isYellowPage()).as("it is used up").isEqualTo(withKey);
    if (withKey) {
      assertThat(another.submit(Map.of("otp", pass), AT_HOME).body())
          .contains("ワンタイムパスワードは6桁の数字です");
      assertThat(another.submit(Map.of("otp", person.code()), AT_HOME).isIn()).isTrue();
    }
  }

  @Test
  void ofFiftyUsesInFiftyBrowsersOneLetsIn() throws Exception {
    Person person = campus.people().student();
    String pass = give(person, "\"uses\":1");
    List<Callable<Answer>> uses = new ArrayList<>();
    while (uses.size() < 50) {
      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), AT_HOME);
      uses.add(() -> browser.submit(Map.of("otp", pass), AT_HOME));
    }
    try (var all = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "100")) {
      assertThat(parallel(uses)).filteredOn(Answer::isIn).hasSize(1);
    }
    assertThat(campus.records().events(person, "LOGIN")).hasSize(1);
  }

  /** On the wrong side of which nothing is looked at, however right. */
  @Test
  void guessesEndAtTheLimitOfOneTimePasswords() throws Exception {
    Person person = campus.people().student();
    String pass = give(person, "\"uses\":1");
    try (var one = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "1")) {
      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), AT_HOME);
      String wrong = "%010d".formatted((Long.parseLong(pass) + 1) % 10_000_000_000L);
      assertThat(browser.submit(Map.of("otp", wrong), AT_HOME).body()).contains("臨時番号が違います");
      assertThat(browser.submit(Map.of("otp", pass), AT_HOME).isIn()).isFalse();
      assertThat(seen(person).path("locks").toString()).contains("wrong-one-time-passwords");
    }
    assertThat(campus.records().events(person, "LOGIN")).isEmpty();
  }

  @Test
  void aPersonWhoLostPhoneAndMailboxGetsANewKey() throws Exception {
    Person person = campus.people().student();
    String pass = give(person, "");
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Page page = visitor.page();
      Enrolment.at(campus, visitor, MenuPage.REISSUE, person);
      enter(page, pass);
      new ConfirmPage(page).isShown().button().click();
      Person renewed = new Enrolment(campus, visitor).enterIntoPhone(person);
      new KeyPage(page).finish();
      new MenuPage(page).isShown();
      visitor.openPortal();
      new OtpPage(page).enter(renewed.code());
      new PortalPage(page).isSignedOn(person);
    }
    assertThat(seen(person).path("pass").isMissingNode()).as("a new key ends it").isTrue();
    assertThat(campus.mail().latest(person.recoveryEmail()).subject())
        .contains("セットアップキーが再発行されました");
    assertThat(campus.records().events(person, "CUSTOM_REQUIRED_ACTION"))
        .extracting(Event::secondFactor)
        .containsOnlyOnce("pass");
  }

  /** The present key and its end are nothing that the help desk may give away. */
  @ParameterizedTest
  @ValueSource(strings = {MenuPage.SHOW, MenuPage.DELETE, MenuPage.BACKUP_CODES, MenuPage.ADDRESS})
  void isGoodForNothingElse(String address) throws Exception {
    Person person = campus.people().student();
    String pass = give(person, "");
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Enrolment.at(campus, visitor, address, person);
      enter(visitor.page(), pass);
      PlaywrightAssertions.assertThat(new CodePage(visitor.page()).error())
          .containsText("確認コードは6桁の数字です");
    }
  }

  @Test
  void withItAnotherAddressIsRegisteredWhereTheDeskSaidSo() throws Exception {
    Person person = campus.people().student();
    String pass = give(person, "\"mayRegister\":true");
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Enrolment.at(campus, visitor, MenuPage.ADDRESS, person);
      enter(visitor.page(), pass);
      Person moved = new Enrolment(campus, visitor).registerAddress(person);
      new MenuPage(visitor.page()).isShown();
      assertThat(campus.records().recoveryEmail(person)).hasValue(moved.recoveryEmail());
    }
    campus.mail().await(person.recoveryEmail(), mail -> mail.subject().contains("メールアドレスが変更されました"));
  }

  /** Who can read one of the mailboxes learns of it. */
  @Test
  void isToldAndLeavesItsReasonAndNoDigits() throws Exception {
    Person person = campus.people().student();
    String pass = give(person, "\"minutes\":30,\"uses\":2");
    assertThat(
            campus
                .mail()
                .await(person.recoveryEmail(), mail -> mail.subject().contains("臨時番号が発行されました"))
                .text())
        .contains("手続きした人: ヘルプデスク", "依頼した覚えがない場合は")
        .doesNotContain(pass);
    JsonNode events =
        campus.admin().get(REALM + "/admin-events?resourcePath=" + office(person).split("omu/")[1]);
    assertThat(events.at("/0/details/reason").asText()).isEqualTo("showed the student card");
    assertThat(events.at("/0/details/uses").asText()).isEqualTo("2");
    assertThat(events.at("/0/details/mayRegister").asText()).isEqualTo("false");
    assertThat(events.toString()).doesNotContain(pass);
    JsonNode seen = seen(person).path("pass");
    assertThat(seen.path("usesLeft").asInt()).isEqualTo(2);
    assertThat(seen.path("mayRegister").asBoolean()).isFalse();
    assertThat(seen.path("until").asLong() - System.currentTimeMillis())
        .isBetween(20L * 60_000, 30L * 60_000);
    assertThat(campus.admin().get(REALM + "/users/" + person.id() + "/credentials").toString())
        .contains("campus-pass")
        .doesNotContain(pass);
  }

  @Test
  void takenBackItEndsWhatItBegan() throws Exception {
    Person person = campus.people().student();
    Program desk = programs.with(HELP_DESK);
    String pass = give(desk, person, "\"uses\":5");
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(person, campus.portalCallback(), AT_HOME);
    assertThat(browser.submit(Map.of("otp", pass), AT_HOME).isIn()).isTrue();
    String body = "{" + REASON + "}";
    assertThat(desk.call("DELETE", office(person), body).statusCode()).isEqualTo(204);
    HttpResponse<String> again = desk.call("DELETE", office(person), body);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("This person has no pass");
    Answer next =
        browser.get(
            new OidcClient("omu-portal", campus.portalCallback(), "").authorization(), AT_HOME);
    assertThat(next.body()).as("the session is over").contains("name=\"password\"");
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                   403",
    "manage-users,         403",
    "manage-realm,         403",
    "campus-help-desk,     200",
    "campus-administrator, 200",
  })
  void aRoleMayGiveIt(String roles, int status) throws Exception {
    Program program = programs.with(roles.isEmpty() ? new String[0] : new String[] {roles});
    Person person = campus.people().student();
    String body = "{" + REASON + "}";
    assertThat(program.call("POST", office(person), body).statusCode()).isEqualTo(status);
    assertThat(program.call("DELETE", office(person), body).statusCode())
        .isEqualTo(status == 200 ? 204 : status);
    campus.users().grant(person.id(), "view-users");
    assertThat(program.call("POST", office(person), body).statusCode())
        .as("of somebody with more rights")
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                            | The body is a JSON object",
        "{}                            | reason says why",
        "{\"minutes\":9, %s}           | minutes is 10 to 1440",
        "{\"minutes\":1441, %s}        | minutes is 10 to 1440",
        "{\"uses\":0, %s}              | uses is 1 to 10",
        "{\"uses\":11, %s}             | uses is 1 to 10",
      })
  void whatIsWrongIsSaid(String body, String message) throws Exception {
    Person person = campus.people().student();
    HttpResponse<String> answer =
        programs.with(HELP_DESK).call("POST", office(person), body.formatted(REASON));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("errorMessage").asText()).startsWith(message);
    assertThat(seen(person).path("pass").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void thePagesThatTakeItAreGood(String locale, ColorScheme scheme) throws Exception {
    Person person = campus.people().student();
    give(person, "");
    NewContextOptions options = new NewContextOptions().setLocale(locale).setColorScheme(scheme);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Look look = new Look(visitor.page(), locale, scheme);
      visitor.signOn(person);
      look.expectGood("OTP_PASS");
      Enrolment.at(campus, visitor, MenuPage.REISSUE, person);
      look.expectGood("CODE_PASS");
      enter(visitor.page(), "0000000000");
      PlaywrightAssertions.assertThat(new CodePage(visitor.page()).error()).isVisible();
      look.expectGood("CODE_PASS_ERROR");
    }
  }

  private static void enter(Page page, String pass) {
    CodePage code = new CodePage(page).isShown();
    code.field().fill(pass);
    page.locator("[name=verify]").click();
  }

  private static String office(Person person) {
    return REALM + "/campus-otp/people/" + person.id() + "/pass";
  }

  private JsonNode seen(Person person) throws Exception {
    return programs.with(HELP_DESK).get(office(person).replace("/pass", ""));
  }

  private String give(Person person, String terms) throws Exception {
    return give(programs.with(HELP_DESK), person, terms);
  }

  private static String give(Program desk, Person person, String terms) throws Exception {
    String body = "{" + REASON + (terms.isEmpty() ? "" : "," + terms) + "}";
    HttpResponse<String> answer = desk.call("POST", office(person), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    String pass = JSON.readTree(answer.body()).path("pass").asText();
    assertThat(pass).matches("[0-9]{10}");
    Secrets.SEEN.password(pass);
    return pass;
  }
}
