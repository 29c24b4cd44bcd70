package io.github.campusotp.recovery;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import java.util.Map;
import org.keycloak.models.SingleUseObjectProvider;

/** A browser in whose sign-on the recovery address is registered or changed; a request per call. */
final class AddressInBrowser {
  static final String ON_CAMPUS = "10.64.0.1";
  static final String OFF_CAMPUS = "198.51.100.1";

  final FakeKeycloak keycloak;
  final FakeAuthenticationSession signOn;
  FakeUser user = new FakeUser("hanako");
  String place = OFF_CAMPUS;

  private final RecoveryAddressAction action = new RecoveryAddressAction();

  AddressInBrowser(SingleUseObjectProvider entries) {
    keycloak = new FakeKeycloak(entries);
    signOn = new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
    keycloak.realm().judgeBy(Map.of("networks", "OMUNET-1X = 10.64.0.0/12"));
    keycloak.realm().configureAction(RecoveryAddressAction.ID, Map.of("ownDomains", "omu.ac.jp"));
    user.setPassword(1000L);
  }

  /** The user asks for the action, and may drop it. */
  AddressInBrowser asked() {
    signOn.model().setClientNote("kc_action", RecoveryAddressAction.ID);
    return this;
  }

  FakeRequiredAction open() {
    FakeRequiredAction context = next(FakeRequest.from(place));
    action.requiredActionChallenge(context.model());
    return context;
  }

  FakeRequiredAction send(String field, String value) {
    FakeRequiredAction context = next(FakeRequest.from(place).field(field, value));
    action.processAction(context.model());
    return context;
  }

  FakeRequiredAction type(String address) {
    return send("recoveryEmail", address);
  }

  /** The code of the last mail comes back. */
  FakeRequiredAction prove() {
    return send("code", mailed());
  }

  String mailed() {
    return keycloak.mail().last().code();
  }

  String stored() {
    return user.getFirstAttribute("recoveryEmail");
  }

  /** A request in which the test itself goes on. */
  FakeRequiredAction next(FakeRequest request) {
    keycloak.request(request);
    return new FakeRequiredAction(keycloak, signOn, user, RecoveryAddressAction.ID);
  }
}
