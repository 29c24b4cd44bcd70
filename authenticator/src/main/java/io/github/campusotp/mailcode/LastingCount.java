package io.github.campusotp.mailcode;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.limit.RateLimit;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The wrong codes of a user and password in 30 days. An administrator's new password begins it
 * anew, so that a thief of the old one cannot use it up for good; the user's own does not, or the
 * thief would change it there and back.
 */
public final class LastingCount {
  private LastingCount() {}

  static RateLimit of(
      KeycloakSession session, String person, long passwordSince, CodePolicy policy) {
    return RateLimit.of(
        session,
        person,
        "wrong-codes." + passwordSince,
        policy.wrongCodesPerMonth(),
        30 * RateLimit.DAY);
  }

  /**
   * Goes on counting under the password that the user has just set.
   *
   * @param session of the running request
   * @param user whose password it is
   * @param before since when they had the old one, in milliseconds since 1970
   * @param policy how many there may be
   */
  public static void goOn(KeycloakSession session, UserModel user, long before, CodePolicy policy) {
    long after = CurrentPassword.since(user);
    if (before != after) { // a directory's password has no date here: the count just goes on
      of(session, user.getId(), before, policy).copyTo(of(session, user.getId(), after, policy));
    }
  }

  /**
   * Ends it for a user who has proved to read the mailbox.
   *
   * @param session of the running request
   * @param user who did
   * @param policy how many there may be
   */
  public static void end(KeycloakSession session, UserModel user, CodePolicy policy) {
    of(session, user.getId(), CurrentPassword.since(user), policy).clear();
  }
}
