package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.recovery.FirstEnrolment;
import io.github.campusotp.recovery.RecoveryAddressAction;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.protocol.ClientData;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A user's first key: explained first, with one code, and shown again until it is confirmed. */
class FirstKeyTest {
  private static final String INTRODUCTION = "campus-introduction.ftl";
  private static final String CODE = "campus-code.ftl";
  private static final String CONFIRM = "campus-confirm.ftl";
  private static final String KEY = "campus-key.ftl";

  private final KeyActionInBrowser browser = new KeyActionInBrowser(new OtpSetupAction());

  @Nested
  class TheIntroduction {
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void comesFirstAndMailsNothing(boolean owed, boolean first) {
      begin(owed, first);
      FakePage page = browser.open().page();
      assertThat(page.template()).isEqualTo(INTRODUCTION);
      assertThat(page.attribute("campusOwed")).isEqualTo(owed);
      assertThat(page.attribute("campusUsername")).isEqualTo("hanako");
      assertThat(page.attribute("campusNextPage")).isEqualTo("code");
      assertThat(browser.keycloak.mail().sent()).isEmpty();
      assertThat(browser.send("begin", "").page().template()).isEqualTo(CODE);
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"confirm", "code", "resend", "otp"})
    void isNotLeftByAnotherButton(String button) {
      begin(true, false);
      assertThat(browser.send(button, "000000").page().template()).isEqualTo(INTRODUCTION);
      assertThat(browser.keycloak.mail().sent()).isEmpty();
    }

    @Test
    void isComeBackToUntilThereIsAKey() {
      begin(true, false);
      browser.open();
      FakePage code = browser.send("begin", "").page();
      assertThat(code.attribute("campusCanReturn")).isEqualTo(true);
      assertThat(browser.send("back", "").page().template()).isEqualTo(INTRODUCTION);
      assertThat(browser.send("begin", "").page().template()).isEqualTo(CODE);
      assertThat(browser.keycloak.mail().sent()).as("the first one will do").hasSize(1);
      browser.send("code", browser.keycloak.mail().last().code());
      assertThat(browser.send("back", "").page().template()).isEqualTo(INTRODUCTION);
      assertThat(browser.send("begin", "").page().template()).isEqualTo(CONFIRM);
      browser.send("confirm", "confirm");
      assertThat(browser.send("back", "").page().template()).isEqualTo(KEY);
    }

    /** The button pressed twice: the second one meets the next page, and presses nothing there. */
    @Test
    void makesNoKeyByADoubleClick() {
      begin(true, false);
      browser.prove();
      assertThat(browser.send("begin", "").page().template()).isEqualTo(CONFIRM);
    }

    @Test
    void isNotShownAtTheManagementSiteWhichHasItsOwn() {
      browser.asked().demanded().evaluate();
      assertThat(browser.open().page().template()).isEqualTo(CODE);
    }

    @Test
    void isNotShownToOwnersOfAKey() {
      browser.user.giveKey("key", 1000);
      browser.demanded().evaluate();
      assertThat(browser.open().page().template()).isEqualTo(CODE);
    }

    /** In a sign-on to a service, the user does not know yet why an address is asked for. */
    @ParameterizedTest
    @CsvSource({"true, false, false", "false, true, true", "true, true, true"})
    void comesBeforeTheAddressAtAService(boolean owed, boolean first, boolean addressFirst) {
      browser.user.removeAttribute("recoveryEmail");
      begin(owed, first);
      browser.evaluate();
      assertThat(waitsForAddress()).isEqualTo(addressFirst);
    }

    @Test
    void leadsToTheAddress() {
      browser.user.removeAttribute("recoveryEmail");
      begin(true, false);
      browser.keycloak.provide(LoginProtocol.class, protocol());
      assertThat(browser.open().page().attribute("campusNextPage")).isEqualTo("address");
      FakeRequiredAction begun = browser.send("begin", "");
      assertThat(begun.location().toString()).contains("execution=campus-recovery-address");
      assertThat(waitsForAddress()).isTrue();
    }

    private LoginProtocol protocol() {
      return Fake.of(
          LoginProtocol.class,
          new Object() {
            ClientData getClientData(AuthenticationSessionModel signOn) {
              return new ClientData();
            }
          });
    }

