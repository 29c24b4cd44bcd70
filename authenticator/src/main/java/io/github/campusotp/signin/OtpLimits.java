package io.github.campusotp.signin;

import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.otpkey.SetupConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * How many wrong one-time passwords: of one user in an hour, and of one key in 30 days. Keycloak
 * counts too, but each successful sign-on resets its count, which on campus or at the management
 * site takes only the password. The key's own limit bounds what a thief of the password can guess
 * in the long run (NIST SP 800-63B-4, 3.2.2).
 */
public final class OtpLimits {
  private static final String WRONG_CODES = "wrong-otp";

  private OtpLimits() {}

  /**
   * Counts a code as wrong before it is compared, so that parallel guesses cannot outrun the limit.
   *
   * @param context of the yellow page
   * @param credential id of what it may be a code of
   * @return what takes that back, or empty if a limit is reached
   */
  static Optional<Runnable> countWrongCode(AuthenticationFlowContext context, String credential) {
    return RateLimit.takeEach(
        List.copyOf(
            of(context.getSession(), context.getRealm(), context.getUser().getId(), credential)
                .values()));
  }

  /**
   * By what they limit.
   *
   * @param session of the running request
   * @param realm of the user
   * @param user id of the user
   * @param key id of their key, their backup codes or their pass
   */
  public static Map<String, RateLimit> of(
      KeycloakSession session, RealmModel realm, String user, String key) {
    SetupConfig config = SetupConfig.of(realm);
    Map<String, RateLimit> limits = new LinkedHashMap<>();
    limits.put(
        "wrong-one-time-passwords",
        RateLimit.of(session, user, WRONG_CODES, config.wrongCodesPerHour(), RateLimit.HOUR));
    limits.put(
        "wrong-one-time-passwords-30-days",
        RateLimit.of(session, key, WRONG_CODES, config.wrongCodesPerKey(), 30 * RateLimit.DAY));
    return limits;
  }
}
