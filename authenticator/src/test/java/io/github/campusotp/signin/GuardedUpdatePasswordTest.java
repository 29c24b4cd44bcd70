package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeKeycloak;
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
  private final PasswordInBrowser browser = new PasswordInBrowser();
  private final FakeKeycloak keycloak = browser.keycloak;
  private final FakeUser user = browser.user;

  @BeforeEach
  void owesANewPassword() {
    user.addRequiredAction(PasswordInBrowser.ACTION);
  }

  @Test
  void takesANewPassword() {
    browser.open();
    assertThat(browser.send("new", "new").status()).isEqualTo(Status.SUCCESS);
  }

  /** Its own change does not make the sign-on look as if another had made it. */
  @Test
  void isFollowedByALastCheckThatPasses() {
    browser.open();
    FakeRequiredAction done = browser.send("new", "new");
    assertThat(CredentialSnapshot.isStale(done.model())).isFalse();
    user.setPassword(Long.MAX_VALUE);
    assertThat(CredentialSnapshot.isStale(done.model())).as("another's").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"new, other", "'', ''"})
  void isShownAgainWithWhatIsNoPassword(String typed, String again) {
    browser.open();
    FakeRequiredAction shown = browser.send(typed, again);
    assertThat(shown.status()).isEqualTo(Status.CHALLENGE);
    user.setPassword(2000L);
    assertThat(CredentialSnapshot.isStale(shown.model())).as("by another meanwhile").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, true, false", "true, false, true", "false, true, true", "false, false, true"})
  void isRefused(boolean samePassword, boolean pending, boolean refused) {
    browser.open();
    user.setPassword(samePassword ? 1000L : 2000L);
    if (!pending) {
      user.removeRequiredAction(PasswordInBrowser.ACTION);
    }
    if (refused) {
      assertThatThrownBy(() -> browser.send("new", "new")).isInstanceOf(ErrorPageException.class);
      assertThat(keycloak.eventNames())
          .containsExactly("CUSTOM_REQUIRED_ACTION_ERROR invalid_user_credentials");
    } else {
      assertThat(browser.send("new", "new").status()).isEqualTo(Status.SUCCESS);
    }
  }

  /** Or a thief of the password would change it there and back for a hundred guesses more. */
  @Test
  void doesNotBeginTheLastingCountOfWrongCodesAnew() {
    keycloak.realm().configureAction("campus-recovery-address", Map.of("wrongCodesPerMonth", "3"));
    RateLimit before = wrongCodes(1000);
    before.take();
    before.take();
    browser.open();
    browser.send("new", "new");
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
    assertThatThrownBy(() -> browser.send("new", "new")).isInstanceOf(ErrorPageException.class);
  }
}
