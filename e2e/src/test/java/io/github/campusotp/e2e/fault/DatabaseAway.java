package io.github.campusotp.e2e.fault;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Cluster;
import io.github.campusotp.e2e.server.Cluster.Node;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** PostgreSQL goes away in the middle of a sign-on at one node of a {@link Cluster}. */
final class DatabaseAway {
  private final Cluster cluster;
  private final Node node;
  private final List<KeycloakAdmin> admins;
  private final KeycloakAdmin admin;

  DatabaseAway(Cluster cluster) {
    this.cluster = cluster;
    this.node = cluster.nodes().get(0);
    this.admins = cluster.nodes().stream().map(Node::admin).toList();
    this.admin = admins.get(0);
  }

  void signOnNeedsIt() throws IOException {
    Person person = admin.people().student();
    HttpSignOn browser = atSignOnPage();
    Map<String, String> fields =
        Map.of("username", person.username(), "password", person.password());
    expectNothing(whileItIsAway(browser, fields), person);
    Answer after = browser.goOn();
    assertThat((after.isIn() ? after : browser.submit(fields)).isIn()).isTrue();

    Person other = admin.people().student();
    browser = atSignOnPage();
    fields = Map.of("username", other.username(), "password", "wrong");
    expectNothing(whileItIsAway(browser, fields), other);
    assertThat(browser.goOn().body()).contains("name=\"password\"");
  }

  private HttpSignOn atSignOnPage() throws IOException {
    HttpSignOn browser = node.browserOnCampus();
    browser.get(Journey.PORTAL);
    return browser;
  }

  /** What was right counts though the answer to it was lost; what was wrong never does. */
  void yellowPageNeedsIt() throws IOException {
    Person person = admin.people().student();
    HttpSignOn browser = atYellowPage(person);
    expectNothing(whileItIsAway(browser, Map.of("otp", person.code())), person);
    Answer after = browser.goOn();
    assertThat((after.isIn() ? after : browser.submit(Map.of("otp", person.code()))).isIn())
        .isTrue();

    Person other = admin.people().student();
    browser = atYellowPage(other);
    expectNothing(whileItIsAway(browser, Map.of("otp", other.wrongCode())), other);
    assertThat(browser.goOn()).matches(Answer::isYellowPage);
  }

  private HttpSignOn atYellowPage(Person person) throws IOException {
    HttpSignOn browser = node.browserAtHome();
    assertThat(browser.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
    return browser;
  }

  void mailedCodeNeedsIt() throws IOException {
    Person person = admin.people().student();
    HttpSignOn browser = node.browserOnCampus().wish("campus-otp-show");
    browser.password(person, HttpSignOn.SHIPPED_PORTAL);
    String right = cluster.mailbox().code(person.recoveryEmail());
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
  void keyNeedsIt() throws IOException {
    Person person = admin.people().student();
    List<String> before = admin.records().credentialIds(person, "otp");
    HttpSignOn browser = node.browserOnCampus().wish("campus-otp-setup");
    browser.password(person, HttpSignOn.SHIPPED_PORTAL);
    String code = cluster.mailbox().code(person.recoveryEmail());
    browser.submit(Map.of("code", code, "verify", "verify"));
    Map<String, String> fields = Map.of("confirm", "confirm");
    expectNothing(whileItIsAway(browser, fields), person);
    assertThat(admin.records().credentialIds(person, "otp")).isEqualTo(before);

    Answer after = browser.goOn();
    while (!after.body().contains("data-copy")) { // for five seconds it is a second click
      after = browser.submit(fields);
    }
    assertThat(after.body()).doesNotContain(person.secret());
    assertThat(admin.records().credentialIds(person, "otp"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(before);
  }

  private Answer whileItIsAway(HttpSignOn browser, Map<String, String> fields) throws IOException {
    cluster.toDatabase().pullOut();
    Answer answer = browser.submitAside(fields);
    cluster.toDatabase().putBack();
    admins.forEach(DatabaseAway::isBack);
    return answer;
  }

  /** Keycloak finds each dead connection of its pool by using it once more. */
  private static void isBack(KeycloakAdmin admin) {
    int inARow = 0;
    for (int i = 0; i < 200 && inARow < 20; i++) {
      inARow = answers(admin) ? inARow + 1 : 0;
    }
    assertThat(inARow).as("good answers in a row, within 200").isEqualTo(20);
  }

  private static boolean answers(KeycloakAdmin admin) {
    try {
      return !admin.get(REALM + "/users?max=1").isEmpty();
    } catch (IllegalStateException deadConnection) {
      return false;
    }
  }

  private void expectNothing(Answer answer, Person person) {
    assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(500);
    assertThat(answer.isIn()).isFalse();
    assertThat(answer.body()).doesNotContain(person.secret());
    assertThat(admin.records().sessions(person)).isEqualTo(List.of());
  }
}
