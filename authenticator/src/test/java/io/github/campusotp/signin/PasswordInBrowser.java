package io.github.campusotp.signin;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;

/** A browser in whose sign-on a user sets a new password; a request per call. */
final class PasswordInBrowser {
  static final String ACTION = "UPDATE_PASSWORD";

  final FakeKeycloak keycloak = new FakeKeycloak();
  final FakeUser user = keycloak.add(new FakeUser("hanako"));
  final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  private final GuardedUpdatePassword action = new GuardedUpdatePassword();

  PasswordInBrowser() {
    user.setPassword(1000L);
    signOn.model().setAuthenticatedUser(user);
  }

  FakeRequiredAction open() {
    FakeRequiredAction context = next(FakeRequest.from("198.51.100.1"));
    action.requiredActionChallenge(context.model());
    return context;
  }

  FakeRequiredAction send(String typed, String again) {
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
