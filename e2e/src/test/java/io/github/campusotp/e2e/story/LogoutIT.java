package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.UnipaPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing out at one service; with modules of Apache, {@code ServicesIT} has more. */
@ExtendWith(Campus.Resolver.class)
class LogoutIT {
  private final Campus campus;

  LogoutIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void atThePortalEndsTheSessionAndUnipa() {
    Person person = campus.admin().people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET).signOn(person)) {
      new PortalPage(visitor.page()).isSignedOn(person);
      visitor.openUnipa();
      new UnipaPage(visitor.page()).isSignedOn(person);
      visitor.open("/unipa/saml/logout"); // a request that is none
      assertThat(visitor.page().locator("#unipa-error")).isVisible();
      new UnipaPage(visitor.page()).isSignedOn(person);

      visitor.open("/portal/logout");
      assertThat(visitor.page().locator("#portal-sign-on")).isVisible();
      assertThat(campus.admin().records().sessions(person)).isEmpty();
      visitor.open("/unipa");
      assertThat(visitor.page().locator("#unipa-user")).hasCount(0);
      visitor.openUnipa();
      new SignOnPage(visitor.page()).isShown();
    }
  }
}
