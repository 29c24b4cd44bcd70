package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Mailbox;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Walk;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A thief's page that stays open while its victim, or the help desk, changes the locks. */
@ExtendWith(Campus.Resolver.class)
class LeftOpenIT {
  private static final String NEW = "another-password-1";
  private static final Map<String, String> NEW_PASSWORD =
      Map.of("password-new", NEW, "password-confirm", NEW);

  private final Campus campus;
  private final Person person;

  LeftOpenIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  private HttpSignOn atHome() throws IOException {
    return new HttpSignOn(campus.front()).at(Networks.HOME);
  }

  private void expectOutside(Answer answer, Person person) {
    assertThat(answer.isIn()).isFalse();
    assertThat(answer.body()).contains("設定が変更されました");
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"terms", "login-update-password"})
  void aProvisionalPasswordIsWorthNothingOnceReplaced(String page) throws IOException {
    Person freshman = campus.people().freshman();
    Walk thief = new Walk(atHome(), campus.mail(), freshman).open("/realms/omu/start/begin");
    thief.goesTo(page);
    Walk owner = new Walk(atHome(), campus.mail(), freshman);
    owner.open("/realms/omu/start/begin");
    owner.goesToTheEnd();
    int own = campus.records().sessions(freshman).size();

    Answer refused = thief.submit(page.equals("terms") ? Map.of("accept", "") : NEW_PASSWORD);
    assertThat(refused.body()).contains("設定が変更されました");
    assertThat(campus.records().sessions(freshman)).hasSize(own);
    assertThat(atHome().password(owner.person(), campus.portalCallback()))
        .as("the owner's password still is")
        .matches(Answer::isYellowPage);
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE_PASSWORD, password",
    "UPDATE_PASSWORD, key",
    "campus-otp-show, password",
    "campus-otp-show, key",
  })
  void aSignOnBehindTheCodeEndsWithThePasswordOrTheKey(String wish, String changed)
      throws IOException {
    HttpSignOn thief = atHome().wish(wish);
    assertThat(thief.password(person, campus.portalCallback())).matches(Answer::isYellowPage);
    thief.submit(Map.of("otp", person.code()));
    if (changed.equals("password")) {
      campus.users().setPassword(person, "desk-" + person.password());
    } else {
      campus.users().giveNewerKey(person);
    }
    expectOutside(
        thief.submit(wish.equals("UPDATE_PASSWORD") ? NEW_PASSWORD : Map.of("back", "back")),
        person);
    assertThat(atHome().password(person.withPassword(NEW), campus.portalCallback()))
        .matches(answer -> !answer.isYellowPage());
  }

  @Test
  void aSignOnThatLeansOnTheSessionEndsWithTheKey() throws IOException {
    HttpSignOn thief = atHome();
    thief.password(person, campus.portalCallback());
    assertThat(thief.submit(Map.of("otp", person.code())).isIn()).isTrue();
    OidcClient portal = OidcClient.named("omu-portal", campus);
    String show = portal.authorization("kc_action", "campus-otp-show");
    assertThat(thief.get(show).body()).contains("mail-destination");
    campus.users().giveNewerKey(person);
    Answer refused = thief.submit(Map.of("back", "back"));
    assertThat(refused.isIn()).isFalse();
    assertThat(refused.body()).contains("設定が変更されました");
    assertThat(thief.get(show)).matches(Answer::isYellowPage);
  }

  /** What an administrator does while a page is open, and what the page answers then. */
  enum End {
    DISABLED("現在利用できません"),
    DELETED("このログインは終了しました"),
    SIGNED_OUT("このログインは終了しました");

    private final String says;

    End(String says) {
      this.says = says;
    }

    private void happensTo(Person person, Campus campus) {
      if (this == SIGNED_OUT) {
        campus.users().signOutAll();
      } else if (this == DISABLED) {
        campus.users().enable(person, false);
      } else {
        campus.users().delete(person);
      }
    }
  }

  /** Without a required action it is the yellow page. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "campus-otp-setup",
        "campus-otp-show",
        "campus-otp-delete",
        "campus-backup-codes",
        "campus-recovery-address",
        "UPDATE_PASSWORD",
        "TERMS_AND_CONDITIONS",
        ""
      })
  void whoMayNoLongerSignOnGetsNoFurther(String action) throws IOException {
    for (End end : End.values()) {
      expectNoFurther(end, action, campus.people().student());
    }
  }

  private void expectNoFurther(End end, String action, Person person) throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    assertThat(browser.password(person, campus.portalCallback())).matches(Answer::isIn);
    OidcClient portal = OidcClient.named("omu-portal", campus);
    boolean terms = action.equals("TERMS_AND_CONDITIONS");
    if (terms) {
      campus.users().require(person, action);
    }
    String address = action.isEmpty() ? Networks.HOME : Networks.OMUNET;
    Answer open = browser.at(address).get(portal.authorization("kc_action", terms ? "" : action));
    assertThat(open.form()).as(open.toString()).isNotNull();
    Map<String, String> right = new HashMap<>(NEW_PASSWORD);
    right.putAll(Map.of("otp", person.code(), "accept", "", "verify", "verify"));
    if (open.body().contains("mail-destination")) {
      Answer mailed = browser.submit(Map.of("resend", "resend"));
      assertThat(mailed.body()).doesNotContain("role=\"alert\"").contains("name=\"code\"");
      right.put("code", campus.mail().code(person.recoveryEmail()));
    }
    List<String> keys = campus.records().credentialIds(person, "otp");

    end.happensTo(person, campus);
    Answer refused = browser.submit(right);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains(end.says).doesNotContain("name=\"confirm\"");

    if (end != End.DELETED) {
      campus.users().enable(person, true);
      assertThat(campus.records().credentialIds(person, "otp")).isEqualTo(keys);
      HttpSignOn next = atHome();
      next.get(portal.authorization());
      assertThat(next.rightPassword(person)).as("the password is").matches(Answer::isYellowPage);
    }
  }

  @Test
  void whatTheSignOnChangesItselfEndsNothing() throws IOException {
    HttpSignOn owner = atHome().wish("UPDATE_PASSWORD");
    owner.password(person, campus.portalCallback());
    owner.submit(Map.of("otp", person.code()));
    assertThat(owner.submit(NEW_PASSWORD).isIn()).isTrue();

    owner = atHome().wish("campus-otp-setup");
    owner.password(person.withPassword(NEW), campus.portalCallback());
    owner.submit(Map.of("otp", person.code()));
    owner.submit(Map.of("code", campus.mail().code(person.recoveryEmail()), "verify", "verify"));
    owner.submit(Map.of("confirm", "confirm"));
    assertThat(owner.submit(Map.of("confirm", "done")).isIn()).isTrue();
  }

  /** Whoever signs on in a tab in which another proved a mailbox has proved none. */
  @Test
  void theMailboxOfOnePersonIsNoProofOfAnother() throws IOException {
    Walk begun = new Walk(atHome(), campus.mail(), campus.people().freshman());
    begun.open("/realms/omu/start/begin");
    begun.goesTo("campus-confirm");
    Person victim = begun.person();
    HttpSignOn browser = atHome();
    browser.open("/realms/omu/start/begin");
    browser.get(browser.addressOf("reset-credentials"));
    browser.submit(Map.of("username", person.username()));
    String code = campus.mail().await(person.recoveryEmail(), Mailbox.Mail::hasCode).code();
    assertThat(browser.submit(Map.of("code", code, "verify", "verify")))
        .matches(Answer::isYellowPage);
    browser.get(browser.addressOf("authenticate"));
    browser.submit(Map.of("username", victim.username(), "password", victim.password()));
    Answer answer = browser.get(browser.addressOf("reset-credentials"));
    assertThat(answer.body()).doesNotContain("password-new");
    assertThat(browser.submit(NEW_PASSWORD).body()).doesNotContain("password-new");
    assertThat(atHome().password(victim, campus.portalCallback()).body())
        .as("the victim's password still is: the enrolment begins")
        .contains("campus-introduction");
  }
}
