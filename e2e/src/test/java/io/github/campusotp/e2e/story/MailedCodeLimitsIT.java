package io.github.campusotp.e2e.story;

import static io.github.campusotp.e2e.Parallel.parallel;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody gets who knows the password and not the mailbox, and is in a hurry. */
@ExtendWith(Campus.Resolver.class)
class MailedCodeLimitsIT {
  private static final String ADDRESS_ACTION = "campus-recovery-address";
  private static final String SHOW = "campus-otp-show";

  private final Campus campus;
  private Person person;

  MailedCodeLimitsIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  @Test
  void fiftyParallelRightCodesGiveTheProofOnce() throws Exception {
    HttpSignOn browser = atCodePage(SHOW);
    String code = mailed();
    parallel(50, () -> browser.submitAside(Map.of("code", code, "verify", "verify")));
    assertThat(campus.records().events(person, "CUSTOM_REQUIRED_ACTION"))
        .filteredOn(event -> SHOW.equals(event.details().get("custom_required_action")))
        .hasSize(1);
    assertThat(holdsKey(browser.reload())).isTrue();
  }

  @Test
  void aButtonPressedTwentyTimesGivesTheOneKeyOnThePage() throws Exception {
    HttpSignOn browser = atCodePage("campus-otp-setup");
    browser.submit(Map.of("code", mailed(), "verify", "verify"));
    parallel(20, () -> browser.submitAside(Map.of("confirm", "confirm")));
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
    assertThat(campus.records().events(person, "UPDATE_CREDENTIAL")).hasSize(1);

    String page = browser.reload().body();
    Person renewed = person.withKey(page.replaceFirst("(?s).*data-copy=\"([A-Z2-7]+)\".*", "$1"));
    HttpSignOn home = new HttpSignOn(campus.front());
    home.password(renewed, campus.portalCallback());
    assertThat(home.submit(Map.of("otp", renewed.code())).isIn()).isTrue();
  }

