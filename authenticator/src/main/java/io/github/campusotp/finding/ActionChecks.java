package io.github.campusotp.finding;

import static io.github.campusotp.finding.Finding.error;

import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.location.CampusPolicy;
import io.github.campusotp.otpkey.BackupCodesAction;
import io.github.campusotp.otpkey.OtpDeleteAction;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.otpkey.OtpShowAction;
import io.github.campusotp.otpkey.PasskeyAction;
import io.github.campusotp.recovery.RecoveryAddressAction;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which required actions are on. */
final class ActionChecks {
  private static final List<String> ON =
      List.of(
          RecoveryAddressAction.ID,
          OtpSetupAction.ID,
          OtpShowAction.ID,
          OtpDeleteAction.ID,
          BackupCodesAction.ID,
          PasskeyAction.ID,
          CampusPolicy.ACTION);

  private static final List<String> OFF =
      List.of(
          "CONFIGURE_TOTP",
          "CONFIGURE_RECOVERY_AUTHN_CODES",
          "webauthn-register",
          "webauthn-register-passwordless",
          "delete_credential");

  static final List<Check> ALL = List.of(ActionChecks::off, ActionChecks::on);

  private ActionChecks() {}

  private static Stream<Finding> off(KeycloakSession session, RealmModel realm) {
    return ON.stream()
        .filter(action -> !StatelessAction.isOn(realm, action))
        .map(
            action ->
                error(
                    "action-off", where(action), "it is off: users cannot do it", "switch it on"));
  }

  private static Stream<Finding> on(KeycloakSession session, RealmModel realm) {
    return OFF.stream()
        .filter(action -> StatelessAction.isOn(realm, action))
        .map(
            action ->
                error(
                    "action-on",
                    where(action),
                    "it is on: a password could replace or delete a key",
                    "switch it off"));
  }

  private static String where(String action) {
    return "Authentication, Required actions, " + action;
  }
}
