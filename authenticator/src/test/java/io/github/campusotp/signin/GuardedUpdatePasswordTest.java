package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.limit.RateLimit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.services.ErrorPageException;

/** A page for a new password takes none once the old one was replaced elsewhere. */
class GuardedUpdatePasswordTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = new FakeUser("hanako");
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
  private final GuardedUpdatePassword action = new GuardedUpdatePassword();

  @BeforeEach
  void owesANewPassword() {
    user.setPassword(1000L);
    user.addRequiredAction(action.getId());
    signOn.model().setAuthenticatedUser(user);
  }

  @Test
  void takesANewPassword() {
    open();
    assertThat(send("new", "new").status()).isEqualTo(Status.SUCCESS);
  }

  /** Its own change does not make the sign-on look as if another had made it. */
  @Test
  void isFollowedByALastCheckThatPasses() {
    open();
    FakeRequiredAction done = send("new", "new");
    assertThat(CredentialSnapshot.isStale(done.model())).isFalse();
    user.setPassword(Long.MAX_VALUE);
    assertThat(CredentialSnapshot.isStale(done.model())).as("another's").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"new, other", "'', ''"})
  void isShownAgainWithWhatIsNoPassword(String typed, String again) {
    open();
    FakeRequiredAction shown = send(typed, again);
    assertThat(shown.status()).isEqualTo(Status.CHALLENGE);
    user.setPassword(2000L);
    assertThat(CredentialSnapshot.isStale(shown.model())).as("by another meanwhile").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, true, false", "true, false, true", "false, true, true", "false, false, true"})
  void isRefused(boolean samePassword, boolean pending, boolean refused) {
    open();
    user.setPassword(samePassword ? 1000L : 2000L);
    if (!pending) {
      user.removeRequiredAction(action.getId());
    }
    if (refused) {
      assertThatThrownBy(() -> send("new", "new")).isInstanceOf(ErrorPageException.class);
      assertThat(keycloak.eventNames())
          .containsExactly("CUSTOM_REQUIRED_ACTION_ERROR invalid_user_credentials");
    } else {
      assertThat(send("new", "new").status()).isEqualTo(Status.SUCCESS);
    }
  }

  /** Or a thief of the password would change it there and back for a hundred guesses more. */
  @Test
  void doesNotBeginTheLastingCountOfWrongCodesAnew() {
    keycloak.realm().configureAction("campus-recovery-address", Map.of("wrongCodesPerMonth", "3"));
    RateLimit before = wrongCodes(1000);
    before.take();
    before.take();
    open();
    send("new", "new");
    RateLimit after = wrongCodes(CurrentPassword.since(user));
    assertThat(after.take()).hasValue(2);
    assertThat(after.isFull()).isTrue();
  }

  private RateLimit wrongCodes(long since) {
    return RateLimit.of(
        keycloak.session(), user.getId(), "wrong-codes." + since, 3, 30 * RateLimit.DAY);
  }

  /** Such a page was shown by no sign-on that is known. */
  @Test
  void isRefusedUnlessItWasShown() {
    assertThatThrownBy(() -> send("new", "new")).isInstanceOf(ErrorPageException.class);
  }

  private void open() {
    action.requiredActionChallenge(next(FakeRequest.from("198.51.100.1")).model());
  }

  private FakeRequiredAction send(String password, String again) {
    FakeRequiredAction context =
        next(
            FakeRequest.from("198.51.100.1")
                .field("password-new", password)
                .field("password-confirm", again));
    action.processAction(context.model());
    return context;
  }

  private FakeRequiredAction next(FakeRequest request) {
    keycloak.request(request);
    return new FakeRequiredAction(keycloak, signOn, user, action.getId());
  }
}
