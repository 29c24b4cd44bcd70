package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.server.BrokenMailServer;
import io.github.campusotp.e2e.server.BrokenMailServer.Fault;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mail server is away: a clear page, nothing skipped, nothing lost. */
@ExtendWith(Campus.Resolver.class)
class SmtpFaultsIT {
  private final Campus campus;
  private final Person person;

  SmtpFaultsIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void thePageSaysSoNothingIsSkippedAndALaterMailHelps(Fault fault) {
    // The one mail that an hour has, and no pause to speak of: a mail that was not sent is not one.
    boolean late = fault == Fault.DRIPPING;
    try (Visitor visitor = campus.visitor(Networks.OMUNET);
        Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1");
        Setting few =
            campus.settings().action("campus-recovery-address", "mailsPerHour", late ? "2" : "1")) {
      CodePage page = new CodePage(visitor.page());
      try (BrokenMailServer broken = new BrokenMailServer(fault);
          Setting away = campus.settings().mailServer(broken.port())) {
        Enrolment.at(campus, visitor, MenuPage.SHOW, person);
        assertThat(page.isShown().message()).containsText("確認コードを送信できませんでした");
        assertThat(visitor.page().locator("#setup-key")).hasCount(0);
        assertThat(campus.records().events(person, "SEND_VERIFY_EMAIL_ERROR"))
            .singleElement()
            .returns("email_send_failed", Event::error);
        visitor.page().reload();
        page.isShown();
        assertThat(campus.records().events(person, "SEND_VERIFY_EMAIL_ERROR")).hasSize(1);
        // A code may yet arrive from a server that is slow; without one none can be right.
        assertThat(page.field()).hasCount(late ? 1 : 0);
        visitor.post(Map.of("code", "000000", "verify", "verify", "confirm", "confirm"));
        assertThat(visitor.page().locator("#setup-key")).hasCount(0);
      }
      page.resend();
      assertThat(page.message()).hasCount(0);
      page.enter(campus.mail().code(person.recoveryEmail()));
      assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(person.secret());
    }
  }

  @Test
  void aNoticeThatCannotBeSentUndoesNothing() {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Enrolment enrolment = Enrolment.at(campus, visitor, MenuPage.DELETE, person);
      enrolment.proveMailbox(person);
      try (BrokenMailServer broken = new BrokenMailServer(Fault.DOWN);
          Setting away = campus.settings().mailServer(broken.port())) {
        new ConfirmPage(visitor.page()).confirm();
        new MenuPage(visitor.page()).says("削除しました");
      }
    }
    assertThat(campus.records().credentialIds(person, "otp")).isEmpty();
  }
}
