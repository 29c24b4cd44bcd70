package io.github.campusotp.e2e.story;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Visitor;

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

  /** Looks into the mailbox and enters what arrived. */
  void proveMailbox(Person person) {
    codePage().isShown();
    codePage().enter(campus.mail().code(person.recoveryEmail()));
  }

  /** From the page that asks for the address to the one after its code was right. */
  Person registerAddress(Person person) {
    Person reachable = person.withRecoveryEmail(person.username() + "@example.org");
    new RecoveryAddressPage(page).enter(reachable.recoveryEmail());
    proveMailbox(reachable);
    return reachable;
  }

  /** From the code page to the page with the key, which is entered into the phone. */
  Person setUpKey(Person person) {
    proveMailbox(person);
    new ConfirmPage(page).confirm();
    return enterIntoPhone(person);
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
