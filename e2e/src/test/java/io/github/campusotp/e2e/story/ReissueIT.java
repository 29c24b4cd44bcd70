package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A realm in which the recovery mailbox alone cannot both set a password and get a key. */
@ExtendWith(Campus.Resolver.class)
class ReissueIT {
  /** A second factor in the sign-on does for the mailed code. */
  private static final Map<String, String> AFTER_A_CODE =
      Map.of("campus-backup-codes", "最終確認", "campus-passkey", "no-passkeys");

  private final Campus campus;
  private final Setting guarded;

  ReissueIT(Campus campus) {
    this.campus = campus;
    this.guarded =
        campus.settings().action("campus-otp-setup", "reissueNeeds", "mail-and-second-factor");
  }

  @AfterEach
  void asBefore() {
    guarded.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/realms/omu/mfa/reset/request, 10.64.1.20",
    "/realms/omu/mfa/reset/request, 203.0.113.20",
    "/realms/omu/mfa/key, 10.64.1.20",
    "/realms/omu/mfa/delete, 203.0.113.20",
  })
  void atTheManagementSiteACodeOfTheKeyComesBeforeTheMailedOne(String path, String address) {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(address)) {
      visitor.open(path);
      new ManagementPage(visitor.page()).signOn(person);
      OtpPage yellow = new OtpPage(visitor.page()).isShown();
      assertThat(yellow.panel()).containsText("セットアップキーの表示・再発行・削除には");
      assertThat(yellow.panel()).containsText("you need a one-time password of it, too");
      assertThat(campus.mail().count(person.recoveryEmail())).isZero();
      new Look(visitor.page(), "ja", ColorScheme.LIGHT).expectGood("OTP_ACTION");
      assertThat(yellow.enter(person.wrongCode()).error()).isVisible();
      yellow.enter(person.code());
      new CodePage(visitor.page()).isShown();
    }
  }

  @Test
  void theReissueGoesThroughToTheNewKey() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open(MenuPage.REISSUE);
      new ManagementPage(visitor.page()).signOn(person);
      new OtpPage(visitor.page()).isShown().enter(person.code());
      Person renewed = new Enrolment(campus, visitor).setUpKey(person);
      assertThat(renewed.secret()).isNotEqualTo(person.secret());
      new KeyPage(visitor.page()).finish();
      new MenuPage(visitor.page()).isShown();
    }
  }

  /** Nothing to guard: one factor and a mailed code, as anywhere. */
  @Test
  void aFirstKeyAndTheAddressNeedNone() {
    Person newcomer = campus.people().studentWithoutKey();
    Person owner = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open(MenuPage.SETUP);
      new ManagementPage(visitor.page()).signOn(newcomer);
      new Enrolment(campus, visitor).setUpKey(newcomer);
    }
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.open(MenuPage.ADDRESS);
      new ManagementPage(visitor.page()).signOn(owner);
      assertThat(new OtpPage(visitor.page()).field()).hasCount(0);
    }
  }

  /** On campus a service's session takes a password only; the action asks for more. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "campus-otp-setup",
        "campus-otp-show",
        "campus-otp-delete",
        "campus-backup-codes",
        "campus-passkey"
      })
  void noServiceIsAWayAround(String action) throws IOException {
    Person person = campus.people().student();
    OidcClient portal = OidcClient.named("omu-portal", campus);
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
    assertThat(browser.password(person, campus.portalCallback())).matches(Answer::isIn);
    assertThat(browser.get(portal.authorization("kc_action", action)))
        .matches(Answer::isYellowPage);
    assertThat(campus.mail().count(person.recoveryEmail())).isZero();
    assertThat(browser.submit(Map.of("otp", person.code())).body())
        .contains(AFTER_A_CODE.getOrDefault(action, "mail-destination"));
  }

  /** An attacker who reads the mailbox could get a first key, too. */
  @Test
  void aPasswordIsResetByMailOnlyWhereThereIsAKey() throws IOException {
    Person without = campus.people().studentWithoutKey();
    Person with = campus.people().student();
    for (Person person : List.of(without, with)) {
      HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
      browser.get(OidcClient.named("omu-portal", campus).authorization());
      browser.get(browser.addressOf("reset-credentials"));
      assertThat(browser.submit(Map.of("username", person.username())).body())
          .as("the page tells nothing")
          .contains("name=\"code\"");
    }
    campus.mail().await(with.recoveryEmail(), mail -> mail.hasCode());
    assertThat(campus.mail().count(without.recoveryEmail())).isZero();
  }
}
