package io.github.campusotp.manage;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.limit.UsedSteps;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.Passkeys;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * One of the ways in from off campus that a user has set up.
 *
 * @param kind what pages call it
 * @param name that its user has given; null for none
 * @param since when it was set up; null where it is not known
 * @param used when it was used last; null where it is not known
 * @param left how often it is still good; null where that has no end
 */
public record Way(String kind, String name, Date since, Date used, Integer left) {

  /** Those that still let in; a pass is none, since it ends by itself. */
  static List<Way> of(KeycloakSession session, UserModel user) {
    return Stream.of(
            OtpKey.of(user).map(key -> ofKey(session, key)).stream(),
            Passkeys.of(user).map(passkey -> ofPasskey(session, passkey)),
            BackupCodes.of(session, user).map(Way::ofBackupCodes).stream())
        .flatMap(ways -> ways)
        .filter(way -> way.left == null || way.left > 0)
        .toList();
  }

  /** Its last step tells when its code was shown that was used last. */
  private static Way ofKey(KeycloakSession session, OTPCredentialModel key) {
    long step =
        OtpKey.isTimed(key.getOTPCredentialData()) ? UsedSteps.last(session, key.getId()) : 0;
    Date used = at(step * key.getOTPCredentialData().getPeriod());
    Long created = key.getCreatedDate();
    return new Way("otp", null, created == null ? null : new Date(created), used, null);
  }

  private static Way ofBackupCodes(BackupCodes codes) {
    return new Way("backup", null, new Date(codes.created()), at(codes.lastUse()), codes.left());
  }

  private static Way ofPasskey(KeycloakSession session, CredentialModel passkey) {
    return new Way(
        "passkey",
        passkey.getUserLabel(),
        new Date(passkey.getCreatedDate()),
        at(UsedSteps.last(session, passkey.getId())),
        null);
  }

  private static Date at(long epochSecond) {
    return epochSecond == 0 ? null : new Date(epochSecond * 1000);
  }
}
