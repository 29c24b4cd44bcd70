package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.e2e.HttpSignOn.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL goes away in the middle of a sign-on: nobody gets in, and with it comes back whoever
 * was on the way. Before the shared campus starts: it borrows its folder.
 */
@Tag("fault")
class DatabaseAwayIT {
  private Demo demo;
  private KeycloakAdmin admin;
  private Cable cable;

  @Test
  void nobodyGetsInWhileItIsAwayAndEverybodyGoesOnAfterwards() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Cable toDatabase = new Cable(postgres.getPort())) {
      cable = toDatabase;
      Demo.Options options =
          new Demo.Options(StoryServer.REPOSITORY, StoryServer.directory("database-away")).port(0);
      String url = "jdbc:postgresql://localhost:" + cable.port() + "/postgres";
      StoryServer.inStories(ShippedRealm.in(options.keycloak()))
          .database("postgres", url, "postgres", "postgres");
      try (Demo started = Demo.start(options, Progress.SILENT)) {
        demo = started;
        admin = KeycloakAdmin.of(demo.keycloak());
        signOnNeedsIt();
        yellowPageNeedsIt();
        mailedCodeNeedsIt();
        keyNeedsIt();
        StoryServer.end(demo);
      }
    }
  }

  private void signOnNeedsIt() throws IOException {
    Person person = admin.student();
    HttpSignOn browser = atSignOnPage();
    Map<String, String> fields =
        Map.of("username", person.username(), "password", person.password());
    expectNothing(whileItIsAway(browser, fields), person);
    Answer after = browser.goOn();
    assertThat((after.isIn() ? after : browser.submit(fields)).isIn()).isTrue();

    Person other = admin.student();
    browser = atSignOnPage();
    fields = Map.of("username", other.username(), "password", "wrong");
    expectNothing(whileItIsAway(browser, fields), other);
    assertThat(browser.goOn().body()).contains("name=\"password\"");
  }

  private HttpSignOn atSignOnPage() throws IOException {
    HttpSignOn browser = new HttpSignOn(demo.front()).at(Networks.OMUNET);
    browser.get(new OidcClient("omu-portal", portal(), "").authorization());
    return browser;
  }

  /** What was right counts though the answer to it was lost; what was wrong never does. */
  private void yellowPageNeedsIt() throws IOException {
    Person person = admin.student();
    HttpSignOn browser = atYellowPage(person);
    expectNothing(whileItIsAway(browser, Map.of("otp", person.code())), person);
    Answer after = browser.goOn();
    assertThat((after.isIn() ? after : browser.submit(Map.of("otp", person.code()))).isIn())
        .isTrue();

    Person other = admin.student();
    browser = atYellowPage(other);
    expectNothing(whileItIsAway(browser, Map.of("otp", other.wrongCode())), other);
    assertThat(browser.goOn()).matches(Answer::isYellowPage);
  }

  private HttpSignOn atYellowPage(Person person) throws IOException {
    HttpSignOn browser = new HttpSignOn(demo.front()).at(Networks.HOME);
    assertThat(browser.password(person, portal())).matches(Answer::isYellowPage);
    return browser;
  }

  private void mailedCodeNeedsIt() throws IOException {
    Person person = admin.student();
    HttpSignOn browser = new HttpSignOn(demo.front()).at(Networks.OMUNET).wish("campus-otp-show");
    browser.password(person, portal());
    String right = new Mailbox(demo.mail()).code(person.recoveryEmail());
    String wrong = right.equals("111111") ? "222222" : "111111";
    expectNothing(whileItIsAway(browser, Map.of("code", wrong, "verify", "verify")), person);
    assertThat(browser.goOn().body()).contains("mail-destination");

    Map<String, String> fields = Map.of("code", right, "verify", "verify");
    expectNothing(whileItIsAway(browser, fields), person);
    Answer after = browser.goOn();
    boolean isProved = after.body().contains(person.secret());
    assertThat((isProved ? after : browser.submit(fields)).body()).contains(person.secret());
  }

  /** Whoever was shown no new key still has the old one. */
  private void keyNeedsIt() throws IOException {
    Person person = admin.student();
    List<String> before = admin.credentialIds(person, "otp");
    HttpSignOn browser = new HttpSignOn(demo.front()).at(Networks.OMUNET).wish("campus-otp-setup");
    browser.password(person, portal());
    String code = new Mailbox(demo.mail()).code(person.recoveryEmail());
    browser.submit(Map.of("code", code, "verify", "verify"));
    Map<String, String> fields = Map.of("confirm", "confirm");
    expectNothing(whileItIsAway(browser, fields), person);
    assertThat(admin.credentialIds(person, "otp")).isEqualTo(before);

    Answer after = browser.goOn();
    while (!after.body().contains("data-copy")) { // for five seconds it is a second click
      after = browser.submit(fields);
    }
    assertThat(after.body()).doesNotContain(person.secret());
    assertThat(admin.credentialIds(person, "otp")).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  private String portal() {
    return demo.front().resolve("/portal/callback").toString();
  }

  private Answer whileItIsAway(HttpSignOn browser, Map<String, String> fields) throws IOException {
    cable.pullOut();
    Answer answer = browser.submitAside(fields);
    cable.putBack();
    int inARow = 0;
    for (int i = 0; i < 200 && inARow < 20; i++) {
      inARow = isBack() ? inARow + 1 : 0;
    }
    assertThat(inARow).as("good answers in a row, within 200").isEqualTo(20);
    return answer;
  }

  /** Keycloak finds each dead connection of its pool by using it once more. */
  private boolean isBack() {
    try {
      return !admin.get("/admin/realms/omu/users?max=1").isEmpty();
    } catch (IllegalStateException deadConnection) {
      return false;
    }
  }

  private void expectNothing(Answer answer, Person person) {
    assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(500);
    assertThat(answer.isIn()).isFalse();
    assertThat(answer.body()).doesNotContain(person.secret());
    assertThat(admin.sessions(person)).isEqualTo(List.of());
  }
}