  @Test
  void twoHundredParallelGuessesEndAtTheLimit() throws Exception {
    try (Setting patient = campus.settings().withoutLocks();
        Setting quick = campus.settings().action(ADDRESS_ACTION, "resendWait", "1");
        Setting many = campus.settings().action(ADDRESS_ACTION, "mailsPerHour", "8")) {
      List<HttpSignOn> browsers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        browsers.add(withNewCode(SHOW));
      }
      AtomicInteger next = new AtomicInteger();
      for (int wave = 0; wave < 4; wave++) {
        parallel(
            50,
            () ->
                browsers
                    .get(next.getAndIncrement() % browsers.size())
                    .submitAside(Map.of("code", wrong(), "verify", "verify")));
        for (HttpSignOn browser : browsers) {
          browser.reload(); // a form is good for one answer
        }
      }
      assertThat(evaluated()).isEqualTo(10);
    }
  }

  @Test
  void tenWrongCodesAnHourAreAllWhateverIsBegunAnew() throws Exception {
    try (Setting patient = campus.settings().withoutLocks();
        Setting quick = campus.settings().action(ADDRESS_ACTION, "resendWait", "1")) {
      HttpSignOn unhurried = withNewCode(SHOW);
      String right = mailed();
      for (String action : List.of("campus-otp-delete", "campus-otp-setup")) {
        HttpSignOn browser = withNewCode(action);
        for (int i = 0; i < 5; i++) {
          browser.submit(Map.of("code", wrong(), "verify", "verify"));
        }
        browser.submit(Map.of("back", "back"));
      }
      assertThat(evaluated()).isEqualTo(10);

      assertThat(holdsKey(unhurried.submit(Map.of("code", right, "verify", "verify")))).isFalse();
      assertThat(campus.records().events(person, "CUSTOM_REQUIRED_ACTION_ERROR"))
          .extracting(Event::error)
          .contains("user_temporarily_disabled");
      long before = sent();
      atCodePage(SHOW).submit(Map.of("resend", "resend"));
      assertThat(sent()).as("a code that could not be used").isEqualTo(before);
    }
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
  }

  @Test
  void wrongOneTimePasswordsCountDespitePasswordSignOns() throws Exception {
    try (Setting ours = campus.settings().withoutLocks()) {
      for (int i = 0; i < 10; i++) {
        HttpSignOn home = new HttpSignOn(campus.front());
        home.password(person, campus.portalCallback());
        home.submit(Map.of("otp", person.wrongCode()));
        HttpSignOn onCampus = new HttpSignOn(campus.front()).at(Networks.OMUNET);
        assertThat(onCampus.password(person, campus.portalCallback()).isIn()).isTrue();
      }
      HttpSignOn home = new HttpSignOn(campus.front());
      home.password(person, campus.portalCallback());
      Answer answer = home.submit(Map.of("otp", person.code()));
      assertThat(answer.isIn()).isFalse();
      assertThat(answer.body()).as("the sign-on is over").contains("name=\"password\"");
    }
  }

  @Test
  void aKeyBearsSoManyWrongCodesAndANewOneBeginsAnew() throws Exception {
    try (Setting ours = campus.settings().withoutLocks();
        Setting few = campus.settings().action("campus-otp-setup", "wrongCodesPerKey", "3")) {
      assertThat(triesAtHome(person, person.wrongCode(), person.code()).isIn()).isTrue();
      triesAtHome(person, person.wrongCode());
      Answer last = triesAtHome(person, person.wrongCode(), person.code());
      assertThat(last.isIn()).isFalse();
      assertThat(last.body()).as("the sign-on is over").contains("name=\"password\"");

      Person again = campus.users().giveNewerKey(person);
      assertThat(triesAtHome(again, again.code()).isIn()).isTrue();
    }
  }

  @Test
  void aPasswordBearsSoManyWrongCodesAndANewOneBeginsAnew() throws Exception {
    try (Setting patient = campus.settings().withoutLocks();
        Setting quick = campus.settings().action(ADDRESS_ACTION, "resendWait", "1");
        Setting few = campus.settings().action(ADDRESS_ACTION, "wrongCodesPerMonth", "3")) {
      for (int i = 0; i < 2; i++) {
        HttpSignOn browser = withNewCode(SHOW);
        browser.submit(Map.of("code", wrong(), "verify", "verify"));
        Answer right = browser.submit(Map.of("code", mailed(), "verify", "verify"));
        assertThat(holdsKey(right)).as("forgives nothing").isTrue();
      }
      HttpSignOn browser = withNewCode(SHOW);
      browser.submit(Map.of("code", wrong(), "verify", "verify"));
      assertThat(holdsKey(browser.submit(Map.of("code", mailed(), "verify", "verify")))).isFalse();

      setPassword();
      HttpSignOn anew = withNewCode(SHOW);
      assertThat(holdsKey(anew.submit(Map.of("code", mailed(), "verify", "verify")))).isTrue();
    }
  }

  private Answer triesAtHome(Person person, String... codes) throws IOException {
    HttpSignOn home = new HttpSignOn(campus.front());
    Answer answer = home.password(person, campus.portalCallback());
    for (String code : codes) {
      answer = home.submit(Map.of("otp", code));
    }
    return answer;
  }

  @Test
  void wrongCodesLockTheAccountAsWrongPasswordsDo() throws Exception {
    HttpSignOn browser = atCodePage(SHOW);
    while (!campus.records().isLocked(person)) {
      browser.submit(Map.of("code", wrong(), "verify", "verify"));
    }
    assertThat(holdsKey(browser.submit(Map.of("code", mailed(), "verify", "verify")))).isFalse();
    Patience.until(
        "the right one is looked at again",
        () -> {
          campus.users().clearFailures(person); // Keycloak may still be counting
          return holdsKey(browser.submit(Map.of("code", mailed(), "verify", "verify")));
        });
  }

  @Test
  void aMinuteBetweenMailsOverAllBrowsersAndActions() throws Exception {
    atCodePage(SHOW);
    atCodePage("campus-otp-delete").submit(Map.of("resend", "resend"));
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void fiveMailsAnHourOverAllBrowsersAndActions() throws Exception {
    try (Setting quick = campus.settings().action(ADDRESS_ACTION, "resendWait", "1")) {
      Answer answer;
      do {
        HttpSignOn browser = atCodePage(sent() % 2 == 0 ? SHOW : "campus-otp-setup");
        answer = browser.submit(Map.of("resend", "resend"));
      } while (sent() <= 5 && !answer.body().contains("1時間に5通まで"));
    }
    assertThat(sent()).isEqualTo(5);
  }

  @Test
  void anOpenPageShowsNoKeyThatWasIssuedAfterItsCode() throws Exception {
    HttpSignOn thief = atCodePage(SHOW);
    assertThat(holdsKey(thief.submit(Map.of("code", mailed(), "verify", "verify")))).isTrue();
    campus.users().giveNewerKey(person);
    assertThat(holdsKey(thief.reload())).isFalse();
  }

  @Test
  void anOpenPageShowsNoKeyOnceThePasswordIsReset() throws Exception {
    HttpSignOn thief = atCodePage(SHOW);
    assertThat(holdsKey(thief.submit(Map.of("code", mailed(), "verify", "verify")))).isTrue();
    setPassword();
    assertThat(holdsKey(thief.reload())).isFalse();
  }

  private void setPassword() {
    campus.users().setPassword(person, "new-" + person.password());
    person = person.withPassword("new-" + person.password());
  }

  @Test
  void aProofHoldsNoLongerThanACode() throws Exception {
    try (Setting brief = campus.settings().action(ADDRESS_ACTION, "codeLifetime", "3")) {
      HttpSignOn browser = atCodePage(SHOW);
      Answer answer = browser.submit(Map.of("code", mailed(), "verify", "verify"));
      assertThat(holdsKey(answer)).isTrue();
      while (holdsKey(answer)) {
        answer = browser.reload();
      }
      assertThat(answer.body()).contains("mail-destination");
    }
  }

  @Test
  void aSetUpSwitchedOffWhileItIsOwedLetsNoUserIn() throws Exception {
    Person newcomer = campus.people().studentWithoutKey();
    HttpSignOn home = new HttpSignOn(campus.front());
    home.password(newcomer, campus.portalCallback());
    try (Setting off = campus.settings().disable("campus-otp-setup")) {
      Answer answer = home.reload();
      assertThat(answer.isIn()).isFalse();
      assertThat(answer.status()).isEqualTo(400);
    }
    assertThat(campus.records().sessions(newcomer)).isEmpty();
  }

  @Test
  void withThePasswordAloneNoAnswerHoldsTheKey() throws Exception {
    List<Map<String, String>> tricks =
        List.of(
            Map.of("confirm", "confirm"),
            Map.of("confirm", "done"),
            Map.of("otp", person.code(), "verify", "verify"),
            Map.of("code", "", "verify", "verify", "confirm", "confirm"),
            Map.of("code", wrong("000000"), "verify", "verify"),
            Map.of("back", "back", "confirm", "confirm"),
            Map.of("proved", "true", "stage", "key", "campus-otp-setup.stored", "x"));
    for (String action : List.of(SHOW, "campus-otp-setup", "campus-otp-delete")) {
      for (Map<String, String> trick : tricks) {
        HttpSignOn browser = atCodePage(action);
        assertThat(holdsKey(browser.submit(trick))).as("%s %s", action, trick).isFalse();
        assertThat(holdsKey(browser.reload())).isFalse();
      }
      for (String other : List.of(SHOW, "campus-otp-setup", "campus-otp-delete")) {
        HttpSignOn browser = atCodePage(action);
        browser.pretend(other);
        assertThat(holdsKey(browser.submit(Map.of("confirm", "confirm")))).isFalse();
      }
    }
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
    assertThat(campus.records().events(person, "UPDATE_CREDENTIAL")).isEmpty();
    assertThat(campus.records().events(person, "REMOVE_CREDENTIAL")).isEmpty();
  }

  /** On campus, where the password is enough, with an action that the portal asks for. */
  private HttpSignOn atCodePage(String action) throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET).wish(action);
    browser.password(person, campus.portalCallback());
    return browser;
  }

  /** The same with a code of its own: asks again until the pause after another mail is over. */
  private HttpSignOn withNewCode(String action) throws IOException {
    long before = sent();
    HttpSignOn browser = atCodePage(action);
    while (sent() == before) {
      browser.submit(Map.of("resend", "resend"));
    }
    return browser;
  }

  private String mailed() {
    return campus.mail().code(person.recoveryEmail());
  }

  private String wrong() {
    return wrong(mailed());
  }

  private static String wrong(String right) {
    return right.equals("111111") ? "222222" : "111111";
  }

  private long sent() {
    return campus.mail().codes(person.recoveryEmail());
  }

  /** How many guesses the server compared. */
  private long evaluated() {
    return campus.records().events(person, "CUSTOM_REQUIRED_ACTION_ERROR").stream()
        .filter(event -> "invalid_code".equals(event.error()))
        .count();
  }

  private static boolean holdsKey(Answer answer) {
    return answer.body().contains("setup-key") || answer.body().contains("otpauth:");
  }
}
