package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Directory;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People of a directory that the realm may only read: their recovery address and their key live in
 * Keycloak, and nothing of it reaches the directory.
 */
@ExtendWith(Campus.Resolver.class)
class FederationIT {
  private final Campus campus;
  private final Directory directory;
  private final Visitor visitor;
  private final Person person;
  private final Entry entry;

  FederationIT(Campus campus) throws Exception {
    this.campus = campus;
    this.directory = new Directory(campus.admin());
    this.visitor = campus.visitor(Networks.OMUNET);
    this.person = directory.person();
    campus.users().requireNothing(person);
    this.entry = directory.entry(person);
  }

  @AfterEach
  void theDirectoryIsAsItWas() throws LDAPException {
    Entry left = directory.entry(person);
    visitor.close();
    directory.close();
    assertThat(left).isEqualTo(entry);
  }

  @Test
  void theyEnrolOnTheirWayInAndSignOnWithTheKey() {
    visitor.moveTo(Networks.HOME).signOn(person);
    Enrolment enrolment = new Enrolment(campus, visitor);
    Person reachable = enrolment.registerAddress(person);
    Person equipped = enrolment.setUpKey(reachable);
    new KeyPage(visitor.page()).tryCode(equipped.code());
    PortalPage portal = new PortalPage(visitor.page()).isSignedOn(person);
    assertThat(portal.amr()).containsExactlyInAnyOrder("pwd", "otp");
    assertThat(campus.records().recoveryEmail(person)).contains(reachable.recoveryEmail());
    assertThat(keys()).isEqualTo(1);

    try (Visitor later = campus.visitor(Networks.HOME)) {
      later.signOn(person);
      new OtpPage(later.page()).enter(equipped.code());
      new PortalPage(later.page()).isSignedOn(person);
    }
    assertThat(campus.records().lastLogin(person).secondFactor()).isEqualTo("otp");
  }

  @Test
  void theyShowReissueAndDeleteTheKeyAtTheManagementSite() {
    Person equipped = enrolledOnCampus();
    mailboxProved(MenuPage.SHOW, equipped);
    assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(equipped.secret());

    mailboxProved(MenuPage.REISSUE, equipped);
    new ConfirmPage(visitor.page()).confirm();
    assertThat(new KeyPage(visitor.page()).secret()).isNotEqualTo(equipped.secret());
    assertThat(keys()).isEqualTo(1);

    mailboxProved(MenuPage.DELETE, equipped);
    new ConfirmPage(visitor.page()).confirm();
    new MenuPage(visitor.page()).isShown();
    assertThat(keys()).isZero();
  }

  @Test
  void theyChangeTheRecoveryAddress() {
    Person equipped = enrolledOnCampus();
    mailboxProved(MenuPage.ADDRESS, equipped);
    Person moved = equipped.withRecoveryEmail(person.username() + "@example.com");
    new RecoveryAddressPage(visitor.page()).enter(moved.recoveryEmail());
    new Enrolment(campus, visitor).proveMailbox(moved);
    new MenuPage(visitor.page()).isShown();
    assertThat(campus.records().recoveryEmail(person)).contains(moved.recoveryEmail());
  }

  @Test
  void aWrongMailedCodeCountsAsAFailedSignOn() {
    Person equipped = enrolledOnCampus();
    Enrolment.at(campus, visitor, MenuPage.SHOW, equipped);
    CodePage page = new CodePage(visitor.page()).isShown();
    String right = campus.mail().code(equipped.recoveryEmail());
    page.enter(right.equals("000000") ? "000001" : "000000");
    assertThat(page.error()).isVisible();
    assertThat(visitor.page().locator("#setup-key")).hasCount(0);
    campus.records().expectFailures(person, 1);
    assertThat(campus.records().events(person, "CUSTOM_REQUIRED_ACTION_ERROR"))
        .singleElement()
        .returns("invalid_code", Event::error);
    page.enter(right);
    new KeyPage(visitor.page()).isShown();
  }

  /** Before they think of a new one, which would be refused. */
  @Test
  void whoForgetsThePasswordLearnsThatItIsKeptElsewhere() {
    Person equipped = enrolledOnCampus();
    try (Visitor later = campus.visitor(Networks.OMUNET)) {
      later.openPortal();
      new SignOnPage(later.page()).forgot(person.username());
      CodePage page = new CodePage(later.page()).isShown();
      page.enter(
          campus
              .mail()
              .await(
                  equipped.recoveryEmail(),
                  mail -> mail.hasCode() && mail.subject().contains("パスワード"))
              .code());
      assertThat(later.page().locator("#kc-error-message")).containsText("別のシステムで管理");
    }
  }

  private Person enrolledOnCampus() {
    Enrolment enrolment = Enrolment.at(campus, visitor, MenuPage.SETUP, person);
    Person reachable = enrolment.registerAddress(person);
    Person equipped = enrolment.setUpKey(reachable);
    new KeyPage(visitor.page()).finish();
    new MenuPage(visitor.page()).isShown();
    return equipped;
  }

  /** To the page behind the mailed code. */
  private void mailboxProved(String address, Person reachable) {
    Enrolment.at(campus, visitor, address, reachable).proveMailbox(reachable);
  }

  private int keys() {
    return campus.records().credentialIds(person, "otp").size();
  }
}
