package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;

/** The office, for people. */
public record OfficePage(Page page) {
  public static final String PATH = "/realms/omu/office";

  /** Signs somebody of the office on: a code is asked for on campus, too. */
  public OfficePage signOn(Person person) {
    new SignOnPage(page).signOn(person.username(), person.password());
    new OtpPage(page).enter(person.code());
    return isShown();
  }

  public OfficePage isShown() {
    assertThat(page.locator("h1")).isVisible();
    return this;
  }

  public Locator views() {
    return page.locator("nav a");
  }

  /** One of the views, by its place in the menu. */
  public OfficePage open(String view) {
    page.locator("nav a[href='#" + view + "']").click();
    assertThat(page.locator("nav a[href='#" + view + "']")).hasAttribute("aria-current", "page");
    return isShown();
  }

  /** Types an OMUID, and is led to the only one who has it. */
  public OfficePage find(Person person) {
    open("people");
    page.locator("[name=search]").fill(person.username());
    page.locator("main form button").click();
    assertThat(page.locator("h1")).containsText(person.username());
    return this;
  }

  /** What the page says of why the person cannot get in. */
  public Locator why() {
    return page.locator("#why");
  }

  public Locator button(String text) {
    return page.locator("main").getByText(text, new Locator.GetByTextOptions().setExact(true));
  }

  public Locator dialog() {
    return page.locator("dialog");
  }

  /** Gives the reason in the dialog that a button opened, and agrees. */
  public OfficePage agree(String reason) {
    dialog().last().locator("[name=reason]").fill(reason);
    dialog().last().locator("button.primary").click();
    return this;
  }

  /** Closes the dialog that says how it went. */
  public OfficePage close() {
    dialog().last().getByText("OK").click();
    assertThat(dialog()).hasCount(0);
    return this;
  }
}
