package io.github.campusotp.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeMail;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.limit.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.models.AuthenticationExecutionModel;

/** The forgotten password: the page never reveals whether the typed name exists. */
class CampusResetCodeTest {
  private static final String NAME = "hanako";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser(NAME));
  private FakeAuthenticationSession signOn = signOn("root");

  @BeforeEach
  void hasAnAddress() {
    user.setPassword(1000L);
    user.setSingleAttribute("recoveryEmail", "hanako@example.com");
  }

  @Test
  void mailsACodeInTheBackground() {
    FakeFlowStep step = begin(NAME, user);
    assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(step.getUser()).as("its name would stand on the page").isNull();
    FakeMail.Sent mail = keycloak.mail().last();
    assertThat(mail.to()).isEqualTo("hanako@example.com");
    assertThat(mail.subject()).isEqualTo("campusCodeMailSubject.password");
    assertThat(mail.inBackground()).isTrue();
    assertThat(mail.told()).containsEntry("campusTopic", "password");
    assertThat(keycloak.eventNames()).containsExactly("SEND_RESET_PASSWORD");
    assertThat(keycloak.events().get(0).getUserId()).isEqualTo("id-of-hanako");
    assertThat(keycloak.events().get(0).getDetails())
        .containsEntry("campus_purpose", "password")
        .containsEntry("client_address", "198.51.100.1");
  }

  @Test
  void waitsForAButtonWhereASessionTellsTheUser() {
    keycloak.signedOn(new FakeUserSession("root", user));
    assertThat(begin(NAME, user).page().attribute("campusCodeUnsent")).isEqualTo(true);
    assertThat(keycloak.mail().sent()).isEmpty();
    send("resend", "");
    assertThat(keycloak.mail().sent()).hasSize(1);
  }

  @Test
  void letsInWithTheMailedCode() {
    begin(NAME, user);
    FakeFlowStep step = send("code", keycloak.mail().last().code());
    assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
    assertThat(step.getUser()).isEqualTo(user);
  }

  @ParameterizedTest
  @CsvSource({"READ_ONLY, FAILED", "UNSYNCED, SUCCESS", "WRITABLE, SUCCESS"})
  void tellsAUserWhosePasswordIsKeptElsewhere(String editMode, FlowStatus status) {
    keycloak.realm().federate("directory", Map.of("editMode", editMode));
    user.setFederationLink("directory");
    begin(NAME, user);
    FakeFlowStep step = send("code", keycloak.mail().last().code());
    assertThat(step.status()).isEqualTo(status);
    if (status == FlowStatus.FAILED) {
      assertThat(step.page().errors()).containsExactly("campusPasswordElsewhere");
      assertThat(keycloak.eventNames()).endsWith("LOGIN_ERROR not_allowed");
    }
  }

  @Test
  void refusesAWrongCode() {
    begin(NAME, user);
    int right = Integer.parseInt(keycloak.mail().last().code());
    FakeFlowStep step = send("code", "%08d".formatted((right + 1) % 100_000_000));
    assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(step.getUser()).isNull();
    assertThat(step.page().errors()).containsExactly("code: campusCodeWrong 8");
  }

  /** The same pages in the same order, and a mail that is rendered, though nobody gets one. */
  @ParameterizedTest
  @ValueSource(strings = {"unknown", "disabled", "without-address"})
  void answersAlikeWhoeverIsAskedFor(String kind) {
    begin(NAME, user);
    List<FakePage> known = pagesOfAGuesser();
    signOn = signOn("other");
    FakeUser other = keycloak.add(new FakeUser(kind));
    if (!kind.equals("without-address")) {
      other.setSingleAttribute("recoveryEmail", "other@example.com");
    }
    other.setEnabled(!kind.equals("disabled"));
    int sent = keycloak.mail().sent().size();
    int rendered = keycloak.mail().renderedCount();
    int told = keycloak.events().size();
    begin(kind, kind.equals("unknown") ? null : other);
    assertThat(keycloak.events()).as("no mail, no event of one").hasSize(told);
    assertThat(keycloak.mail().renderedCount()).isEqualTo(rendered + 1);
    List<FakePage> unknown = pagesOfAGuesser();
    assertThat(keycloak.mail().sent()).hasSize(sent);
    assertThat(unknown).hasSameSizeAs(known);
    for (int i = 0; i < known.size(); i++) {
      assertThat(unknown.get(i).template()).isEqualTo(known.get(i).template());
      assertThat(withoutSeconds(unknown.get(i))).isEqualTo(withoutSeconds(known.get(i)));
      for (String name : List.of("campusCodeSent", "campusDestination", "campusCanCancel")) {
        assertThat(unknown.get(i).attribute(name)).isEqualTo(known.get(i).attribute(name));
      }
      assertThat(unknown.get(i).attribute("campusDestination")).isEqualTo("");
    }
  }

  @Test
  void isTheSamePageWhereTheMailCannotBeSent() {
    keycloak.mail().setDown(true);
    assertThat(begin(NAME, user).page().errors()).isEmpty();
  }

  @Test
  void isTheSamePageWhereTheMailCannotBeRendered() {
    keycloak.mail().setBroken(true);
    assertThat(begin(NAME, user).page().errors()).isEmpty();
  }

  /** A page that is still open for one name, after another name was typed in the same sign-on. */
  @Test
  void letsInNobodyOnceAnotherNameWasTyped() {
    begin(NAME, user);
    String code = keycloak.mail().last().code();
    signOn.model().setAuthNote("ATTEMPTED_USERNAME", "taro");
    FakeFlowStep step = send("code", code);
    assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(step.getUser()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"hanako", "HANAKO", "' hanako '", "hanako\u3000", "ｈａｎａｋｏ", "\u200bhanako\ufeff"})
  void countsOneNameHoweverItIsTyped(String typed) {
    begin(NAME, user);
    signOn = signOn("other");
    assertThat(begin(typed, user).page().errors().get(0)).startsWith("campusMailForOther");
  }

  @Test
  void countsANameThatDoesNotExist() {
    begin("unknown", null);
    signOn = signOn("other");
    assertThat(begin("UNKNOWN", null).page().errors().get(0)).startsWith("campusMailForOther");
    signOn = signOn("third");
    assertThat(begin("another", null).page().errors()).isEmpty();
  }

  @Test
  void endsTheLastingCountOfWrongCodes() {
    keycloak.realm().configureAction("campus-recovery-address", Map.of("wrongCodesPerMonth", "1"));
    RateLimit wrongCodes =
        RateLimit.of(keycloak.session(), user.getId(), "wrong-codes.1000", 1, 30 * RateLimit.DAY);
    wrongCodes.take();
    begin(NAME, user);
    send("code", "00000000");
    assertThat(wrongCodes.isFull()).isTrue();
    send("code", keycloak.mail().last().code());
    assertThat(wrongCodes.isFull()).isFalse();
  }

  /** Two requests must not tell that a name and an address are one user's. */
  @Test
  void countsAUserUnderEachNameApartAndUnseenTogether() {
    for (String name : List.of(NAME, "one", "two", "three", "four", "five", "six")) {
      signOn = signOn(name);
      assertThat(begin(name, user).page().errors()).as(name).isEmpty();
    }
    assertThat(keycloak.mail().sent()).as("mails an hour, by whichever name").hasSize(5);
    assertThat(keycloak.eventNames()).containsOnly("SEND_RESET_PASSWORD").hasSize(5);
  }

  @Test
  void refusesTheRightCodeOnceGuessedUnderManyNames() {
    for (String name : List.of("one", "two", "three")) {
      signOn = signOn(name);
      begin(name, user);
      for (int guess = 0; guess < 4; guess++) {
        send("code", "0000000" + guess);
      }
    }
    signOn = signOn("last");
    begin(NAME, user);
    String right = keycloak.mail().last().code();
    assertThat(send("code", right).page().errors()).containsExactly("code: campusCodeWrong 8");
  }

  /** A right one gives back the place that each code takes before it is looked at. */
  @Test
  void countsNoRightCodes() {
    keycloak.realm().configureAction("campus-recovery-address", Map.of("wrongCodesPerHour", "1"));
    for (String root : List.of("first", "second", "third")) {
      signOn = signOn(root);
      begin(NAME, user);
      FakeFlowStep step = send("code", keycloak.mail().last().code());
      assertThat(step.status()).as(root).isEqualTo(FlowStatus.SUCCESS);
    }
  }

  /** Who reads the mailbox could get a first key, too. The page reads as for any name. */
  @ParameterizedTest
  @CsvSource({
    "mail, false, 1",
    "mail-and-second-factor, false, 0",
    "mail-and-second-factor, true, 1"
  })
  void mailsNobodyWithoutAKeyWhereKeysAreGuarded(String needs, boolean hasKey, int mails) {
    keycloak.realm().configureAction("campus-otp-setup", Map.of("reissueNeeds", needs));
    if (hasKey) {
      user.giveKey("key", 1000);
    }
    FakeFlowStep step = begin(NAME, user);
    assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(step.page().template()).isEqualTo("campus-code.ftl");
    assertThat(keycloak.mail().sent()).hasSize(mails);
  }

  /** A stranger's wrong codes of a month lock no one out for longer than an hour. */
  @Test
  void countsWrongCodesByTheHourOnly() {
    keycloak.realm().configureAction("campus-recovery-address", Map.of("wrongCodesPerMonth", "3"));
    begin(NAME, user);
    for (int guess = 0; guess < 3; guess++) {
      send("code", "0000000" + guess);
    }
    String right = keycloak.mail().last().code();
    assertThat(send("code", right).status()).isEqualTo(FlowStatus.SUCCESS);
  }

  /** Anybody can type a name: that must not lock its user out of what needs the password. */
  @Test
  void isNotCountedByKeycloakNorLockedByIt() {
    keycloak.realm().setBruteForceProtected(true);
    keycloak.bruteForce().lockTemporarily();
    begin(NAME, user);
    assertThat(keycloak.mail().sent()).hasSize(1);
    send("code", "00000000");
    assertThat(keycloak.bruteForce().failures()).isEmpty();
  }

  @Test
  void isGoodOnceOnly() {
    begin(NAME, user);
    String code = keycloak.mail().last().code();
    send("code", code);
    assertThat(send("code", code).status()).isEqualTo(FlowStatus.CHALLENGE);
  }

  @Test
  void staysOnThePageWithoutACode() {
    begin(NAME, user);
    FakeFlowStep step = send("other", "");
    assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(step.page().template()).isEqualTo("campus-code.ftl");
    assertThat(step.page().attribute("campusCanCancel")).isEqualTo(false);
  }

  /** What is no code, wrong codes until the code is spent, and a demand for another mail. */
  private List<FakePage> pagesOfAGuesser() {
    keycloak.realm().configureAction("campus-recovery-address", Map.of("triesPerCode", "2"));
    List<FakePage> pages = new ArrayList<>();
    for (String typed : List.of("", "123456", "00000000", "00000001", "00000002")) {
      pages.add(send("code", typed).page());
    }
    pages.add(send("resend", "").page());
    return pages;
  }

  private static List<String> withoutSeconds(FakePage page) {
    return page.errors().stream().map(error -> error.replaceFirst(" [0-9]+$", "")).toList();
  }

  private FakeFlowStep begin(String typed, FakeUser found) {
    signOn.model().setAuthNote("ATTEMPTED_USERNAME", typed);
    keycloak.request(FakeRequest.from("198.51.100.1"));
    FakeFlowStep step = new FakeFlowStep(keycloak, signOn, execution(), found);
    CampusResetCode.SINGLETON.authenticate(step.model());
    return step;
  }

  private FakeFlowStep send(String field, String value) {
    keycloak.request(FakeRequest.from("198.51.100.1").field(field, value));
    FakeFlowStep step = new FakeFlowStep(keycloak, signOn, execution(), null);
    CampusResetCode.SINGLETON.action(step.model());
    return step;
  }

  private FakeAuthenticationSession signOn(String root) {
    return new FakeAuthenticationSession(keycloak.realm(), root, "tab");
  }

  private static AuthenticationExecutionModel execution() {
    AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
    execution.setId("reset");
    return execution;
  }
}
