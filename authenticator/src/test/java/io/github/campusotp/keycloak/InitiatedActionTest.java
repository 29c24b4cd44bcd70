package io.github.campusotp.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.sessions.AuthenticationSessionModel;

/** When a user may drop an action: never one that the sign-on itself waits for. */
class InitiatedActionTest {
  private static final String SETUP = "campus-otp-setup";
  private static final String SHOW = "campus-otp-show";
  private static final String ADDRESS = "campus-recovery-address";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = new FakeUser("hanako");
  private final FakeAuthenticationSession browser =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
  private final AuthenticationSessionModel signOn = browser.model();

  @ParameterizedTest
  @CsvSource({
    // asked for, running, required by the sign-on, required of the user, may drop, is itself
    ", campus-otp-setup,,, false, false",
    "campus-otp-setup, campus-otp-setup,,, true, true",
    "campus-otp-setup, campus-otp-setup, campus-otp-setup,, false, false",
    "campus-otp-setup, campus-otp-setup,, campus-otp-setup, false, false",
    "campus-otp-setup, campus-otp-setup, campus-otp-show, UPDATE_PASSWORD, true, true",
    "campus-otp-show, campus-otp-setup,,, false, false",
    "campus-otp-show, campus-otp-setup, campus-otp-setup,, false, false",
  })
  void isWhatTheRequestAskedFor(
      String wish, String running, String bySignOn, String ofUser, boolean may, boolean itself) {
    ask(wish, bySignOn, ofUser);
    assertThat(InitiatedAction.isCancellable(action(running).model())).isEqualTo(may);
    assertThat(InitiatedAction.isRequestedDirectly(action(running).model())).isEqualTo(itself);
  }

  @ParameterizedTest
  @CsvSource({
    // asked for, what needs the address first, required by the sign-on, of the user, may drop
    "campus-otp-setup, campus-otp-setup,,, true",
    "campus-otp-setup, campus-otp-show,,, false",
    ", campus-otp-setup,,, false",
    "campus-otp-setup, campus-otp-setup, campus-otp-setup,, false",
    "campus-otp-setup, campus-otp-setup,, campus-otp-setup, false",
    "campus-otp-setup, campus-otp-setup,, campus-recovery-address, false",
    "campus-otp-setup, campus-otp-setup, campus-otp-show, UPDATE_PASSWORD, true",
  })
  void isWhatThatNeedsFirst(String wish, String by, String bySignOn, String ofUser, boolean may) {
    ask(wish, bySignOn, ofUser);
    InitiatedAction.requireFirst(action(by).model(), ADDRESS, by);
    assertThat(signOn.getRequiredActions()).contains(ADDRESS);
    assertThat(InitiatedAction.isCancellable(action(ADDRESS).model())).isEqualTo(may);
    assertThat(InitiatedAction.isRequestedDirectly(action(ADDRESS).model())).isFalse();
  }

  @Test
  void isNotWhatWasNeverNeeded() {
    ask(SETUP, null, null);
    assertThat(InitiatedAction.isCancellable(action(ADDRESS).model())).isFalse();
  }

  /** In either order: what cannot be dropped decides. */
  @ParameterizedTest
  @CsvSource({"campus-otp-setup, campus-otp-show", "campus-otp-show, campus-otp-setup"})
  void ofTwoThatNeedItTheRequiredOneCounts(String first, String second) {
    ask(SETUP, null, SHOW);
    InitiatedAction.requireFirst(action(first).model(), ADDRESS, first);
    InitiatedAction.requireFirst(action(second).model(), ADDRESS, second);
    assertThat(InitiatedAction.isCancellable(action(ADDRESS).model())).isFalse();
  }

  @Test
  void droppedItIsCancelled() {
    ask(SETUP, null, null);
    FakeRequiredAction running = action(SETUP);
    InitiatedAction.cancel(running.model());
    assertThat(running.status()).isEqualTo(Status.CANCELLED);
    assertThat(signOn.getClientNote("kc_action")).as("Keycloak ends it").isEqualTo(SETUP);
  }

  @Test
  void droppedFromWhatItNeedsBothAreCancelled() {
    ask(SETUP, null, null);
    InitiatedAction.requireFirst(action(SETUP).model(), ADDRESS, SETUP);
    FakeRequiredAction running = action(ADDRESS);
    InitiatedAction.cancel(running.model());
    assertThat(running.status()).isEqualTo(Status.CANCELLED);
    assertThat(signOn.getRequiredActions()).isEmpty();
    assertThat(signOn.getClientNote("kc_action_status")).isEqualTo("cancelled");
  }

  @ParameterizedTest
  @CsvSource({
    "campus-otp-setup,,, true",
    ", campus-otp-setup,, true",
    ",, campus-otp-setup, true",
    "campus-otp-show, campus-otp-show, campus-otp-show, false",
    ",,, false",
  })
  void isPending(String wish, String bySignOn, String ofUser, boolean pending) {
    ask(wish, bySignOn, ofUser);
    assertThat(InitiatedAction.isPending(action(SHOW).model(), SETUP)).isEqualTo(pending);
  }

  private void ask(String wish, String bySignOn, String ofUser) {
    if (wish != null) {
      signOn.setClientNote("kc_action", wish);
    }
    if (bySignOn != null) {
      signOn.addRequiredAction(bySignOn);
    }
    if (ofUser != null) {
      user.addRequiredAction(ofUser);
    }
  }

  private FakeRequiredAction action(String id) {
    return new FakeRequiredAction(keycloak, browser, user, id);
  }
}