    /** A service or an administrator may ask on campus, too. */
    @ParameterizedTest
    @CsvSource({
      "false, 198.51.100.0/24, on-campus",
      "false, 10.64.0.0/12, off-campus",
      "true, 198.51.100.0/24, on-campus",
      "true, 10.64.0.0/12, off-campus",
    })
    void neverSaysOffCampusToAUserWhoIsNot(boolean barred, String block, String place) {
      begin(true, false);
      browser.keycloak.realm().judgeBy(Map.of("networks", "campus = " + block));
      if (barred) {
        browser.user.grantRole(browser.keycloak.realm().role("external-staff"));
      }
      FakePage page = browser.open().page();
      assertThat(page.template()).isEqualTo(barred ? "campus-refused.ftl" : INTRODUCTION);
      assertThat(page.attribute("campusPlace")).isEqualTo(place);
    }

    /** No user is led through pages whose end they cannot reach. */
    @ParameterizedTest
    @CsvSource({"campus-recovery-address is off, no-address", "external staff, barred"})
    void isNotShownToAUserWhoCanGoNoFurther(String why, String reason) {
      begin(true, false);
      if (reason.equals("barred")) {
        browser.user.grantRole(browser.keycloak.realm().role("external-staff"));
      } else {
        browser.user.removeAttribute("recoveryEmail");
        browser.keycloak.realm().action(RecoveryAddressAction.ID, false);
      }
      for (FakeRequiredAction answer :
          new FakeRequiredAction[] {browser.open(), browser.send("begin", "")}) {
        assertThat(answer.page().attribute("campusReason")).isEqualTo(reason);
        assertThat(answer.page().attribute("campusOwed")).isEqualTo(true);
        assertThat(answer.page().attribute("campusStuck")).isEqualTo(true);
      }
    }
  }

  /** One code will do for the address and the first key, in one sign-on. */
  @Nested
  class AfterTheAddress {
    private final RecoveryAddressAction registration = new RecoveryAddressAction();

    @BeforeEach
    void isRegistered() {
      browser.keycloak.realm().action(RecoveryAddressAction.ID, true);
      browser.user.removeAttribute("recoveryEmail");
      begin(true, false);
      browser.signOn.model().setAuthNote("campus-otp-setup.introduced", "true");
      register("recoveryEmail", KeyActionInBrowser.ADDRESS);
      register("code", browser.keycloak.mail().last().code());
      assertThat(browser.user.getFirstAttribute("recoveryEmail")).isNotNull();
      browser.keycloak.mail().sent().clear();
    }

    @Test
    void noSecondCodeIsMailed() {
      assertThat(browser.open().page().template()).isEqualTo(CONFIRM);
      assertThat(browser.send("confirm", "confirm").page().template()).isEqualTo(KEY);
      assertThat(browser.open().page().template()).as("reloaded").isEqualTo(KEY);
      assertThat(browser.keycloak.mail().sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"another sign-on", "another address", "another password", "too late", "a key"})
    void aCodeIsMailedAfterAll(String difference) {
      switch (difference) {
        case "another sign-on" -> {
          browser.signOn = new FakeAuthenticationSession(browser.keycloak.realm(), "root", "b");
          OwedKey.owe(browser.signOn.model());
          browser.signOn.model().setAuthNote("campus-otp-setup.introduced", "true");
        }
        case "another address" ->
            browser.user.setSingleAttribute("recoveryEmail", "owner@example.com");
        case "another password" -> browser.user.setPassword(2000L);
        case "too late" -> age(1800);
        default -> {
          browser.signOn.model().removeAuthNote("campus-otp-setup.owed");
          browser.user.giveKey("of-another-tab", 2000);
        }
      }
      assertThat(browser.open().page().template()).isEqualTo(CODE);
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
      assertThat(browser.send("confirm", "confirm").page().template()).isEqualTo(CODE);
    }

    private void age(int seconds) {
      String note = "campus-mailcode.campus-recovery-address.new.proved";
      String[] proof = browser.signOn.model().getAuthNote(note).split(" ", 2);
      long earlier = Long.parseLong(proof[0]) - seconds;
      browser.signOn.model().setAuthNote(note, earlier + " " + proof[1]);
    }

    private void register(String field, String value) {
      browser.keycloak.request(FakeRequest.from("198.51.100.1").field(field, value));
      registration.processAction(
          new FakeRequiredAction(
                  browser.keycloak, browser.signOn, browser.user, RecoveryAddressAction.ID)
              .model());
    }
  }

  /** The window was closed at the page with the key. */
  @Nested
  class Unconfirmed {
    private Object shown;

    @BeforeEach
    void isLeft() {
      begin(false, true);
      browser.prove();
      shown = browser.send("confirm", "confirm").page().attribute("campusKey");
      browser.keycloak.events().clear();
      browser.keycloak.mail().sent().clear();
    }

    @Test
    void staysToDo() {
      assertThat(UnconfirmedKey.is(browser.user)).isTrue();
    }

    @Test
    void isShownAgainBehindACodeInAnotherBrowser() {
      inAnotherBrowser();
      assertThat(browser.open().page().template()).isEqualTo(CODE);
      assertThat(browser.keycloak.mail().last().subject()).isEqualTo("campusCodeMailSubject.setup");
      assertThat(browser.send("confirm", "yes").page().template()).isEqualTo(CODE);
      FakePage page = browser.send("code", browser.keycloak.mail().last().code()).page();
      assertThat(page.template()).isEqualTo(KEY);
      assertThat(page.attribute("campusKey")).isEqualTo(shown);
      assertThat(page.attribute("campusAction")).isEqualTo("setup");
      browser.open();
      assertThat(browser.keycloak.eventNames())
          .containsExactly("SEND_VERIFY_EMAIL", "CUSTOM_REQUIRED_ACTION");
      assertThat(browser.keycloak.events().get(1).getDetails())
          .containsEntry("custom_required_action", OtpShowAction.ID)
          .containsEntry("campus_purpose", "show");
    }

    @ParameterizedTest
    @CsvSource({"yes, false, SUCCESS", "done, true, CHALLENGE", "no, true, CHALLENGE"})
    void isConfirmedByYes(String answer, boolean unconfirmed, Status status) {
      assertThat(browser.send("confirm", answer).status()).isEqualTo(status);
      assertThat(UnconfirmedKey.is(browser.user)).isEqualTo(unconfirmed);
    }

    @Test
    void isConfirmedByARightCodeAlone() {
      browser.send("otp", "000000");
      assertThat(UnconfirmedKey.is(browser.user)).isTrue();
      browser.send("otp", browser.code(shown));
      assertThat(UnconfirmedKey.is(browser.user)).isFalse();
    }

    @Test
    void isNoMoreOnceItIsConfirmedInAnotherTab() {
      inAnotherBrowser();
      UnconfirmedKey.confirm(browser.keycloak.session(), browser.user);
      assertThat(browser.open().status()).isEqualTo(Status.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithTheKey(boolean replaced) {
      browser.user.takeKeys();
      if (replaced) {
        browser.user.giveKey("of the help desk", 2000);
      }
      assertThat(UnconfirmedKey.is(browser.user)).isFalse();
    }

    private void inAnotherBrowser() {
      browser.signOn = new FakeAuthenticationSession(browser.keycloak.realm(), "other", "tab");
      begin(false, true);
    }
  }

  /** As it was before there was such a mark; and the management site has no question at its end. */
  @Nested
  class Confirmed {
    @Test
    void isAKeyWithoutMark() {
      browser.user.giveKey("from before", 1000);
      assertThat(UnconfirmedKey.is(browser.user)).isFalse();
    }

    @Test
    void isAKeyOfTheManagementSite() {
      browser.asked().demanded().evaluate();
      browser.prove();
      browser.send("confirm", "confirm");
      assertThat(OtpKey.of(browser.user)).isPresent();
      assertThat(UnconfirmedKey.is(browser.user)).isFalse();
    }

    @Test
    void isAKeyWhoseFirstCodeLetIn() {
      begin(true, false);
      browser.prove();
      Object key = browser.send("confirm", "confirm").page().attribute("campusKey");
      assertThat(browser.send("otp", browser.code(key)).status()).isEqualTo(Status.SUCCESS);
      assertThat(UnconfirmedKey.is(browser.user)).isFalse();
    }
  }

  private void begin(boolean owed, boolean first) {
    if (owed) {
      OwedKey.owe(browser.signOn.model());
    }
    if (first) {
      FirstEnrolment.begin(browser.signOn.model());
      browser.signOn.model().addRequiredAction(OtpSetupAction.ID);
    }
  }

  private boolean waitsForAddress() {
    return browser.signOn.model().getRequiredActions().contains(RecoveryAddressAction.ID);
  }
}
