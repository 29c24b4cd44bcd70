package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.ActionConfig;
import java.util.List;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The configuration of setting up a key.
 *
 * @param firstCodeRequired whether a new key counts only once a code of it was right
 * @param barredRole the realm role whose members may not have a key
 * @param issuer name of the entry in the app
 * @param wrongCodesPerHour of one user in any hour
 * @param wrongCodesPerKey of one key in any 30 days
 * @param guardsKey whether a key is shown, reissued and deleted only after a code of it
 */
public record SetupConfig(
    boolean firstCodeRequired,
    String barredRole,
    String issuer,
    int wrongCodesPerHour,
    int wrongCodesPerKey,
    boolean guardsKey) {
  static final String FIRST_CODE = "firstCode";
  static final String OPTIONAL = "optional";
  static final String REQUIRED = "required";
  static final String BARRED_ROLE = "barredRole";
  static final String DEFAULT_BARRED_ROLE = "external-staff";
  static final String ISSUER = "issuer";

  /** Apps take what stands before it in a label for the issuer, even if it is escaped. */
  private static final String SEPARATOR = ":";

  static final String WRONG_CODES_PER_HOUR = "wrongCodesPerHour";
  static final int DEFAULT_PER_HOUR = 10;
  static final String WRONG_CODES_PER_KEY = "wrongCodesPerKey";
  static final int DEFAULT_PER_KEY = 100;
  static final String REISSUE_NEEDS = "reissueNeeds";
  static final String MAIL = "mail";
  static final String MAIL_AND_SECOND_FACTOR = "mail-and-second-factor";

  /** The configuration that a realm has. */
  public static SetupConfig of(RealmModel realm) {
    ActionConfig config = ActionConfig.of(realm, OtpSetupAction.ID);
    String name = realm.getDisplayName();
    return new SetupConfig(
        config.word(FIRST_CODE, List.of(OPTIONAL, REQUIRED)).equals(REQUIRED),
        config.text(BARRED_ROLE, DEFAULT_BARRED_ROLE),
        config
            .text(ISSUER, name == null || name.isBlank() ? realm.getName() : name)
            .replace(SEPARATOR, " "),
        config.number(WRONG_CODES_PER_HOUR, DEFAULT_PER_HOUR),
        config.number(WRONG_CODES_PER_KEY, DEFAULT_PER_KEY),
        config
            .word(REISSUE_NEEDS, List.of(MAIL, MAIL_AND_SECOND_FACTOR))
            .equals(MAIL_AND_SECOND_FACTOR));
  }

  /**
   * Whether a user may have no key.
   *
   * @param realm of both
   */
  public boolean bars(RealmModel realm, UserModel user) {
    return realm.getRole(barredRole) != null && user.hasRole(realm.getRole(barredRole));
  }

  static void validate(ActionConfig config) {
    config.requireWord(OtpSetupAction.ID, FIRST_CODE, List.of(OPTIONAL, REQUIRED));
    config.requireWithout(OtpSetupAction.ID, ISSUER, SEPARATOR);
    config.requireNumber(OtpSetupAction.ID, WRONG_CODES_PER_HOUR);
    config.requireNumber(OtpSetupAction.ID, WRONG_CODES_PER_KEY);
    config.requireWord(OtpSetupAction.ID, REISSUE_NEEDS, List.of(MAIL, MAIL_AND_SECOND_FACTOR));
  }
}
