package io.github.campusotp.otpkey;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import org.keycloak.models.utils.Base32;
import org.keycloak.models.utils.HmacOTP;

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
    signOn.model().setAuthenticatedUser(user);
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
    return send(FakeRequest.from("198.51.100.1").field(field, value));
  }

  FakeRequiredAction sendWithoutScript(String field, String value) {
    return send(
        FakeRequest.from("198.51.100.1").field(field, value).field("without-script", "true"));
  }

  private FakeRequiredAction send(FakeRequest request) {
    FakeRequiredAction context = next(request);
    action.processAction(context.model());
    return context;
  }

  /** The mailed code comes back; what the action answers to it. */
  FakeRequiredAction prove() {
    if (open().page().template().equals("campus-introduction.ftl")) {
      send("begin", "");
    }
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

  /** What an app shows now that has this key. */
  String code(Object key) {
    long step = System.currentTimeMillis() / 1000 / 30;
    return new HmacOTP(6, "HmacSHA1", 0).generateHOTP(Base32.decode((String) key), (int) step);
  }

  private FakeRequiredAction next(FakeRequest request) {
    keycloak.request(request);
    return new FakeRequiredAction(keycloak, signOn, user, action.getId());
  }
}
