package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Person;
import java.util.List;

/** The demo's OIDC relying party. */
public record PortalPage(Page page) {
  public PortalPage isSignedOn(Person person) {
    assertThat(page.locator("#portal-user")).containsText(person.username());
    return this;
  }

  /** The authentication methods of the ID token, RFC 8176. */
  public List<String> amr() {
    String text = page.locator("#portal-amr").innerText().replaceAll("[\\[\\]\" ]", "");
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  public PortalPage refuses(String error) {
    assertThat(page.locator("#portal-error")).containsText(error);
    return this;
  }
}
