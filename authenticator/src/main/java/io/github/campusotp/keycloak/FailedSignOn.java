package io.github.campusotp.keycloak;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * A wrong code, counted by Keycloak as a wrong one-time password.
 *
 * <p>The one method that differs in every minor version of Keycloak: 26.5 takes no kind of
 * credential, 26.6 takes one and 26.7 a set. It is called by its name, because the same jar has to
 * run on all of them, also through a server's upgrade. A direct call would fail on the other
 * versions at the first wrong code.
 */
public final class FailedSignOn {
  private static final Method FAILED_LOGIN =
      Arrays.stream(BruteForceProtector.class.getMethods())
          .filter(method -> method.getName().equals("failedLogin"))
          .findAny()
          .orElseThrow();

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
    List<Object> arguments = new ArrayList<>(List.of(realm, user, connection, uri));
    if (FAILED_LOGIN.getParameterCount() > arguments.size()) {
      boolean many = FAILED_LOGIN.getParameterTypes()[arguments.size()] == Set.class;
      arguments.add(many ? Set.of(OTPCredentialModel.TYPE) : OTPCredentialModel.TYPE);
    }
    try {
      FAILED_LOGIN.invoke(protector, arguments.toArray());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException("A wrong code could not be counted", e);
    }
  }
}
