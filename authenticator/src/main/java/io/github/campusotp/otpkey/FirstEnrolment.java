package io.github.campusotp.otpkey;

import org.keycloak.sessions.AuthenticationSessionModel;

/** Is a sign-on part of somebody's first enrolment? Its pages then say how far they have come. */
public final class FirstEnrolment {
  private static final String NOTE = "campus-first-enrolment";

  private FirstEnrolment() {}

  /**
   * @param signOn of somebody who is to do all that a newcomer has to
   */
  public static void begin(AuthenticationSessionModel signOn) {
    signOn.setAuthNote(NOTE, "true");
  }

  /**
   * @param signOn the running one
   */
  public static boolean is(AuthenticationSessionModel signOn) {
    return signOn.getAuthNote(NOTE) != null;
  }
}
