package io.github.campusotp.otpkey;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** A user's one OTP credential: of several, only the latest counts. */
public final class OtpKey {
  private OtpKey() {}

  /**
   * The key whose codes are good for this user.
   *
   * @param user the user whose stored credentials are read
   * @return the OTP credential created last, or empty where the user has none
   */
  public static Optional<OTPCredentialModel> of(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
        .map(OTPCredentialModel::createFromCredentialModel)
        .max(
            Comparator.comparing(
                OTPCredentialModel::getCreatedDate,
                Comparator.nullsFirst(Comparator.naturalOrder())));
  }

  /**
   * A key that nobody has yet.
   *
   * @param realm whose OTP policy says how many digits, which period and algorithm
   * @param key what the app is given
   */
  static OTPCredentialModel from(RealmModel realm, SetupKey key) {
    OTPPolicy policy = realm.getOTPPolicy();
    return OTPCredentialModel.createTOTP(
        key.secret(), policy.getDigits(), policy.getPeriod(), policy.getAlgorithm(), "BASE32");
  }

  /**
   * Gives a user this key in place of every other.
   *
   * @return the stored credential's id
   */
  static String replace(UserModel user, OTPCredentialModel key) {
    remove(user);
    key.setCreatedDate(Time.currentTimeMillis());
    return user.credentialManager().createStoredCredential(key).getId();
  }

  /**
   * Takes every OTP credential from a user.
   *
   * @return their ids
   */
  static List<String> remove(UserModel user) {
    List<String> ids =
        user.credentialManager()
            .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
            .map(CredentialModel::getId)
            .toList();
    ids.forEach(user.credentialManager()::removeStoredCredentialById);
    return ids;
  }
}
