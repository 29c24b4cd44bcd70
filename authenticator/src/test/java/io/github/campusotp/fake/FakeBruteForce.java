package io.github.campusotp.fake;

import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserLoginFailureProvider;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;

/** Keycloak's brute force detection: notes failures, and locks when a test says so. */
public final class FakeBruteForce {
  private final BruteForceProtector model = Fake.of(BruteForceProtector.class, this);
  private final List<String> failures = new ArrayList<>();
  private boolean temporarily;
  private boolean permanently;
  private boolean counting;

  /** Usernames of the failures that were counted. */
  public List<String> failures() {
    return failures;
  }

  /** Locks every user for a while. */
  public void lockTemporarily() {
    temporarily = true;
  }

  /** Locks every user until an administrator unlocks them. */
  public void lockPermanently() {
    permanently = true;
  }

  /** Is still counting every user's last sign-on, as in the moment after it. */
  public void isCounting() {
    counting = true;
  }

  UserLoginFailureProvider counted() {
    return Fake.of(
        UserLoginFailureProvider.class,
        new Object() {
          void removeUserLoginFailure(RealmModel realm, String userId) {
            temporarily = false;
          }

          UserLoginFailureModel getUserLoginFailure(RealmModel realm, String userId) {
            return Fake.of(
                UserLoginFailureModel.class,
                new Object() {
                  int getFailedLoginNotBefore() {
                    return temporarily ? Integer.MAX_VALUE : 0;
                  }

                  int getNumTemporaryLockouts() {
                    return permanently ? 1 : 0;
                  }
                });
          }
        });
  }

  BruteForceProtector model() {
    return model;
  }

  void failedLogin(
      RealmModel realm,
      UserModel user,
      ClientConnection connection,
      UriInfo uri,
      Set<String> credentials) {
    failures.add(user.getUsername());
  }

  /** As Keycloak 26.6 has it. */
  void failedLogin(
      RealmModel realm,
      UserModel user,
      ClientConnection connection,
      UriInfo uri,
      String credential) {
    failures.add(user.getUsername());
  }

  boolean isTemporarilyDisabled(KeycloakSession session, RealmModel realm, UserModel user) {
    return temporarily || counting;
  }

  boolean isPermanentlyLockedOut(KeycloakSession session, RealmModel realm, UserModel user) {
    return permanently;
  }
}
