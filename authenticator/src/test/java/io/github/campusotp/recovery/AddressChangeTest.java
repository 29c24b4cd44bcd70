package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeMail;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeSingleUseObjects;
import io.github.campusotp.fake.SetClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext.Status;

/** How an address is corrected and changed: of all that were typed, only a proved one is stored. */
class AddressChangeTest {
  private static final String ADDRESS = "hanako@example.com";
  private static final String OTHER = "hanako@example.net";

  private final SetClock clock = new SetClock();
  private Runnable meanwhile = () -> {};

  private final AddressInBrowser browser =
      new AddressInBrowser(
          new FakeSingleUseObjects(clock) {
            @Override
            public boolean putIfAbsent(String key, long seconds) {
              if (key.startsWith("campus-otp.used.")) {
                meanwhile.run();
              }
              return super.putIfAbsent(key, seconds);
            }
          });

  @Nested
  class Change {
    @BeforeEach
    void hasAnAddress() {
      browser.user.setSingleAttribute("recoveryEmail", ADDRESS);
      browser.asked();
    }

    @Test
    void asksTheOldMailboxFirst() {
      FakePage page = browser.open().page();
      assertThat(page.template()).isEqualTo("campus-code.ftl");
      assertThat(page.attribute("campusMailbox")).isEqualTo("old");
      assertThat(browser.keycloak.mail().last().to()).isEqualTo(ADDRESS);
      assertThat(browser.type(OTHER).page().attribute("campusMailbox")).isEqualTo("old");
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
    }

    @Test
    void takesAnAddressAfterThat() {
      browser.open();
      FakePage page = browser.prove().page();
      assertThat(page.template()).isEqualTo("campus-recovery-address.ftl");
      assertThat(page.attribute("campusAddressChange")).isEqualTo(true);
      assertThat(page.attribute("campusCanCancel")).isEqualTo(true);
      assertThat(browser.type("HANAKO@example.com").page().errors())
          .containsExactly("recoveryEmail: campusAddressSame");
      assertThat(browser.type(OTHER).page().attribute("campusMailbox")).isEqualTo("new");
      assertThat(browser.stored()).isEqualTo(ADDRESS);
    }

    @Test
    void tellsTheOwnersOfBothMailboxes() {
      browser.open();
      browser.prove();
      browser.type(OTHER);
      browser.keycloak.mail().sent().subList(0, 1).clear();
      assertThat(browser.prove().status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.stored()).isEqualTo(OTHER);
      List<FakeMail.Sent> notices = browser.keycloak.mail().sent().subList(1, 3);
      assertThat(notices).extracting(FakeMail.Sent::to).containsExactly(ADDRESS, OTHER);
      assertThat(notices)
          .allSatisfy(
              notice -> {
                assertThat(notice.subject()).isEqualTo("campusNoticeMailSubject.address");
                assertThat(notice.told()).containsEntry("campusNewAddress", "ha•••@example.net");
              });
    }

    /** The proof was of a mailbox that is the user's no more. */
    @Test
    void asksAgainOnceAnotherHasChangedTheAddress() {
      browser.open();
      browser.prove();
      browser.type(OTHER);
      browser.user.setSingleAttribute("recoveryEmail", "third@example.com");
      assertThat(browser.prove().page().attribute("campusMailbox")).isEqualTo("old");
      assertThat(browser.stored()).isEqualTo("third@example.com");
    }

    @Test
    void isNothingThatASignOnCanDemand() {
      browser.user.addRequiredAction(RecoveryAddressAction.ID);
      assertThat(browser.open().status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.type(OTHER).status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.stored()).isEqualTo(ADDRESS);
      assertThat(browser.keycloak.mail().sent()).isEmpty();
    }
  }

  @Nested
  class Back {
    @Test
    void leadsToWhatWasTyped() {
      browser.type(ADDRESS);
      FakePage page = browser.send("back", "").page();
      assertThat(page.template()).isEqualTo("campus-recovery-address.ftl");
      assertThat(page.attribute("campusAddress")).isEqualTo(ADDRESS);
      assertThat(browser.prove().page().template()).isEqualTo("campus-recovery-address.ftl");
      assertThat(browser.stored()).isNull();
    }

    @Test
    void keepsTheCodeOfTheSameAddress() {
      browser.type(ADDRESS);
      browser.send("back", "");
      assertThat(browser.type(ADDRESS).page().errors()).isEmpty();
      assertThat(browser.keycloak.mail().sent()).hasSize(1);
      assertThat(browser.prove().status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.stored()).isEqualTo(ADDRESS);
    }

    @Test
    void dropsTheCodeOfAnotherAddress() {
      browser.type(ADDRESS);
      String first = browser.mailed();
      browser.send("back", "");
      assertThat(browser.type(OTHER).page().errors())
          .singleElement()
          .asString()
          .startsWith("campusMailForOther");
      assertThat(browser.send("code", first).page().errors())
          .containsExactly("code: campusCodeNone 6");
      clock.forward(Duration.ofMinutes(2));
      browser.send("resend", "");
      assertThat(browser.keycloak.mail().last().to()).isEqualTo(OTHER);
      assertThat(browser.prove().status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.stored()).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @CsvSource({"true, CANCELLED", "false, CHALLENGE"})
    void leavesTheFirstPageIfTheUserAskedForIt(boolean asked, Status status) {
      if (asked) {
        browser.asked();
      }
      browser.open();
      assertThat(browser.send("back", "").status()).isEqualTo(status);
    }
  }

  @Nested
  class InTwoWindowsOfOneSignOn {
    /** While the code of one address is checked, the other window notes another. */
    @Test
    void storesTheAddressOfTheCodeThatIsChecked() {
      browser.type(ADDRESS);
      String code = browser.mailed();
      meanwhile =
          () -> {
            browser.send("back", "");
            browser.type(OTHER);
          };
      assertThat(browser.send("code", code).status()).isEqualTo(Status.SUCCESS);
      assertThat(browser.stored()).isEqualTo(ADDRESS);
      assertThat(browser.keycloak.events())
          .last()
          .satisfies(
              event ->
                  assertThat(event.getDetails())
                      .containsEntry("recovery_address", "ha•••@example.com"));
    }

    /** The same between the check and the store. */
    @Test
    void storesWhatItIsGivenWhateverIsNoted() {
      FakeRequiredAction request = browser.next(FakeRequest.from("198.51.100.1"));
      AddressChange change = new AddressChange(request.model(), Optional.empty());
      change.take(OTHER);
      change.store(ADDRESS);
      assertThat(browser.stored()).isEqualTo(ADDRESS);
      assertThat(change.typed()).as("nothing is left to be stored").isEmpty();
    }
  }
}
