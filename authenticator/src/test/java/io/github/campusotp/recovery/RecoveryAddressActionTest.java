package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.fake.FakeMail;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeSingleUseObjects;
import io.github.campusotp.fake.FakeUser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext.Status;

/** How the first recovery address is registered: it counts once its mailbox is proved. */
class RecoveryAddressActionTest {
  private static final String ADDRESS = "hanako@example.com";
  private static final String OTHER = "hanako@example.net";

  private final AddressInBrowser browser =
      new AddressInBrowser(new FakeSingleUseObjects(Clock.systemUTC()));

  @Test
  void asksForTheAddress() {
    FakeRequiredAction shown = browser.open();
    assertThat(shown.status()).isEqualTo(Status.CHALLENGE);
    assertThat(shown.page().template()).isEqualTo("campus-recovery-address.ftl");
    assertThat(shown.page().attributes())
        .containsEntry("campusAction", "address")
        .containsEntry("campusAddress", "")
        .containsEntry("campusAddressChange", false)
        .containsEntry("campusOwnDomains", List.of("omu.ac.jp"))
        .containsEntry("campusCanCancel", false);
    assertThat(browser.keycloak.mail().sent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', campusAddressMissing",
    "'  ', campusAddressMissing",
    "hanako, campusAddressMalformed",
    "hanako@localhost, campusAddressMalformed",
    "hanako..yamada@docomo.ne.jp, campusAddressDots",
    "hanako@omu.ac.jp, campusAddressOwnDomain omu.ac.jp",
    "hanako@st.omu.ac.jp, campusAddressOwnDomain omu.ac.jp",
  })
  void refusesAnAddress(String typed, String problem) {
    FakeRequiredAction answer = browser.type(typed);
    assertThat(answer.status()).isEqualTo(Status.CHALLENGE);
    assertThat(answer.page().template()).isEqualTo("campus-recovery-address.ftl");
    assertThat(answer.page().attribute("campusAddress")).isEqualTo(typed);
    assertThat(answer.page().errors()).containsExactly("recoveryEmail: " + problem);
    assertThat(browser.keycloak.mail().sent()).isEmpty();
  }

  @Test
  void mailsACodeToTheAddress() {
    FakePage page = browser.type(" Ｈanako@EXAMPLE.com").page();
    assertThat(page.template()).isEqualTo("campus-code.ftl");
    assertThat(page.attribute("campusMailbox")).isEqualTo("new");
    assertThat(page.attribute("campusCanCancel")).isEqualTo(true);
    FakeMail.Sent mail = browser.keycloak.mail().last();
    assertThat(mail.to()).isEqualTo("Hanako@example.com");
    assertThat(mail.told()).containsEntry("campusTopic", "new");
    assertThat(browser.stored()).isNull();
  }

  @Test
  void storesTheAddressOnceTheCodeCameBack() {
    browser.type(ADDRESS);
    FakeRequiredAction done = browser.prove();
    assertThat(done.status()).isEqualTo(Status.SUCCESS);
    assertThat(browser.stored()).isEqualTo(ADDRESS);
    assertThat(browser.keycloak.eventNames())
        .containsExactly("SEND_VERIFY_EMAIL", "UPDATE_PROFILE");
    assertThat(browser.keycloak.events().get(1).getDetails())
        .containsEntry("recovery_address", "ha•••@example.com")
        .containsEntry("client_address", AddressInBrowser.OFF_CAMPUS);
    assertThat(browser.keycloak.mail().sent()).as("no notice of a first one").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"code, 12345", "code, wrong", "recoveryEmail, hanako@example.com", "other, ''"})
  void storesNothingWithoutTheCode(String field, String value) {
    browser.type(ADDRESS);
    boolean guess = value.equals("wrong");
    String wrong = "%06d".formatted((Integer.parseInt(browser.mailed()) + 1) % 1_000_000);
    FakeRequiredAction answer = browser.send(field, guess ? wrong : value);
    assertThat(answer.status()).isEqualTo(Status.CHALLENGE);
    assertThat(answer.page().template()).isEqualTo("campus-code.ftl");
    assertThat(browser.stored()).isNull();
  }

  /** Two browsers at once: the second is told, and its code is none for the other mailbox. */
  @Test
  void isToldWhereAnotherBrowserWasFirst() {
    browser.asked();
    browser.type(ADDRESS);
    String code = browser.mailed();
    browser.user.setSingleAttribute("recoveryEmail", OTHER);
    FakePage page = browser.send("code", code).page();
    assertThat(page.attribute("info")).isEqualTo("campusAddressOvertaken");
    assertThat(page.attribute("campusMailbox")).isEqualTo("old");
    assertThat(browser.stored()).isEqualTo(OTHER);
    assertThat(browser.open().page().attribute("campusMailbox")).isEqualTo("old");
  }

  @ParameterizedTest
  @CsvSource({
    // where a first one is allowed, place, has a key, id, refusal
    "true, 198.51.100.1, false, id-of-hanako,",
    "false, 198.51.100.1, false, id-of-hanako, off-campus",
    "false, 10.64.0.1, false, id-of-hanako,",
    "true, 198.51.100.1, true, id-of-hanako, no-address",
    "false, 10.64.0.1, true, id-of-hanako, no-address",
    "true, 198.51.100.1, false, f:directory:hanako, no-address",
  })
  void isRefused(String anywhere, String place, boolean key, String id, String reason) {
    browser
        .keycloak
        .realm()
        .configureAction(RecoveryAddressAction.ID, Map.of("allowOffCampus", anywhere));
    browser.place = place;
    browser.user = new FakeUser(id, "hanako");
    if (key) {
      browser.user.giveKey("key", 1000);
    }
    assertThat(browser.open().page().attribute("campusReason")).isEqualTo(reason);
    FakePage answer = browser.type(ADDRESS).page();
    assertThat(answer.attribute("campusReason")).isEqualTo(reason);
    assertThat(browser.keycloak.mail().sent()).hasSize(reason == null ? 1 : 0);
  }

  /** A key from another tab: with an address of their own, a thief would get at that key. */
  @Test
  void isRefusedOnceThereIsAKey() {
    browser.type(ADDRESS);
    browser.user.giveKey("key", 1000);
    FakeRequiredAction answer = browser.prove();
    assertThat(answer.page().attribute("campusReason")).isEqualTo("no-address");
    assertThat(browser.stored()).isNull();
  }

  /** They let in as a key does, and a thief must not get one to them either. */
  @ParameterizedTest
  @ValueSource(strings = {"passkey", "backup codes"})
  void isRefusedWhereThereIsAnotherFactor(String factor) {
    if (factor.equals("passkey")) {
      browser.user.givePasskey("passkey");
    } else {
      BackupCodes.give(browser.keycloak.session(), browser.user);
    }
    FakePage answer = browser.type(ADDRESS).page();
    assertThat(answer.attribute("campusReason")).isEqualTo("no-address");
    assertThat(browser.keycloak.mail().sent()).isEmpty();
  }

  @Test
  void isOverOnceAnotherTabHasStoredOne() {
    browser.type(ADDRESS);
    browser.user.setSingleAttribute("recoveryEmail", OTHER);
    assertThat(browser.prove().status()).isEqualTo(Status.SUCCESS);
    assertThat(browser.open().status()).isEqualTo(Status.SUCCESS);
    assertThat(browser.stored()).isEqualTo(OTHER);
  }
}
