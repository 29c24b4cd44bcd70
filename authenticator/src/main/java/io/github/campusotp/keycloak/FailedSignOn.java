package io.github.campusotp.keycloak;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * A wrong code, counted by Keycloak as a wrong one-time password.
 *
 * <p>The method takes the credential's type in 26.6, and a set of types in 26.7. It is called by
 * its name, because the same jar has to run on both, also through a server's upgrade.
 */
public final class FailedSignOn {
  private static final Method FAILED_LOGIN =
      Arrays.stream(BruteForceProtector.class.getMethods())
          .filter(method -> method.getName().equals("failedLogin"))
          .findAny()
          .orElseThrow();

  private static final Object OTP =
      FAILED_LOGIN.getParameterTypes()[4] == Set.class
          ? Set.of(OTPCredentialModel.TYPE)
          : OTPCredentialModel.TYPE;

  private FailedSignOn() {}

  /**
   * Counts it.
   *
   * @throws IllegalStateException where it was not counted
   */
  public static void count(
      BruteForceProtector protector,
      RealmModel realm,
      UserModel user,
      ClientConnection connection,
      UriInfo uri) {
    try {
      FAILED_LOGIN.invoke(protector, realm, user, connection, uri, OTP);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException("A wrong code could not be counted", e);
    }
  }
}
