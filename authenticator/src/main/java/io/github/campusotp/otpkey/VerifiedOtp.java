package io.github.campusotp.otpkey;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.level.Decision;
import io.github.campusotp.location.ReachedLevel;
import io.github.campusotp.pass.Pass;
import java.time.Instant;
import java.util.Optional;
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

  /**
   * What the mark says.
   *
   * @param credential id of what was verified
   * @param at epoch second
   * @param proof what it was
   */
  private record Mark(String credential, long at, Proof proof) {
    static Optional<Mark> in(AuthenticationSessionModel signOn) {
      return read(signOn.getUserSessionNotes().get(NOTE));
    }

    static Optional<Mark> in(UserSessionModel session) {
      return read(session.getNote(NOTE));
    }

    /** Empty too where it was taken. */
    private static Optional<Mark> read(String note) {
      return Optional.ofNullable(note)
          .filter(text -> !text.isEmpty())
          .map(text -> text.split(" "))
          .map(parts -> new Mark(parts[0], Long.parseLong(parts[1]), Proof.valueOf(parts[2])));
    }

    boolean isOf(UserModel user) {
      return isOfOwn(user) || Pass.idOf(user).filter(credential::equals).isPresent();
    }

    boolean isOfOwn(UserModel user) {
      return OtpKey.idOf(user).filter(credential::equals).isPresent()
          || BackupCodes.idOf(user).filter(credential::equals).isPresent()
          || Passkeys.of(user).map(CredentialModel::getId).anyMatch(credential::equals);
    }

    /** The level is what the mark proves, even if another proved more before. */
    void write(AuthenticationSessionModel signOn) {
      signOn.setUserSessionNote(NOTE, credential + " " + at + " " + proof);
      ReachedLevel.set(signOn, proof.level());
    }
  }

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
    new Mark(credential, now(), proof).write(signOn);
    GivenFactor.note(signOn);
  }

  /** Names other backup codes, where those that the sign-on was marked with have been replaced. */
  static void rename(AuthenticationSessionModel signOn, String before, String now) {
    Mark.in(signOn)
        .filter(mark -> mark.credential().equals(before))
        .ifPresent(mark -> new Mark(now, mark.at(), mark.proof()).write(signOn));
  }

  /**
   * Lets a sign-on inherit the one-time password that a session verified, unless it has verified as
   * much itself.
   *
   * @param signOn that joins the session
   * @param session for which {@link #isFresh} is true
   */
  public static void inherit(AuthenticationSessionModel signOn, UserSessionModel session) {
    Mark inherited = Mark.in(session).orElseThrow();
    boolean hasAsMuch =
        Mark.in(signOn)
            .filter(own -> own.isOf(session.getUser()))
            .filter(own -> own.proof().level() >= inherited.proof().level())
            .isPresent();
    if (!hasAsMuch) {
      inherited.write(signOn);
    }
  }

  /** Takes the mark from a sign-on that itself replaces or deletes the key. */
  static void forget(AuthenticationSessionModel signOn) {
    signOn.setUserSessionNote(NOTE, "");
    ReachedLevel.set(signOn, Decision.PASSWORD);
  }

  /** Takes it where it names a credential that the sign-on itself removes. */
  static void forget(AuthenticationSessionModel signOn, String credential) {
    if (Mark.in(signOn).filter(mark -> mark.credential().equals(credential)).isPresent()) {
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
    return Mark.in(signOn).filter(mark -> !mark.isOf(user)).isPresent();
  }

  /**
   * Whether the sign-on itself verified a code of the user's present key.
   *
   * @param signOn the running one
   * @param user who signs on
   */
  public static boolean isOf(AuthenticationSessionModel signOn, UserModel user) {
    return Mark.in(signOn).filter(mark -> mark.isOf(user)).isPresent();
  }

  /**
   * Whether that was of the user's own, and not of a pass.
   *
   * @param signOn the running one
   * @param user who signs on
   */
  static boolean isOfOwn(AuthenticationSessionModel signOn, UserModel user) {
    return Mark.in(signOn).filter(mark -> mark.isOfOwn(user)).isPresent();
  }

  /**
   * Whether the sign-on began with a passkey alone that the user still has.
   *
   * @param signOn the running one
   * @param user who signs on
   */
  public static boolean isByPasskeyAlone(AuthenticationSessionModel signOn, UserModel user) {
    return Mark.in(signOn)
        .filter(mark -> mark.proof() == Proof.PASSKEY_ALONE && mark.isOf(user))
        .isPresent();
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
    return maxAge >= 0
        && Mark.in(session)
            .filter(mark -> maxAge == 0 || now() - mark.at() <= maxAge)
            .filter(mark -> mark.isOf(session.getUser()))
            .isPresent();
  }

  /**
   * What the session's second factor was, as long as its user has it.
   *
   * @param session any
   * @return empty where it never had one
   */
  public static Optional<Proof> proof(UserSessionModel session) {
    return Mark.in(session).filter(mark -> mark.isOf(session.getUser())).map(Mark::proof);
  }

  /**
   * Whether the session rests on a passkey alone, and its user does not have that one any more.
   *
   * @param session any
   */
  public static boolean restsOnNothing(UserSessionModel session) {
    return Mark.in(session)
        .filter(mark -> mark.proof() == Proof.PASSKEY_ALONE && !mark.isOf(session.getUser()))
        .isPresent();
  }

  /**
   * Whether what the session verified was of this credential, whatever became of it since.
   *
   * @param session any
   * @param credential id of a key or of a pass
   */
  public static boolean isBy(UserSessionModel session, String credential) {
    return Mark.in(session).filter(mark -> mark.credential().equals(credential)).isPresent();
  }

  /**
   * When the session last verified an OTP.
   *
   * @param session the session that a cookie proved
   * @return to the second, whatever became of the key since; empty where it never verified one
   */
  public static Optional<Instant> at(UserSessionModel session) {
    return Mark.in(session).map(mark -> Instant.ofEpochSecond(mark.at()));
  }

  /** Seconds, as Keycloak counts them in sessions. */
  private static long now() {
    return Time.currentTimeMillis() / 1000;
  }
}
