package io.github.campusotp.keycloak;

import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;

/** Has brute force detection locked a user? */
public final class BruteForceLock {
  private BruteForceLock() {}

  /**
   * Asks the failures that were counted. Keycloak's protector also calls a user locked whose last
   * sign-on it is still counting, which on a busy server may take seconds.
   *
   * @param session of the running request
   * @param realm of the user
   * @param user id of one who is enabled
   */
  public static boolean isOn(KeycloakSession session, RealmModel realm, String user) {
    if (!realm.isBruteForceProtected()) {
      return false;
    }
    UserLoginFailureModel failures = session.loginFailures().getUserLoginFailure(realm, user);
    return failures != null
        && (Time.currentTimeMillis() / 1000 < failures.getFailedLoginNotBefore()
            || realm.isPermanentLockout()
                && failures.getNumTemporaryLockouts() > realm.getMaxTemporaryLockouts());
  }
}
