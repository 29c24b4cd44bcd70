package io.github.campusotp.start;

import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Had the user finished the start procedure before this sign-on? Kept with the session. */
public final class StartNotes {
  private static final String NOTE = "campus-start.finished-before";

  private StartNotes() {}

  static void note(AuthenticationSessionModel signOn, boolean finished) {
    signOn.setUserSessionNote(NOTE, Boolean.toString(finished));
  }

  /**
   * @param session that a sign-on of the start procedure began or joined
   */
  public static boolean is(UserSessionModel session) {
    return Boolean.parseBoolean(session.getNote(NOTE));
  }
}
