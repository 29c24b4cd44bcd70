package io.github.campusotp.otpkey;

import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The session's mark that a one-time password was verified: which key, and when. It names the key,
 * so that a session does not outlive a key that was reissued or deleted.
 */
public final class VerifiedOtp {
  private static final String NOTE = "campus-otp-verified";

  private VerifiedOtp() {}

  /**
   * Marks the session that this sign-on starts or joins.
   *
   * @param signOn the sign-on in which a code was found right
   * @param keyId the credential that the code came from
   */
  public static void mark(AuthenticationSessionModel signOn, String keyId) {
    signOn.setUserSessionNote(NOTE, keyId + " " + now());
  }

  /**
   * Whether the session verified an OTP of the user's present key recently enough.
   *
   * @param session the session that a cookie proved
   * @param maxAge seconds since the code was verified; 0 means as long as the session lives, a
   *     negative value never
   * @return true only where the mark is there, names the present key and is not too old
   */
  public static boolean holds(UserSessionModel session, int maxAge) {
    String note = session.getNote(NOTE);
    int space = note == null ? -1 : note.indexOf(' ');
    if (space < 0 || maxAge < 0) {
      return false;
    }
    long age = now() - Long.parseLong(note.substring(space + 1));
    return (maxAge == 0 || age <= maxAge)
        && OtpKey.of(session.getUser())
            .filter(key -> key.getId().equals(note.substring(0, space)))
            .isPresent();
  }

  /**
   * When the session last verified an OTP.
   *
   * @param session the session that a cookie proved
   * @return to the second, whatever became of the key since; empty where it never verified one
   */
  public static Optional<Instant> at(UserSessionModel session) {
    return Optional.ofNullable(session.getNote(NOTE))
        .map(note -> Instant.ofEpochSecond(Long.parseLong(note.substring(note.indexOf(' ') + 1))));
  }

  /** Seconds, as Keycloak counts them in sessions. */
  private static long now() {
    return Time.currentTimeMillis() / 1000;
  }
}
