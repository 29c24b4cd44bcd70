package io.github.campusotp.otpkey;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.level.Decision;
import io.github.campusotp.location.ReachedLevel;
import io.github.campusotp.pass.Pass;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The session's mark that a one-time password was verified: of which key, when, and what it was. It
 * names the key, so that a session does not outlive a key that was reissued or deleted. It may also
 * name backup codes, a passkey, or a pass: that one ends with it only where another pass or a key
 * takes its place, or the help desk takes it back.
 */
public final class VerifiedOtp {
  private static final String NOTE = "campus-otp-verified";

  private VerifiedOtp() {}

  /**
   * Marks the session that this sign-on starts or joins.
   *
   * @param signOn the sign-on in which a code was found right
   * @param key id of the stored credential that the code came from
   */
  public static void mark(AuthenticationSessionModel signOn, String key) {
    mark(signOn, key, Proof.CODE);
  }

  /**
   * The same, of a code or of a passkey.
   *
   * @param signOn the sign-on in which it was found right
   * @param credential id of the stored credential
   * @param proof what it was
   */
  public static void mark(AuthenticationSessionModel signOn, String credential, Proof proof) {
    set(signOn, credential + " " + now() + " " + proof);
    GivenFactor.note(signOn);
  }

  /** Names other backup codes, where those that the sign-on was marked with have been replaced. */
  static void rename(AuthenticationSessionModel signOn, String before, String now) {
    String note = signOn.getUserSessionNotes().get(NOTE);
    if (note != null && names(note, before)) {
      signOn.setUserSessionNote(NOTE, now + note.substring(note.indexOf(' ')));
    }
  }

  /**
   * Lets a sign-on inherit the one-time password that a session verified, unless it has verified as
   * much itself.
   *
   * @param signOn that joins the session
   * @param session for which {@link #isFresh} is true
   */
  public static void inherit(AuthenticationSessionModel signOn, UserSessionModel session) {
    String inherited = session.getNote(NOTE);
    if (!isOf(signOn, session.getUser())
        || proof(signOn.getUserSessionNotes().get(NOTE)).level() < proof(inherited).level()) {
      set(signOn, inherited);
    }
  }

  private static void set(AuthenticationSessionModel signOn, String mark) {
    signOn.setUserSessionNote(NOTE, mark);
    ReachedLevel.atLeast(signOn, proof(mark).level());
  }

  private static Proof proof(String mark) {
    return Proof.valueOf(mark.split(" ")[2]);
  }

  /**
   * What the session's second factor was, whatever became of it since.
   *
   * @param session any
   * @return empty where it never had one
   */
  public static Optional<Proof> proof(UserSessionModel session) {
    return note(session).map(VerifiedOtp::proof);
  }

  private static Optional<String> note(UserSessionModel session) {
    return Optional.ofNullable(session.getNote(NOTE)).filter(note -> !note.isEmpty());
  }

  /** Takes the mark from a sign-on that itself replaces or deletes the key. */
  static void forget(AuthenticationSessionModel signOn) {
    signOn.setUserSessionNote(NOTE, "");
    ReachedLevel.set(signOn, Decision.PASSWORD);
  }

  /** Takes it where it names a credential that the sign-on itself removes. */
  static void forget(AuthenticationSessionModel signOn, String credential) {
    String note = signOn.getUserSessionNotes().get(NOTE);
    if (note != null && names(note, credential)) {
      forget(signOn);
    }
  }

  /**
   * Whether the key was replaced or deleted elsewhere since its code was verified.
   *
   * @param signOn the running one, marked or not
   * @param user who signs on
   */
  public static boolean isOutdated(AuthenticationSessionModel signOn, UserModel user) {
    String note = signOn.getUserSessionNotes().get(NOTE);
    return note != null && !note.isEmpty() && !namesKeyOf(user, note);
  }

  /**
   * Whether the sign-on itself verified a code of the user's present key.
   *
   * @param signOn the running one
   * @param user who signs on
   */
  public static boolean isOf(AuthenticationSessionModel signOn, UserModel user) {
    String note = signOn.getUserSessionNotes().get(NOTE);
    return note != null && namesKeyOf(user, note);
  }

  /**
   * Whether that was of the user's own, and not of a pass.
   *
   * @param signOn the running one
   * @param user who signs on
   */
  static boolean isOfOwn(AuthenticationSessionModel signOn, UserModel user) {
    String note = signOn.getUserSessionNotes().get(NOTE);
    return note != null && own(user).anyMatch(id -> names(note, id));
  }

  private static Stream<String> own(UserModel user) {
    return Stream.concat(
        Stream.of(OtpKey.idOf(user), BackupCodes.idOf(user)).flatMap(Optional::stream),
        Passkeys.of(user).map(CredentialModel::getId));
  }

  private static boolean namesKeyOf(UserModel user, String note) {
    return Stream.concat(own(user), Pass.idOf(user).stream()).anyMatch(id -> names(note, id));
  }

  private static boolean names(String note, String credential) {
    return note.startsWith(credential + " ");
  }

  /**
   * Whether the session verified an OTP of the user's present key recently enough.
   *
   * @param session the session that a cookie proved
   * @param maxAge seconds since the code was verified; 0 means as long as the session lives, a
   *     negative value never
   * @return true only where the mark is there, names the present key and is not too old
   */
  public static boolean isFresh(UserSessionModel session, int maxAge) {
    Optional<Instant> at = at(session);
    if (at.isEmpty() || maxAge < 0) {
      return false;
    }
    long age = now() - at.get().getEpochSecond();
    return (maxAge == 0 || age <= maxAge) && namesKeyOf(session.getUser(), session.getNote(NOTE));
  }

  /**
   * Whether what the session verified was of this credential, whatever became of it since.
   *
   * @param session any
   * @param credential id of a key or of a pass
   */
  public static boolean isBy(UserSessionModel session, String credential) {
    String note = session.getNote(NOTE);
    return note != null && names(note, credential);
  }

  /**
   * When the session last verified an OTP.
   *
   * @param session the session that a cookie proved
   * @return to the second, whatever became of the key since; empty where it never verified one
   */
  public static Optional<Instant> at(UserSessionModel session) {
    return note(session).map(note -> Instant.ofEpochSecond(Long.parseLong(note.split(" ")[1])));
  }

  /** Seconds, as Keycloak counts them in sessions. */
  private static long now() {
    return Time.currentTimeMillis() / 1000;
  }
}
