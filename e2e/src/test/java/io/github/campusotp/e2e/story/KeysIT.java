package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.IntroductionPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Somebody with two OTP credentials, as an import or an administrator may leave them: the latest is
 * the key, and whatever is done to the key is done to both.
 */
@ExtendWith(Campus.Resolver.class)
class KeysIT {
  private final Campus campus;
  private Person older;
  private Person newer;
  private Visitor visitor;

  KeysIT(Campus campus) {
    this.campus = campus;
  }

  @BeforeEach
  void giveTwoKeys() {
    older = campus.people().student();
    newer = campus.users().giveNewerKey(older);
    assertThat(keys()).hasSize(2);
    visitor = campus.visitor(Networks.OMUNET);
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  @Test
  void theLatestIsShown() {
    mailboxProved(MenuPage.SHOW);
    assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(newer.secret());
    assertThat(new KeyPage(visitor.page()).scan().secret()).isEqualTo(newer.secret());
    assertThat(visitor.page().content()).doesNotContain(older.secret());
    assertThat(keys()).hasSize(2);
  }

  @Test
  void aFirstCodeOfTheOlderOneIsCalledWrong() {
    mailboxProved(MenuPage.SHOW);
    KeyPage page = new KeyPage(visitor.page()).tryCode(older.code());
    assertThat(page.error()).isVisible();
    page.tryCode(newer.code());
    assertThat(page.right()).isVisible();
  }

  @Test
  void reissuingReplacesBoth() {
    List<String> before = keys();
    mailboxProved(MenuPage.REISSUE);
    new ConfirmPage(visitor.page()).confirm();
    Person renewed = new Enrolment(campus, visitor).enterIntoPhone(older);
    assertThat(keys()).hasSize(1).doesNotContainAnyElementsOf(before);

    OtpPage page = atHome();
    try (Setting patient = campus.settings().withoutLocks()) {
      for (Person outdated : List.of(older, newer)) {
        page.enter(outdated.code());
        assertThat(page.error()).isVisible();
      }
      page.enter(renewed.code());
    }
    new PortalPage(visitor.page()).isSignedOn(older);
  }

  @Test
  void deletingTakesBothAndTheEventNamesThem() {
    List<String> before = keys();
    mailboxProved(MenuPage.DELETE);
    new ConfirmPage(visitor.page()).confirm();
    new MenuPage(visitor.page()).isShown();
    assertThat(keys()).isEmpty();
    assertThat(campus.records().events(older, "REMOVE_CREDENTIAL"))
        .singleElement()
        .returns("OMUNET-1X", Event::network)
        .extracting(event -> List.of(event.details().get("credential_id").split(" ")))
        .isEqualTo(before);

    visitor
        .moveTo(Networks.HOME)
        .openPortal(); // with the site's session, which is no second factor
    new IntroductionPage(visitor.page()).isShown();
  }

  @Test
  void whenTheLatestIsDeletedTheOtherIsTheKeyAgain() {
    campus.users().deleteCredential(older, latest());
    mailboxProved(MenuPage.SHOW);
    assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(older.secret());
    assertThat(visitor.page().content()).doesNotContain(newer.secret());

    OtpPage page = atHome().enter(newer.code());
    assertThat(page.error()).isVisible();
    page.enter(older.code());
    new PortalPage(visitor.page()).isSignedOn(older);
  }

  @Test
  void aKeyDeletedWhileItIsShownIsGoneWithTheNextLoad() {
    mailboxProved(MenuPage.SHOW);
    new KeyPage(visitor.page()).isShown();
    keys().forEach(id -> campus.users().deleteCredential(older, id));
    visitor.page().reload();
    assertThat(visitor.page().locator(".campus > p[role=alert]")).isVisible();
    assertThat(visitor.page().locator("#setup-key")).hasCount(0);
    assertThat(visitor.page().content()).doesNotContain(newer.secret()).doesNotContain("otpauth:");
  }

  @Test
  void aNewKeyDeletedWhileItIsShownIsNotStoredAgain() {
    mailboxProved(MenuPage.REISSUE);
    new ConfirmPage(visitor.page()).confirm();
    String gone = new KeyPage(visitor.page()).secret();
    keys().forEach(id -> campus.users().deleteCredential(older, id));
    visitor.page().reload();
    new CodePage(visitor.page()).isShown();
    assertThat(visitor.page().content()).doesNotContain(gone).doesNotContain("otpauth:");
    assertThat(keys()).isEmpty();
  }

  /** A realm may have had them before; that a code was tried does not count. */
  @Test
  void aKeyThatCountsIsShownAsOne() {
    Person counting = campus.users().giveCountingKey(older, 7);
    mailboxProved(MenuPage.SHOW);
    KeyPage page = new KeyPage(visitor.page());
    assertThat(page.scan().secret()).isEqualTo(counting.secret());
    assertThat(page.scan().uri().getHost()).isEqualTo("hotp");
    assertThat(page.scan().parameter("counter")).isEqualTo("7");
    page.tryCode(counting.codeOf(6));
    assertThat(page.error()).isVisible();
    page.tryCode(counting.codeOf(7));
    assertThat(page.right()).isVisible();

    atHome().enter(counting.codeOf(7));
    new PortalPage(visitor.page()).isSignedOn(older);
  }

  /** To the page behind the mailed code. */
  private void mailboxProved(String address) {
    Enrolment.at(campus, visitor, address, older).proveMailbox(older);
  }

  private OtpPage atHome() {
    visitor.moveTo(Networks.HOME).signOn(older);
    return new OtpPage(visitor.page()).isShown();
  }

  private List<String> keys() {
    return campus.records().credentialIds(older, "otp");
  }

  /** The one that the admin API lists last was made last. */
  private String latest() {
    return keys().get(1);
  }
}
