package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.page.RefusedPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.TestPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 二要素認証管理システム: set up, show, reissue and delete, each by password and mailed code. */
@ExtendWith(Campus.Resolver.class)
class ManagementSiteIT {
  private static final String SET_UP = "ワンタイムパスワードを設定しました。";
  private static final String DELETED = "ワンタイムパスワードを削除しました。";
  private static final String CANCELLED = "手続きを中止しました。";
  private static final String NO_KEY = "ワンタイムパスワードが設定されていません。";

  private final Campus campus;

  ManagementSiteIT(Campus campus) {
    this.campus = campus;
  }

  private Enrolment at(Visitor visitor, String address, Person person) {
    return Enrolment.at(campus, visitor, address, person);
  }

  private List<String> keys(Person person) {
    return campus.records().credentialIds(person, "otp");
  }

  private void signsOnAtHome(Person person) {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOnWithCode(person);
    }
  }

  private Mail notice(Person person, String subject) {
    Mail notice =
        campus.mail().await(person.recoveryEmail(), mail -> mail.subject().contains(subject));
    assertThat(notice.from()).contains("大阪公立大学 二要素認証管理システム");
    for (String part : List.of(notice.text(), notice.html())) {
      assertThat(part).contains(person.username(), "日時", "場所", "ITヘルプデスク", "start-trouble");
    }
    return notice;
  }

  @Nested
  @DisplayName("given somebody without a key")
  class FirstSetup {
    private final Person person = campus.people().studentWithoutKey();

    @ParameterizedTest
    @ValueSource(strings = {Networks.OMUNET, Networks.HOME})
    void theyGoFromTheMenuToTheKeyAndBack(String address) {
      try (Visitor visitor = campus.visitor(address)) {
        visitor.open(MenuPage.PATH);
        new MenuPage(visitor.page()).isShown().link(MenuPage.SETUP).click();
        new ManagementPage(visitor.page()).signOn(person);
        Person equipped = new Enrolment(campus, visitor).setUpKey(person);
        new KeyPage(visitor.page()).finish();
        new MenuPage(visitor.page()).says(SET_UP);
        signsOnAtHome(equipped);
      }
      boolean home = address.equals(Networks.HOME);
      assertThat(campus.records().events(person, "UPDATE_CREDENTIAL"))
          .singleElement()
          .returns("mfa-management", Event::client)
          .returns(home ? "off-campus" : "OMUNET-1X", Event::network)
          .returns(address, Event::clientAddress)
          .returns(keys(person).get(0), event -> event.details().get("credential_id"));
      assertThat(notice(person, "二要素認証が設定されました").text()).contains(home ? "学外" : "OMUNET-1X");
    }

    @Test
    void theKeyIsGoodOnceShownAndAFirstCodeMayBeTried() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        Person equipped = at(visitor, MenuPage.SETUP, person).setUpKey(person);
        KeyPage page = new KeyPage(visitor.page());
        assertThat(keys(person)).hasSize(1);
        assertThat(page.tryCode(equipped.wrongCode()).error()).isVisible();
        assertThat(page.tryCode(equipped.codeOfClock(Duration.ZERO)).right()).isVisible();
        assertThat(page.error()).hasCount(0);
        assertThat(page.secret()).isEqualTo(equipped.secret());
        signsOnAtHome(equipped);
      }
      assertThat(campus.records().events(person, "LOGIN_ERROR")).isEmpty();
    }

    @Test
    void thereIsNothingToShowOrToDelete() {
      for (String address : List.of(MenuPage.SHOW, MenuPage.DELETE)) {
        try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
          at(visitor, address, person);
          RefusedPage refused = new RefusedPage(visitor.page()).says(NO_KEY);
          visitor.post(Map.of("confirm", "confirm"));
          refused.says(NO_KEY).back();
          new MenuPage(visitor.page()).says(CANCELLED);
        }
      }
      assertThat(campus.mail().count(person.recoveryEmail())).isZero();
    }

    /** A password-only session opens nothing off campus. */
    @Test
    void theSessionOfTheSiteDoesNotPassForACode() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        Person equipped = at(visitor, MenuPage.SETUP, person).setUpKey(person);
        new KeyPage(visitor.page()).tryCode(equipped.codeOfClock(Duration.ZERO));
        new KeyPage(visitor.page()).finish();
        new MenuPage(visitor.page()).isShown();
        visitor.open("/portal/login?prompt=none");
        assertThat(visitor.page().locator("#portal-error")).isVisible();
        visitor.openPortal();
        new OtpPage(visitor.page()).isShown().enter(equipped.code());
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
    }

    @Test
    void aNewcomerRegistersTheAddressFirst() {
      Person newcomer = campus.people().newcomer();
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        Enrolment enrolment = at(visitor, MenuPage.SETUP, newcomer);
        Person reachable = enrolment.registerAddress(newcomer);
        Person equipped = enrolment.setUpKey(reachable);
        new KeyPage(visitor.page()).finish();
        new MenuPage(visitor.page()).says(SET_UP);
        assertThat(campus.records().recoveryEmail(newcomer)).contains(reachable.recoveryEmail());
        signsOnAtHome(equipped);
      }
    }

    @Test
    void aNewcomerMayTurnBackBeforeTheAddressIsProved() {
      Person newcomer = campus.people().newcomer();
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        at(visitor, MenuPage.SETUP, newcomer);
        new RecoveryAddressPage(visitor.page()).isShown().backButton().click();
        new MenuPage(visitor.page()).says(CANCELLED);
      }
      assertThat(campus.records().recoveryEmail(newcomer)).isEmpty();
      assertThat(keys(newcomer)).isEmpty();
    }
  }

  @Nested
  @DisplayName("given somebody with a key")
  class Equipped {
    private final Person person = campus.people().student();
    private final List<String> before = keys(person);

    @Test
    void aReissuedKeyReplacesTheOldOneAndEndsItsSessions() {
      try (Visitor atHome = campus.visitor(Networks.HOME);
          Visitor visitor = campus.visitor(Networks.OMUNET)) {
        atHome.signOn(person);
        new OtpPage(atHome.page()).enter(person.code());
        new PortalPage(atHome.page()).isSignedOn(person);

        visitor.open(MenuPage.REISSUE);
        assertThat(visitor.page().locator(".site")).hasText("二要素認証管理システム");
        assertThat(visitor.page().locator(".campus")).containsText("セットアップキーの再発行になり");
        Enrolment enrolment = at(visitor, MenuPage.REISSUE, person);
        assertThat(visitor.page().locator(".campus")).containsText("これまでのキーは使えなくなります");
        enrolment.proveMailbox(person);
        assertThat(new ConfirmPage(visitor.page()).button()).hasText("再発行する");
        Person renewed = enrolment.setUpKey(person);
        assertThat(renewed.secret()).isNotEqualTo(person.secret());
        atHome.openPortal();
        OtpPage yellow = new OtpPage(atHome.page()).isShown();
        assertThat(yellow.enter(person.code()).error()).isVisible();
        yellow.enter(renewed.code());
        new PortalPage(atHome.page()).isSignedOn(person);

        new KeyPage(visitor.page()).finish();
        new MenuPage(visitor.page()).says(SET_UP);
      }
      assertThat(keys(person)).hasSize(1).doesNotContainAnyElementsOf(before);
      assertThat(campus.records().events(person, "UPDATE_CREDENTIAL")).hasSize(1);
      notice(person, "セットアップキーが再発行されました");
    }

    @Test
    void whereTheFirstCodeIsRequiredTheOldKeyWorksUntilThen() {
      try (Setting required =
              campus.settings().action("campus-otp-setup", "firstCode", "required");
          Visitor visitor = campus.visitor(Networks.OMUNET)) {
        Person renewed = at(visitor, MenuPage.REISSUE, person).setUpKey(person);
        KeyPage page = new KeyPage(visitor.page());
        assertThat(page.finishButton()).hasCount(0);
        page.tryCode(renewed.wrongCode());
        assertThat(page.error()).isVisible();
        assertThat(keys(person)).isEqualTo(before);
        signsOnAtHome(person);

        page.tryCode(renewed.codeOfClock(Duration.ZERO));
        new MenuPage(visitor.page()).says(SET_UP);
        assertThat(keys(person)).hasSize(1).doesNotContainAnyElementsOf(before);
        signsOnAtHome(renewed);
      }
    }

    @Test
    void whereTheFirstCodeIsRequiredGivingUpKeepsTheOldKey() {
      try (Setting required =
              campus.settings().action("campus-otp-setup", "firstCode", "required");
          Visitor visitor = campus.visitor(Networks.OMUNET)) {
        at(visitor, MenuPage.REISSUE, person).setUpKey(person);
        new KeyPage(visitor.page()).back();
        new MenuPage(visitor.page()).says(CANCELLED);
      }
      assertThat(keys(person)).isEqualTo(before);
      signsOnAtHome(person);
    }

    @Test
    void theKeyForASecondDeviceIsTheSameAndBothWork() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        Enrolment enrolment = at(visitor, MenuPage.SHOW, person);
        enrolment.proveMailbox(person);
        Person tablet = enrolment.enterIntoPhone(person);
        assertThat(tablet.secret()).isEqualTo(person.secret());
        visitor.page().reload();
        assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(person.secret());
        new KeyPage(visitor.page()).finish();
        new MenuPage(visitor.page()).says("セットアップキーの表示を終了しました。");
        signsOnAtHome(person);
        signsOnAtHome(tablet);
      }
      assertThat(keys(person)).isEqualTo(before);
      assertThat(campus.records().events(person, "CUSTOM_REQUIRED_ACTION"))
          .filteredOn(event -> before.get(0).equals(event.details().get("credential_id")))
          .singleElement()
          .returns("off-campus", Event::network)
          .returns("campus-otp-show", event -> event.details().get("custom_required_action"));
    }

    @Test
    void aDeletedKeyLeavesThePasswordAndAtHomeEnrolment() {
      try (Visitor atHome = campus.visitor(Networks.HOME);
          Visitor visitor = campus.visitor(Networks.EDUROAM)) {
        atHome.signOn(person);
        new OtpPage(atHome.page()).enter(person.code());
        new PortalPage(atHome.page()).isSignedOn(person);

        at(visitor, MenuPage.DELETE, person).proveMailbox(person);
        ConfirmPage confirm = new ConfirmPage(visitor.page()).isShown();
        assertThat(confirm.text()).containsText("学外のネットワークからはログインできません");
        assertThat(keys(person)).isEqualTo(before);
        confirm.confirm();
        new MenuPage(visitor.page()).says(DELETED);
        assertThat(keys(person)).isEmpty();

        visitor.openPortal();
        new PortalPage(visitor.page()).isSignedOn(person);
        atHome.openPortal();
        Person equipped = new Enrolment(campus, atHome).setUpKey(person);
        new KeyPage(atHome.page()).tryCode(equipped.code());
        new PortalPage(atHome.page()).isSignedOn(person);
      }
      assertThat(campus.records().events(person, "REMOVE_CREDENTIAL"))
          .singleElement()
          .returns("eduroam", Event::network)
          .returns(before.get(0), event -> event.details().get("credential_id"));
      assertThat(notice(person, "ワンタイムパスワードが削除されました").text()).contains("eduroam");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          MenuPage.REISSUE,
          MenuPage.SHOW,
          MenuPage.DELETE,
          MenuPage.BACKUP_CODES,
          MenuPage.ADDRESS
        })
    void theCodePageHasAWayBackAndNothingIsDone(String address) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        at(visitor, address, person).codePage().isShown().back();
        new MenuPage(visitor.page()).says(CANCELLED);
      }
      assertThat(keys(person)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {MenuPage.REISSUE, MenuPage.DELETE, MenuPage.BACKUP_CODES})
    void theLastConfirmationHasAWayBackAndNothingIsDone(String address) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        at(visitor, address, person).proveMailbox(person);
        new ConfirmPage(visitor.page()).isShown().back();
        new MenuPage(visitor.page()).says(CANCELLED);
      }
      assertThat(keys(person)).isEqualTo(before);
      signsOnAtHome(person);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {MenuPage.REISSUE, MenuPage.SHOW, MenuPage.DELETE, MenuPage.BACKUP_CODES})
    void noFormGetsAroundTheMailedCode(String address) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        CodePage page = at(visitor, address, person).codePage().isShown();
        for (String value : List.of("confirm", "done")) {
          visitor.post(Map.of("confirm", value));
          page.isShown();
        }
        visitor.post(Map.of("otp", person.code(), "verify", "verify"));
        page.isShown();
        assertThat(visitor.page().content()).doesNotContain(person.secret());
      }
      assertThat(keys(person)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "campus-otp-setup",
          "campus-otp-show",
          "campus-otp-delete",
          "campus-backup-codes",
          "campus-passkey"
        })
    void aWishAtThePortalAsksForTheMailedCodeAsWell(String action) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.signOn(person);
        new PortalPage(visitor.page()).isSignedOn(person);
        visitor.open("/portal/login?kc_action=" + action);
        CodePage page = new CodePage(visitor.page()).isShown();
        assertThat(visitor.page().content()).doesNotContain(person.secret());
        assertThat(campus.mail().count(person.recoveryEmail())).as("nor mails it").isZero();
        page.resend();
        campus.mail().code(person.recoveryEmail());
        page.back();
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(keys(person)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CONFIGURE_TOTP",
          "CONFIGURE_RECOVERY_AUTHN_CODES",
          "webauthn-register",
          "webauthn-register-passwordless",
          "delete_credential"
        })
    void keycloaksOwnActionsDoNothing(String action) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.open("/portal/login?kc_action=" + action + ":" + before.get(0));
        new SignOnPage(visitor.page()).signOn(person);
        new PortalPage(visitor.page()).isSignedOn(person);
      }
      assertThat(keys(person)).isEqualTo(before);
    }

    @Test
    void theSiteWantsThePasswordWhateverSessionThereIs() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.signOn(person);
        new PortalPage(visitor.page()).isSignedOn(person);
        visitor.open(MenuPage.SHOW);
        ManagementPage page = new ManagementPage(visitor.page()).isShown();
        new SignOnPage(visitor.page()).signOn(person.username(), "wrong");
        assertThat(page.error()).isVisible();
        page.signOn(person);
        new CodePage(visitor.page()).isShown();
      }
      assertThat(campus.records().events(person, "LOGIN_ERROR"))
          .first()
          .returns("mfa-management", Event::client)
          .returns("OMUNET-1X", Event::network);
    }

    @Test
    @Heard("\"This browser is logged in with another OMUID\"")
    void anotherUserInTheSameBrowserIsSentAwayAtOnce() {
      Person other = campus.people().student();
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.signOn(other);
        new PortalPage(visitor.page()).isSignedOn(other);
        at(visitor, MenuPage.DELETE, person);
        assertThat(visitor.page().locator("main")).containsText(other.username());
        assertThat(new CodePage(visitor.page()).destination()).hasCount(0);
      }
      assertThat(campus.mail().count(person.recoveryEmail())).isZero();
    }

    @Test
    void theKeyPageIsKeptNowhere() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        Enrolment enrolment = at(visitor, MenuPage.SHOW, person);
        String code = campus.mail().code(person.recoveryEmail());
        var response =
            visitor
                .page()
                .waitForResponse(
                    answer -> answer.request().method().equals("POST"),
                    () -> enrolment.codePage().enter(code));
        new KeyPage(visitor.page()).isShown();
        assertThat(response.headerValue("cache-control")).contains("no-store");
        assertThat(visitor.page().url()).doesNotContain(person.secret(), code);
        assertThat(response.url()).doesNotContain(person.secret(), code);
      }
    }
  }

  @Nested
  @DisplayName("given the menu")
  class Menu {
    private final Person person = campus.people().student();

    @Test
    void saysTheResultOnce() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        at(visitor, MenuPage.DELETE, person).proveMailbox(person);
        new ConfirmPage(visitor.page()).confirm();
        MenuPage menu = new MenuPage(visitor.page()).says(DELETED);
        assertThat(visitor.page().url()).endsWith(MenuPage.PATH);
        visitor.page().reload();
        menu.saysNothing();
        visitor.open(MenuPage.PATH);
        menu.saysNothing();
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "?kc_action_status=success",
          "?kc_action=campus-otp-delete&kc_action_status=success&state=x&code=y",
          "?error=access_denied&state=x",
          "?campusResult=delete-success",
          "?result=delete-success",
          "?kc_action_status=%3Cscript%3E&state=%3Cscript%3E",
        })
    void saysNothingOfWhatALinkClaims(String query) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        visitor.open(MenuPage.PATH + query);
        new MenuPage(visitor.page()).saysNothing();
        assertThat(visitor.page().content()).doesNotContain("削除しました");
      }
    }

    /** An answer of this browser's own sign-on, with another word for what became of it. */
    @Test
    void saysNothingOfAnAnswerThatWasNotAskedFor() {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        Page page = visitor.open(MenuPage.DELETE);
        new ManagementPage(page).isShown();
        visitor.open(MenuPage.PATH + "?kc_action_status=success&state=another&code=y");
        new MenuPage(page).saysNothing();
      }
      assertThat(keys(person)).hasSize(1);
    }

    @Test
    void leadsToEverythingThatTheManualNames() {
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.open(MenuPage.PATH);
        MenuPage menu = new MenuPage(visitor.page()).saysNothing();
        assertThat(visitor.page().locator("h1")).hasText("二要素認証管理システム");
        for (String address :
            List.of(
                MenuPage.SETUP,
                MenuPage.REISSUE,
                MenuPage.SHOW,
                MenuPage.DELETE,
                MenuPage.ADDRESS,
                TestPage.PATH)) {
          assertThat(menu.link(address)).hasCount(1);
        }
        assertThat(visitor.open(MenuPage.PATH + "/elsewhere").locator("h1")).hasText("手続きを続けられません");
      }
    }
  }
}
