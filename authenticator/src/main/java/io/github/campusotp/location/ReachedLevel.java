package io.github.campusotp.location;

import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Which level has a sign-on reached? Keycloak tells the service: {@code acr}, SAML's class. */
public final class ReachedLevel {
  private ReachedLevel() {}

  /**
   * Notes it where Keycloak looks for it when the sign-on ends.
   *
   * @param signOn the running one
   * @param level what its user has proved, in it or in the session that it joins
   */
  public static void atLeast(AuthenticationSessionModel signOn, int level) {
    if (of(signOn) < level) {
      set(signOn, level);
    }
  }

  /** What is noted; negative where nothing is. */
  public static int of(AuthenticationSessionModel signOn) {
    String reached = signOn.getAuthNote(Constants.LEVEL_OF_AUTHENTICATION);
    return reached == null ? Constants.NO_LOA : Integer.parseInt(reached);
  }

  /**
   * Lowers it again.
   *
   * @param signOn in which a proof is worth nothing any more
   * @param level what is left
   */
  public static void set(AuthenticationSessionModel signOn, int level) {
    signOn.setAuthNote(Constants.LEVEL_OF_AUTHENTICATION, Integer.toString(level));
  }
}
