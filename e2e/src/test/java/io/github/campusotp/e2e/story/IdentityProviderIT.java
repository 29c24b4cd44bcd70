package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.IntroductionPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.UnipaPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.Partner;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sign-on through another university's identity provider. Keycloak finishes it without the
 * browser flow; the provider's post login flow is what asks.
 */
@ExtendWith(Campus.Resolver.class)
class IdentityProviderIT {
  private final Campus campus;
  private final Partner partner;

  IdentityProviderIT(Campus campus) {
    this.campus = campus;
    this.partner = new Partner(campus);
  }

  @AfterEach
  void forgetThePartner() {
    partner.close();
  }

  @Test
  void offCampusItAsksForTheCode() {
    Person person = campus.people().student();
    Person atPartner = partner.accountOf(person);
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open(partner.signOn());
      new SignOnPage(visitor.page()).signOn(atPartner);
      new OtpPage(visitor.page()).isShown();
      assertThat(campus.records().sessions(person)).isEmpty();
      new OtpPage(visitor.page()).enter(person.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().sessions(person)).hasSize(1);
  }

  @Test
  void offCampusAnotherUserMaySignOnInstead() {
    Person another = campus.people().student();
    Person atPartner = partner.accountOf(campus.people().student());
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open(partner.signOn());
      new SignOnPage(visitor.page()).signOn(atPartner);
      new OtpPage(visitor.page()).isShown();
      visitor.page().locator("#reset-login").click();
      new SignOnPage(visitor.page()).signOn(another);
      new OtpPage(visitor.page()).isShown().enter(another.code());
      new PortalPage(visitor.page()).isSignedOn(another);
    }
  }

  @Test
  void offCampusAUserWithoutAKeySetsItUpAndThenGetsIn() {
    Person person = campus.people().studentWithoutKey();
    Person atPartner = partner.accountOf(person);
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open(partner.signOn());
      new SignOnPage(visitor.page()).signOn(atPartner);
      Person equipped = new Enrolment(campus, visitor).setUpKey(person);
      KeyPage page = new KeyPage(visitor.page());
      page.tryCode(equipped.wrongCode());
      assertThat(page.error()).isVisible();
      assertThat(campus.records().sessions(person)).isEmpty();

      page.tryCode(equipped.code());
      new PortalPage(visitor.page()).isSignedOn(person);
      visitor.openUnipa();
      new UnipaPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().sessions(person)).hasSize(1);
    assertThat(campus.records().events(person, "UPDATE_CREDENTIAL")).hasSize(1);
  }

  @Test
  void offCampusNoWishOfTheBrowserGetsAroundTheSetup() {
    for (String action : List.of("campus-otp-show", "campus-otp-setup", "UPDATE_PASSWORD")) {
      Person person = campus.people().studentWithoutKey();
      Person atPartner = partner.accountOf(person);
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        visitor.open(partner.signOn() + "&kc_action=" + action);
        new SignOnPage(visitor.page()).signOn(atPartner);
        IntroductionPage page = new IntroductionPage(visitor.page()).isShown();
        visitor.post(Map.of("back", "back"));
        page.isShown();
        page.begin();
        new CodePage(visitor.page()).isShown().back();
        page.isShown();
        assertThat(campus.records().sessions(person)).as(action).isEmpty();
      }
    }
  }

  /** The flow behind the provider has no first page to go back to. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatEndsTheYellowPageSaysSo(boolean deleted) {
    Person person = campus.people().student();
    Person atPartner = partner.accountOf(person);
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open(partner.signOn());
      new SignOnPage(visitor.page()).signOn(atPartner);
      OtpPage yellow = new OtpPage(visitor.page()).isShown();
      if (deleted) {
        String key = campus.records().credentialIds(person, "otp").get(0);
        campus.users().deleteCredential(person, key);
        yellow.enter(person.code());
      } else {
        for (int wrong = 0; wrong <= 10; wrong++) {
          yellow.enter(person.wrongCode());
        }
      }
      assertThat(visitor.page().locator("#kc-error-message"))
          .hasText("このログインは終了しました。お手数ですが、もう一度ログインしてください。");
      assertThat(campus.records().sessions(person)).isEmpty();
    }
  }

  @Test
  void onCampusItDoesNotAsk() {
    Person person = campus.people().student();
    Person atPartner = partner.accountOf(person);
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open(partner.signOn());
      new SignOnPage(visitor.page()).signOn(atPartner);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(campus.records().sessions(person)).hasSize(1);
  }

  /** The same rule for the link as for a sign-on, and one code for both. */
  @Test
  void offCampusALinkNeedsBothFactorsAndTheUserIsTold() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      beginLink(visitor, person);
      OtpPage page = new OtpPage(visitor.page()).enter(person.wrongCode());
      assertThat(page.error()).isVisible();
      assertThat(partner.isLinkedTo(person)).isFalse();
      page.enter(person.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(partner.isLinkedTo(person)).isTrue();
    assertThat(campus.records().sessions(person)).hasSize(1);
    assertThat(campus.records().lastLogin(person).details())
        .containsEntry("second_factor", "otp")
        .containsEntry("campus_network", "off-campus");
    assertThat(campus.records().events(person, "IDENTITY_PROVIDER_FIRST_LOGIN_ERROR"))
        .isNotEmpty() // Keycloak sends an error of such a flow twice
        .allSatisfy(
            event ->
                assertThat(event.details())
                    .containsEntry("second_factor", "otp")
                    .containsKey("selected_credential_id"));
    Mail notice =
        campus.mail().await(person.recoveryEmail(), mail -> mail.text().contains("連携されました"));
    assertThat(notice.text()).contains(partner.name(), person.username());
    assertThat(notice.html()).contains(partner.name());
  }

  @Test
  void onCampusALinkTakesThePasswordAndItsOwnerIsTold() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      beginLink(visitor, person);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
    assertThat(partner.isLinkedTo(person)).isTrue();
    campus.mail().await(person.recoveryEmail(), mail -> mail.text().contains(partner.name()));
  }

  /** Keycloak links before it asks for the set-up of a key. */
  @Test
  void offCampusNobodyWithoutAKeyLinksAnything() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      beginLink(visitor, person);
      assertThat(visitor.page().locator("body")).containsText("二要素認証が設定されていません");
    }
    assertThat(partner.isLinkedTo(person)).isFalse();
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  /** The limit of the yellow page holds here, too. */
  @Test
  void wrongCodesOfALinkAreCountedLikeAnyOther() {
    Person person = campus.people().student();
    try (Setting two = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "2");
        Setting locks = campus.settings().withoutLocks();
        Visitor visitor = campus.visitor(Networks.HOME)) {
      beginLink(visitor, person);
      OtpPage page = new OtpPage(visitor.page());
      page.enter(person.wrongCode());
      page.enter(person.wrongCode());
      page.enter(person.code());
      assertThat(visitor.page().locator("#kc-error-message")).containsText("このログインは終了しました");
      assertThat(partner.isLinkedTo(person)).isFalse();
      visitor.signOn(person);
      page.enter(person.code());
      assertThat(campus.records().sessions(person)).isEmpty();
    }
  }

  /** In place of the password, which such a user may not have; never of the mailed code. */
  @Test
  void theManagementSiteTakesTheProviderAndServicesStillAsk() {
    Person person = campus.people().student();
    Person atPartner = partner.accountOf(person);
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      atTheManagementSite(visitor, atPartner);
      new Enrolment(campus, visitor).proveMailbox(person);
      new ConfirmPage(visitor.page()).confirm();
      Person renewed = new Enrolment(campus, visitor).enterIntoPhone(person);
      new KeyPage(visitor.page()).finish();
      new MenuPage(visitor.page()).isShown();
      assertThat(campus.records().lastLogin(person).secondFactor()).isNull();
      visitor.openPortal();
      new OtpPage(visitor.page()).isShown().enter(renewed.code());
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  @Test
  void aLinkNeedsBothFactorsAtTheManagementSiteToo() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      atTheManagementSite(visitor, partner.namesakeOf(person));
      visitor.page().locator("#linkAccount").click();
      new SignOnPage(visitor.page()).signOn(person);
      new OtpPage(visitor.page()).isShown();
      assertThat(partner.isLinkedTo(person)).isFalse();
    }
  }

  @Test
  void theProgressHasNoStepForAPasswordThatThereIsNot() {
    Person person = campus.people().studentWithoutKey();
    campus.users().require(person, "campus-otp-setup");
    for (String password : campus.records().credentialIds(person, "password")) {
      campus.users().deleteCredential(person, password);
    }
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open(partner.signOn());
      new SignOnPage(visitor.page()).signOn(partner.accountOf(person));
      assertThat(visitor.page().locator(".steps li"))
          .containsText(new String[] {"スタート", "注意と誓約", "二要素認証", "完了"});
    }
  }

  private void atTheManagementSite(Visitor visitor, Person atPartner) {
    visitor.open(MenuPage.REISSUE);
    new ManagementPage(visitor.page()).isShown();
    visitor.page().locator("#social-" + partner.name()).click();
    new SignOnPage(visitor.page()).signOn(atPartner);
  }

  private void beginLink(Visitor visitor, Person person) {
    visitor.open(partner.signOn());
    new SignOnPage(visitor.page()).signOn(partner.namesakeOf(person));
    visitor.page().locator("#linkAccount").click();
    new SignOnPage(visitor.page()).signOn(person);
  }
}
