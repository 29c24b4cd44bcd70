package io.github.campusotp.otpkey;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;

/** A browser in whose sign-on an action with the key runs; a request per call. */
final class KeyActionInBrowser {
  static final String ADDRESS = "hanako@example.com";

  final FakeKeycloak keycloak = new FakeKeycloak();
  final FakeUser user = keycloak.add(new FakeUser("hanako"));
  final KeyAction action;
  FakeAuthenticationSession signOn = new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  KeyActionInBrowser(KeyAction action) {
    this.action = action;
    user.setPassword(1000L);
    user.setSingleAttribute("recoveryEmail", ADDRESS);
    keycloak.realm().action(action.getId(), true);
    keycloak.realm().action("campus-recovery-address", true);
  }

  /** The user asks for the action, and may drop it. */
  KeyActionInBrowser asked() {
    signOn.model().setClientNote("kc_action", action.getId());
    return this;
  }

  /** An administrator demands the action. */
  KeyActionInBrowser demanded() {
    user.addRequiredAction(action.getId());
    return this;
  }

  FakeRequiredAction open() {
    FakeRequiredAction context = next(FakeRequest.from("198.51.100.1"));
    action.requiredActionChallenge(context.model());
    return context;
  }

  FakeRequiredAction send(String field, String value) {
    FakeRequiredAction context = next(FakeRequest.from("198.51.100.1").field(field, value));
    action.processAction(context.model());
    return context;
  }

  /** The mailed code comes back; what the action answers to it. */
  FakeRequiredAction prove() {
    open();
    FakeRequiredAction proved = send("code", keycloak.mail().last().code());
    keycloak.events().clear();
    keycloak.mail().sent().clear();
    return proved;
  }

  FakeRequiredAction evaluate() {
    FakeRequiredAction context = next(FakeRequest.from("198.51.100.1"));
    action.evaluateTriggers(context.model());
    return context;
  }

  private FakeRequiredAction next(FakeRequest request) {
    keycloak.request(request);
    return new FakeRequiredAction(keycloak, signOn, user, action.getId());
  }
}
