package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext.Status;

/** Which passwords a user cannot choose, whatever the realm's policy. */
class RepeatedPasswordTest {
  private static final String ACTION = "UPDATE_PASSWORD";
  private static final String PRESENT = "provisional-4711";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
  private final GuardedUpdatePassword action = new GuardedUpdatePassword();

  @BeforeEach
  void hasAPassword() {
    user.setPassword(1000L);
    user.accept(input -> input.getChallengeResponse().equals(PRESENT));
    signOn.model().setAuthenticatedUser(user);
  }

  @Test
  void tellsOwnersOfAProvisionalPasswordTheRule() {
    user.addRequiredAction(ACTION);
    assertThat(open().page().attribute("campusProvisional")).isEqualTo(true);
  }

  @Test
  void doesNotTellOthers() {
    signOn.model().addRequiredAction(ACTION);
    assertThat(open().page().attribute("campusProvisional")).isEqualTo(false);
  }

  @Test
  void refusesTheProvisionalPassword() {
    user.addRequiredAction(ACTION);
    open();
    FakeRequiredAction sent = send(PRESENT, PRESENT);
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
    user.addRequiredAction(ACTION);
    open();
    assertThat(send(typed, again).page().errors()).containsExactly(problem);
  }

  @Test
  void takesAnotherPassword() {
    user.addRequiredAction(ACTION);
    open();
    assertThat(send("of my own", "of my own").status()).isEqualTo(Status.SUCCESS);
    assertThat(user.chosenPassword()).isEqualTo("of my own");
  }

  /** The answer would tell the old password to a user who has not proved to know it. */
  @Test
  void saysNothingToAUserWhoForgotIt() {
    signOn.model().addRequiredAction(ACTION);
    open();
    assertThat(send(PRESENT, PRESENT).status()).isEqualTo(Status.SUCCESS);
    assertThat(user.chosenPassword()).isEqualTo(PRESENT);
  }

  private FakeRequiredAction open() {
    FakeRequiredAction context = next(FakeRequest.from("198.51.100.1"));
    action.requiredActionChallenge(context.model());
    return context;
  }

  private FakeRequiredAction send(String typed, String again) {
    FakeRequiredAction context =
        next(
            FakeRequest.from("198.51.100.1")
                .field("password-new", typed)
                .field("password-confirm", again));
    action.processAction(context.model());
    return context;
  }

  private FakeRequiredAction next(FakeRequest request) {
    keycloak.request(request);
    return new FakeRequiredAction(keycloak, signOn, user, ACTION);
  }
}
