package io.github.campusotp.signin;

import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.otpkey.SetupConfig;
import java.util.List;
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
   * Counts a code of the user as wrong before it is compared, so that parallel guesses cannot
   * outrun the limit.
   *
   * @param context of the yellow page
   * @return what takes that back, or empty if the limit is reached
   */
  static Optional<Runnable> countWrongCode(AuthenticationFlowContext context) {
    return RateLimit.takeEach(
        List.of(perHour(context.getSession(), context.getRealm(), context.getUser().getId())));
  }

  /**
   * Counts it also for what it may be of.
   *
   * @param context of the yellow page
   * @param credential id of what it may be a code of
   * @return what takes that back, or empty if the limit is reached
   */
  static Optional<Runnable> countWrongCodeOf(AuthenticationFlowContext context, String credential) {
    return RateLimit.takeEach(
        List.of(lasting(context.getSession(), context.getRealm(), credential)));
  }

  /**
   * Of all that one user gives at the yellow page.
   *
   * @param session of the running request
   * @param realm of the user
   * @param user id of the user
   */
  public static RateLimit perHour(KeycloakSession session, RealmModel realm, String user) {
    return RateLimit.of(
        session, user, WRONG_CODES, SetupConfig.of(realm).wrongCodesPerHour(), RateLimit.HOUR);
  }

  /**
   * Of one key, backup codes, or pass, in 30 days.
   *
   * @param session of the running request
   * @param realm of the user
   * @param key id of the credential
   */
  public static RateLimit lasting(KeycloakSession session, RealmModel realm, String key) {
    return RateLimit.of(
        session, key, WRONG_CODES, SetupConfig.of(realm).wrongCodesPerKey(), 30 * RateLimit.DAY);
  }
}
