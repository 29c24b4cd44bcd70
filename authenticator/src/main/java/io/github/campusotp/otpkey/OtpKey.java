package io.github.campusotp.otpkey;

import java.util.Comparator;
import java.util.Optional;
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
}
