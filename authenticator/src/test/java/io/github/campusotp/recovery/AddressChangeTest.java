package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeSingleUseObjects;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.RequiredActionContext.Status;

/** Two windows of one sign-on: only the address that was proved is stored. */
class AddressChangeTest {
  private static final String PROVED = "hanako@example.com";
  private static final String UNPROVED = "thief@example.net";

  private Runnable meanwhile = () -> {};

  private final AddressInBrowser browser =
      new AddressInBrowser(
          new FakeSingleUseObjects(Clock.systemUTC()) {
            @Override
            public boolean putIfAbsent(String key, long seconds) {
              if (key.startsWith("campus-otp.used.")) {
                meanwhile.run();
              }
              return super.putIfAbsent(key, seconds);
            }
          });

  /** While the code of one address is checked, the other window notes another. */
  @Test
  void storesTheAddressOfTheCodeThatIsChecked() {
    browser.type(PROVED);
    String code = browser.mailed();
    meanwhile =
        () -> {
          browser.send("back", "");
          browser.type(UNPROVED);
        };
    assertThat(browser.send("code", code).status()).isEqualTo(Status.SUCCESS);
    assertThat(browser.stored()).isEqualTo(PROVED);
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
    change.take(UNPROVED);
    change.store(PROVED);
    assertThat(browser.stored()).isEqualTo(PROVED);
    assertThat(change.typed()).as("nothing is left to be stored").isEmpty();
  }

  /** Once the other window has noted another address, the code of the first is good for none. */
  @Test
  void takesNoCodeOfAnAddressThatIsNoLongerNoted() {
    browser.type(PROVED);
    String code = browser.mailed();
    browser.send("back", "");
    browser.type(UNPROVED);
    assertThat(browser.send("code", code).status()).isEqualTo(Status.CHALLENGE);
    assertThat(browser.stored()).isNull();
  }
}
