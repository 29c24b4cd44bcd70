package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.ActionConfig;
import java.util.List;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The configuration of setting up a key.
 *
 * @param firstCodeRequired whether a new key counts only once a code of it was right
 * @param barredRole the realm role whose members may not have a key
 * @param issuer name of the entry in the app
 * @param wrongCodesPerHour of one user in any hour
 * @param wrongCodesPerKey of one key in any 30 days
 */
public record SetupConfig(
    boolean firstCodeRequired,
    String barredRole,
    String issuer,
    int wrongCodesPerHour,
    int wrongCodesPerKey) {
  private static final String FIRST_CODE = "firstCode";
  private static final String OPTIONAL = "optional";
  private static final String REQUIRED = "required";
  private static final String BARRED_ROLE = "barredRole";
  private static final String DEFAULT_BARRED_ROLE = "external-staff";
  private static final String ISSUER = "issuer";

  /** Apps take what stands before it in a label for the issuer, even if it is escaped. */
  private static final String SEPARATOR = ":";

  private static final String WRONG_CODES_PER_HOUR = "wrongCodesPerHour";
  private static final int DEFAULT_PER_HOUR = 10;
  private static final String WRONG_CODES_PER_KEY = "wrongCodesPerKey";
  private static final int DEFAULT_PER_KEY = 100;

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
        config.number(WRONG_CODES_PER_KEY, DEFAULT_PER_KEY));
  }

  boolean bars(RealmModel realm, UserModel user) {
    return realm.getRole(barredRole) != null && user.hasRole(realm.getRole(barredRole));
  }

  static void validate(ActionConfig config) {
    config.requireWord(OtpSetupAction.ID, FIRST_CODE, List.of(OPTIONAL, REQUIRED));
    config.requireWithout(OtpSetupAction.ID, ISSUER, SEPARATOR);
    config.requireNumber(OtpSetupAction.ID, WRONG_CODES_PER_HOUR);
    config.requireNumber(OtpSetupAction.ID, WRONG_CODES_PER_KEY);
  }

  static List<ProviderConfigProperty> properties() {
    return ProviderConfigurationBuilder.create()
        .property()
        .name(FIRST_CODE)
        .label("First code")
        .type(ProviderConfigProperty.LIST_TYPE)
        .options(OPTIONAL, REQUIRED)
        .defaultValue(OPTIONAL)
        .helpText(
            "optional: a key is good from the moment it is shown. required: it waits, and an older"
                + " one keeps working, until a code of it was right. A sign-on off campus by"
                + " a user without a key always requires it.")
        .add()
        .property()
        .name(BARRED_ROLE)
        .label("Barred role")
        .type(ProviderConfigProperty.STRING_TYPE)
        .defaultValue(DEFAULT_BARRED_ROLE)
        .helpText("Realm role of users who may not have a key, such as contractors.")
        .add()
        .property()
        .name(ISSUER)
        .label("Issuer")
        .type(ProviderConfigProperty.STRING_TYPE)
        .helpText(
            "Name of the entry in the authenticator app, without a colon. Empty: the realm's"
                + " display name.")
        .add()
        .property()
        .name(WRONG_CODES_PER_HOUR)
        .label("Wrong one-time passwords an hour")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(DEFAULT_PER_HOUR)
        .helpText("Of one user, over all browsers; further codes are not checked.")
        .add()
        .property()
        .name(WRONG_CODES_PER_KEY)
        .label("Wrong one-time passwords of a key in 30 days")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(DEFAULT_PER_KEY)
        .helpText(
            "Right codes in between do not reset the count; a new key does. NIST SP 800-63B-4 has"
                + " 100 at the most.")
        .add()
        .build();
  }
}
