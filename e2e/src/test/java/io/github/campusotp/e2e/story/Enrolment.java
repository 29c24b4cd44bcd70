package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.BackupCodesPage;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.IntroductionPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.PasskeysPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Visitor;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The way through the pages, one after the other, as most people go it. */
final class Enrolment {
  private final Campus campus;
  private final Page page;

  Enrolment(Campus campus, Visitor visitor) {
    this(campus, visitor.page());
  }

  Enrolment(Campus campus, Page page) {
    this.campus = campus;
    this.page = page;
  }

  CodePage codePage() {
    return new CodePage(page);
  }

  /** Registers a passkey of the authenticator that the browser has, and ends at the menu. */
  static void passkey(Campus campus, Visitor visitor, Person person, String name) {
    at(campus, visitor, MenuPage.PASSKEYS, person).proveMailbox(person);
    new PasskeysPage(visitor.page()).register(name);
    new MenuPage(visitor.page()).isShown();
  }

  /** Makes backup codes, behind a second factor of the sign-on in place of the mailed code. */
  static List<String> backupCodes(Campus campus, Person person) throws IOException {
    String atHome = "X-Forwarded-For: " + Networks.HOME;
    HttpSignOn browser = new HttpSignOn(campus.node()).wish("campus-backup-codes");
    browser.password(person, campus.portalCallback(), atHome);
    browser.submit(Map.of("otp", person.code()), atHome);
    Answer page = browser.submit(Map.of("confirm", "confirm"), atHome);
    List<String> codes = BackupCodesPage.codes(page.body());
    assertThat(codes).hasSize(10);
    return codes;
  }

  /** Looks into the mailbox and enters what arrived. */
  void proveMailbox(Person person) {
    leaveIntroduction();
    codePage().isShown();
    codePage().enter(campus.mail().code(person.recoveryEmail()));
  }

  /** From the page that asks for the address to the one after its code was right. */
  Person registerAddress(Person person) {
    Person reachable = person.withRecoveryEmail(person.username() + "@example.org");
    leaveIntroduction();
    new RecoveryAddressPage(page).enter(reachable.recoveryEmail());
    proveMailbox(reachable);
    return reachable;
  }

  /** To the page with the key, which is entered into the phone. */
  Person setUpKey(Person person) {
    leaveIntroduction();
    new Newcomer(campus, page, person).goOnTo(Newcomer.Place.KEY);
    return enterIntoPhone(person);
  }

  /** From the introduction, where there is one, to the page after it. */
  Enrolment leaveIntroduction() {
    IntroductionPage introduction = new IntroductionPage(page);
    Locator next = page.locator("#mail-destination, [name=recoveryEmail]");
    introduction.beginButton().or(next).or(new ConfirmPage(page).button()).waitFor();
    if (introduction.beginButton().isVisible()) {
      introduction.begin();
    }
    return this;
  }

  /** The phone with the key that the page shows. */
  Person enterIntoPhone(Person person) {
    return person.withKey(new KeyPage(page).scan().secret());
  }

  /** From the menu's address of an action to what comes after the password. */
  static Enrolment at(Campus campus, Visitor visitor, String address, Person person) {
    visitor.open(address);
    new ManagementPage(visitor.page()).signOn(person);
    return new Enrolment(campus, visitor);
  }
}
