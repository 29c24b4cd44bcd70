package io.github.campusotp.otpkey;

import io.github.campusotp.pass.Pass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.dto.OTPCredentialData;
import org.keycloak.models.utils.HmacOTP;

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
    return stored(user).map(OTPCredentialModel::createFromCredentialModel);
  }

  /**
   * Which key that is, without reading what is stored of it.
   *
   * @return its id, or empty where the user has none
   */
  public static Optional<String> idOf(UserModel user) {
    return stored(user).map(CredentialModel::getId);
  }

  private static Optional<CredentialModel> stored(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
        .max(
            Comparator.comparing(
                CredentialModel::getCreatedDate, Comparator.nullsFirst(Comparator.naturalOrder())));
  }

  /**
   * When a code is good.
   *
   * @param key whose code it may be
   * @param code what was typed
   * @return whether the code is the key's at a time step (RFC 6238, T) or counter (RFC 4226, C);
   *     compares in constant time
   */
  public static LongPredicate stepsOf(OTPCredentialModel key, String code) {
    OTPCredentialData data = key.getOTPCredentialData();
    byte[] secret = key.getDecodedSecret();
    byte[] typed = code.getBytes(StandardCharsets.US_ASCII);
    HmacOTP hotp = new HmacOTP(data.getDigits(), data.getAlgorithm(), 0);
    return step ->
        MessageDigest.isEqual(
            typed, hotp.generateHOTP(secret, (int) step).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Where a code is good at present.
   *
   * @param realm whose OTP policy says how far a device may be off
   * @param key of either type
   * @return time steps on both sides of now, or counters from the next one on
   */
  static LongStream acceptedSteps(RealmModel realm, OTPCredentialModel key) {
    int window = realm.getOTPPolicy().getLookAheadWindow();
    if (!isTimed(key.getOTPCredentialData())) {
      int next = key.getOTPCredentialData().getCounter();
      return LongStream.rangeClosed(next, next + window);
    }
    long now = now(key);
    return LongStream.rangeClosed(now - window, now + window);
  }

  /**
   * Whether a key's codes change with time (TOTP, RFC 6238), as all that the extension makes.
   *
   * @param settings of a key that may be from before, and go by a counter (HOTP, RFC 4226)
   */
  public static boolean isTimed(OTPCredentialData settings) {
    return OTPCredentialModel.TOTP.equals(settings.getSubType());
  }

  /**
   * The time step that it is for a key now.
   *
   * @param key of the type TOTP
   * @return RFC 6238, T
   */
  public static long now(OTPCredentialModel key) {
    return Time.currentTimeMillis() / 1000 / key.getOTPCredentialData().getPeriod();
  }

  /**
   * A new key, not stored yet.
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
   * Gives a user this key in place of every other, and of a pass.
   *
   * @param session of the running request
   * @param key which is given the stored credential's id
   * @return that id
   */
  static String replace(KeycloakSession session, UserModel user, OTPCredentialModel key) {
    remove(session, user);
    Pass.end(user);
    key.setCreatedDate(Time.currentTimeMillis());
    key.setId(user.credentialManager().createStoredCredential(key).getId());
    return key.getId();
  }

  /**
   * Takes every OTP credential from a user.
   *
   * @param session of the running request
   * @param user who has some, or none
   * @return their ids
   */
  public static List<String> remove(KeycloakSession session, UserModel user) {
    List<String> ids =
        user.credentialManager()
            .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
            .map(CredentialModel::getId)
            .toList();
    ids.forEach(user.credentialManager()::removeStoredCredentialById);
    KeyTables.forget(session, ids);
    return ids;
  }
}
