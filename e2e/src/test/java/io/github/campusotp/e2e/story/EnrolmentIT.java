package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.IntroductionPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.KeyPage.Entry;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.page.RefusedPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.UnipaPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.Visitor;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody without a key signs on off campus: they set it up on the way, and not around it. */
@ExtendWith(Campus.Resolver.class)
class EnrolmentIT {
  private static final String SETUP = "campus-otp-setup";

  private final Campus campus;

  EnrolmentIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void someoneWithoutAKeySetsItUpTypesTheFirstCodeAndIsIn() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      assertThat(campus.records().credentialIds(person, "otp")).as("not yet").isEmpty();
      assertThat(campus.records().sessions(person)).as("not yet").isEmpty();
      assertThat(new KeyPage(visitor.page()).finishButton()).hasCount(0);

      new KeyPage(visitor.page()).tryCode(equipped.code());
      PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
      assertThat(portal.amr()).containsExactlyInAnyOrder("pwd", "otp");

      visitor.openUnipa();
      new UnipaPage(visitor.page()).isSignedOn(person);
    }
    List<Event> logins = campus.records().events(person, "LOGIN");
    assertThat(logins).extracting(Event::secondFactor).containsExactly("session", "otp");
    assertThat(logins).extracting(Event::network).containsOnly("off-campus");
    expectKeyAndEvents(person);
    Mail notice = campus.mail().await(person.recoveryEmail(), mail -> !mail.hasCode());
    assertThat(notice.subject()).isEqualTo("[OMU二要素認証]二要素認証が設定されました");
  }

  private void expectKeyAndEvents(Person person) {
    List<String> keys = campus.records().credentialIds(person, "otp");
    assertThat(keys).hasSize(1);
    assertThat(campus.records().events(person, "UPDATE_CREDENTIAL"))
        .singleElement()
        .returns("off-campus", Event::network)
        .returns(Networks.HOME, Event::clientAddress)
        .extracting(event -> event.details().get("credential_id"))
        .isEqualTo(keys.get(0));
    assertThat(campus.records().events(person, "SEND_VERIFY_EMAIL"))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.network()).isEqualTo("off-campus"));
  }

  @Test
  void someoneWithoutARecoveryAddressRegistersItFirst() {
    Person person = campus.people().newcomer();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      Enrolment enrolment = new Enrolment(campus, visitor);
      Person reachable = enrolment.registerAddress(person);
      Person equipped = enrolment.setUpKey(reachable);
      new KeyPage(visitor.page()).tryCode(equipped.code());
      new PortalPage(visitor.page()).isSignedOn(person);
      assertThat(campus.records().recoveryEmail(person)).contains(reachable.recoveryEmail());
      assertThat(campus.mail().codes(reachable.recoveryEmail()))
          .as("one for the address and the key")
          .isEqualTo(1);
    }
    assertThat(campus.records().events(person, "UPDATE_PROFILE"))
        .singleElement()
        .returns("off-campus", Event::network)
        .satisfies(event -> assertThat(event.details()).containsKey("recovery_address"));
    expectKeyAndEvents(person);
  }

  /** Why just now, what comes, who signs on, and the way back: before anything is asked for. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theyAreToldWhyFirstAndMayTurnBack(boolean hasAddress) {
    Person person = hasAddress ? campus.people().studentWithoutKey() : campus.people().newcomer();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      IntroductionPage page = new IntroductionPage(visitor.page()).isShown();
      assertThat(visitor.page().locator("h1")).hasText("二要素認証設定");
      assertThat(page.why()).containsText("学外のネットワークから接続しています");
      assertThat(page.why()).containsText("約5分");
      assertThat(page.why()).containsText("利用しようとしたサービスに進みます");
      assertThat(page.omuid()).hasText(person.username());
      assertThat(visitor.page().locator(".campus ol > li")).hasCount(3);
      visitor.page().reload();
      page.isShown();

      page.signOnAgain().click();
      new SignOnPage(visitor.page()).isShown();
      visitor.page().reload();
      new SignOnPage(visitor.page()).signOn(person);
      page.begin();
      if (hasAddress) {
        new CodePage(visitor.page()).isShown();
      } else {
        new RecoveryAddressPage(visitor.page()).isShown();
      }
      assertThat(campus.records().sessions(person)).isEmpty();
    }
    assertThat(campus.mail().count(person.username() + "@example.org")).isZero();
  }

  /** A session that the browser has from the campus ends: it would lead to the same page again. */
  @Test
  void theWayBackLeadsOutOfASessionToo() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(person);
      new PortalPage(visitor.page()).isSignedOn(person);
      visitor.moveTo(Networks.HOME).openUnipa();
      new IntroductionPage(visitor.page()).isShown().signOnAgain().click();
      new SignOnPage(visitor.page()).isShown();
    }
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  @Test
  void aWrongFirstCodeDoesNotLetInAndTheKeyStaysTheSame() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      KeyPage page = new KeyPage(visitor.page());
      for (String wrong : List.of(equipped.wrongCode(), "", "12345", "abcdef")) {
        page.tryCode(wrong);
        assertThat(page.error()).isVisible();
        assertThat(page.firstCode()).hasAttribute("aria-invalid", "true");
        assertThat(page.secret()).isEqualTo(equipped.secret());
      }
      assertThat(campus.records().sessions(person)).isEmpty();
      assertThat(campus.records().credentialIds(person, "otp")).isEmpty();

      page.tryCode(equipped.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
  }

  @Test
  void theFirstCodeIsGoodOnceAndTheNextSignOnTakesTheNext() {
    Person person = campus.people().studentWithoutKey();
    Person equipped = enrolled(person);
    String first = equipped.codeOf(equipped.last().get());
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      OtpPage page = new OtpPage(visitor.page()).enter(first);
      assertThat(page.error()).isVisible();
      page.enter(equipped.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  private Person enrolled(Person person) {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      new KeyPage(visitor.page()).tryCode(equipped.code());
      new PortalPage(visitor.page()).isSignedOn(person);
      return equipped;
    }
  }

  @Test
  void qrCodeTextAndLinkAreTheSameKeyOfTheUniversity() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      new Enrolment(campus, visitor).setUpKey(person);
      KeyPage page = new KeyPage(visitor.page());
      Entry entry = page.scan();
      assertThat(entry.uri().getScheme()).isEqualTo("otpauth");
      assertThat(entry.issuer()).isEqualTo("大阪公立大学");
      assertThat(entry.parameter("issuer")).isEqualTo("大阪公立大学");
      assertThat(entry.account()).isEqualTo(person.username());
      assertThat(entry.parameter("algorithm")).isEqualTo("SHA1");
      assertThat(entry.parameter("digits")).isEqualTo("6");
      assertThat(entry.parameter("period")).isEqualTo("30");
      assertThat(entry.secret()).isEqualTo(page.secret()).matches("[A-Z2-7]{32,}");
      assertThat(page.omuid()).hasText(person.username());
      assertThat(page.openInApp()).hasAttribute("href", entry.uri().toString());
      assertThat(page.qr()).hasAttribute("alt", Pattern.compile(".+"));
    }
  }

  @Test
  void onCampusNobodyIsAskedToSetUpAnything() {
    Person person = campus.people().newcomer();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(person);
      PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
      assertThat(portal.amr()).containsExactly("pwd");
    }
  }

  /** What was begun off campus stays owed, and claims no more than was checked. */
  @Test
  void carriedOntoTheCampusHalfwayItStillEndsWithACode() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      new Enrolment(campus, visitor).leaveIntroduction().codePage().isShown();
      visitor.moveTo(Networks.OMUNET).page().reload();
      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      new KeyPage(visitor.page()).tryCode(equipped.code());
      PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
      assertThat(portal.amr()).containsExactlyInAnyOrder("pwd", "otp");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?kc_action=campus-otp-setup",
        "?kc_action=campus-otp-show",
        "?kc_action=campus-otp-delete",
        "?kc_action=campus-recovery-address",
        "?kc_action=UPDATE_PASSWORD",
        "?kc_action=CONFIGURE_TOTP",
        "?kc_action=no-such-action",
      })
  void noWishOfTheBrowserDisplacesOrCancelsIt(String query) {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open("/portal/login" + query);
      new SignOnPage(visitor.page()).signOn(person);
      IntroductionPage page = new IntroductionPage(visitor.page()).isShown();
      CodePage code = new CodePage(visitor.page());
      for (String way : List.of("back", "cancel-aia")) {
        visitor.post(Map.of(way, "true"));
        expectOutside(visitor, person);
        page.begin();
        code.isShown().back();
        page.isShown();
      }
      visitor.openPortal();
      expectOutside(visitor, person);
    }
  }

  private void expectOutside(Visitor visitor, Person person) {
    assertThat(visitor.page().locator("#portal-user")).hasCount(0);
    assertThat(campus.records().sessions(person)).isEmpty();
    assertThat(campus.records().events(person, "LOGIN")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?kc_action=campus-otp-show", "?kc_action=campus-recovery-address"})
  void noWishOfTheBrowserCancelsTheAddressThatItNeeds(String query) {
    Person person = campus.people().newcomer();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open("/portal/login" + query);
      new SignOnPage(visitor.page()).signOn(person);
      new Enrolment(campus, visitor).leaveIntroduction();
      new RecoveryAddressPage(visitor.page()).isShown();
      visitor.post(Map.of("back", "back"));
      expectOutside(visitor, person);
      new RecoveryAddressPage(visitor.page()).isShown();
    }
  }

  @Test
  void noReloadNoNewStartAndNoForgedFormGetsAroundIt() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      CodePage page = new Enrolment(campus, visitor).leaveIntroduction().codePage().isShown();
      visitor.page().reload();
      page.isShown();
      for (Map<String, String> forged :
          List.of(
              Map.of("confirm", "confirm"),
              Map.of("confirm", "done"),
              Map.of("otp", "000000"),
              Map.of("code", "", "verify", "verify"))) {
        visitor.post(forged);
        page.isShown();
        assertThat(visitor.page().locator("#setup-key, #setup-qr")).hasCount(0);
      }
      visitor.openPortal();
      expectOutside(visitor, person);
      visitor.openUnipa();
      expectOutside(visitor, person);
    }
    assertThat(campus.mail().codes(person.recoveryEmail())).isEqualTo(1);
  }

  @Test
  void theSilentWayIsShutWithoutAKeyToo() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(person);
      new PortalPage(visitor.page()).isSignedOn(person);
      visitor.moveTo(Networks.HOME).open("/portal/login?prompt=none");
      new PortalPage(visitor.page()).refuses("interaction_required");
      visitor.openUnipa();
      new IntroductionPage(visitor.page()).isShown();
    }
    assertThat(campus.records().events(person, "LOGIN")).hasSize(1);
  }

  @Test
  void anAddressForTheCampusOnlyIsRefusedAtHomeWithReason() {
    Person person = campus.people().newcomer();
    try (var onlyOnCampus =
            campus.settings().action("campus-recovery-address", "allowOffCampus", "false");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      RefusedPage refused = new RefusedPage(visitor.page());
      assertThat(refused.reason()).isVisible();
      assertThat(refused.backButton()).hasCount(0);
      visitor.post(Map.of("recoveryEmail", person.username() + "@example.org"));
      assertThat(refused.reason()).isVisible();
      expectOutside(visitor, person);
      assertThat(campus.mail().count(person.username() + "@example.org")).isZero();
    }
  }

  @Test
  void aKeyThatAnAdministratorDeletesHasToBeSetUpAgain() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOnWithCode(person);

      campus
          .records()
          .credentialIds(person, "otp")
          .forEach(id -> campus.users().deleteCredential(person, id));
      visitor.openUnipa();
      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      assertThat(equipped.secret()).isNotEqualTo(person.secret());
      new KeyPage(visitor.page()).tryCode(equipped.code());
      new UnipaPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
    assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
  }

  /**
   * An administrator may also demand a new key: whoever has one proves the mailbox all the same.
   */
  @Test
  void whatAnAdministratorDemandsCannotBeCancelled() {
    Person person = campus.people().student();
    campus.users().require(person, SETUP);
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open("/portal/login?kc_action=" + SETUP);
      new SignOnPage(visitor.page()).signOn(person);
      CodePage page = new CodePage(visitor.page()).isShown();
      assertThat(page.backButton()).hasCount(0);
      visitor.post(Map.of("back", "back"));
      page.isShown();
      assertThat(campus.records().sessions(person)).isEmpty();

      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      new KeyPage(visitor.page()).finish();
      PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
      assertThat(portal.amr()).as("no code was asked for").containsExactly("pwd");
      visitor.moveTo(Networks.HOME).openUnipa();
      new OtpPage(visitor.page()).enter(equipped.code());
      new UnipaPage(visitor.page()).isSignedOn(person);
    }
  }
}
