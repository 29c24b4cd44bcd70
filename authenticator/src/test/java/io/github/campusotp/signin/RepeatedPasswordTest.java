package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext.Status;

/** Which passwords a user cannot choose, whatever the realm's policy. */
class RepeatedPasswordTest {
  private static final String PRESENT = "provisional-4711";

  private final PasswordInBrowser browser = new PasswordInBrowser();
  private final FakeKeycloak keycloak = browser.keycloak;
  private final FakeUser user = browser.user;

  @BeforeEach
  void hasAPassword() {
    user.accept(input -> input.getChallengeResponse().equals(PRESENT));
  }

  @Test
  void tellsOwnersOfAProvisionalPasswordTheRule() {
    user.addRequiredAction(PasswordInBrowser.ACTION);
    assertThat(browser.open().page().attribute("campusProvisional")).isEqualTo(true);
  }

  @Test
  void doesNotTellOthers() {
    browser.signOn.model().addRequiredAction(PasswordInBrowser.ACTION);
    assertThat(browser.open().page().attribute("campusProvisional")).isEqualTo(false);
  }

  @Test
  void refusesTheProvisionalPassword() {
    user.addRequiredAction(PasswordInBrowser.ACTION);
    browser.open();
    FakeRequiredAction sent = browser.send(PRESENT, PRESENT);
    assertThat(sent.status()).isEqualTo(Status.CHALLENGE);
    assertThat(sent.page().errors()).containsExactly("password: campusPasswordRepeated");
    assertThat(sent.page().attribute("campusProvisional")).isEqualTo(true);
    assertThat(user.chosenPassword()).isNull();
    assertThat(keycloak.eventNames()).containsExactly("UPDATE_CREDENTIAL_ERROR password_rejected");
    assertThat(keycloak.events().get(0).getUserId()).isEqualTo("id-of-hanako");
  }

  /** Two entries that differ are told first, as Keycloak does. */
  @ParameterizedTest
  @CsvSource({
    "provisional-4711, provisional-4712, password-confirm: notMatchPasswordMessage",
    "'', '', password: missingPasswordMessage",
  })
  void leavesOtherMistakesToKeycloak(String typed, String again, String problem) {
    user.addRequiredAction(PasswordInBrowser.ACTION);
    browser.open();
    assertThat(browser.send(typed, again).page().errors()).containsExactly(problem);
  }

  @Test
  void takesAnotherPassword() {
    user.addRequiredAction(PasswordInBrowser.ACTION);
    browser.open();
    assertThat(browser.send("of my own", "of my own").status()).isEqualTo(Status.SUCCESS);
    assertThat(user.chosenPassword()).isEqualTo("of my own");
  }

  /** The answer would tell the old password to a user who has not proved to know it. */
  @Test
  void saysNothingToAUserWhoForgotIt() {
    browser.signOn.model().addRequiredAction(PasswordInBrowser.ACTION);
    browser.open();
    assertThat(browser.send(PRESENT, PRESENT).status()).isEqualTo(Status.SUCCESS);
    assertThat(user.chosenPassword()).isEqualTo(PRESENT);
  }
}
