package io.github.campusotp.pass;

import io.github.campusotp.limit.UsedSteps;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Random digits that the help desk gives to a person: good for a time and so often, in place of a
 * one-time password or of a mailed code.
 */
public final class Pass {
  /** Keycloak's type of the credential. */
  public static final String TYPE = PassCredential.TYPE;

  /** The longest time for which one is good. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** How long a pass is: nothing else that is typed into the same fields is as long. */
  public static final int DIGITS = 10;

  private final KeycloakSession session;
  private final PassCredential credential;

  private Pass(KeycloakSession session, PassCredential credential) {
    this.session = session;
    this.credential = credential;
  }

  /**
   * The pass that is good for a user now.
   *
   * @param session of the running request
   * @return empty once it is over or used up, and once the user has a newer key or another password
   */
  public static Optional<Pass> of(KeycloakSession session, UserModel user) {
    return stored(user)
        .filter(pass -> pass.isNewerThanKeys(user) && pass.isUnderSamePassword(user))
        .map(pass -> new Pass(session, pass))
        .filter(pass -> !pass.terms().areOver() && pass.usesLeft() > 0);
  }

  /**
   * The pass whose uses still count, used up and over or not.
   *
   * @return its id; empty once it was taken back, and once the user has a newer key
   */
  public static Optional<String> idOf(UserModel user) {
    return stored(user).filter(pass -> pass.isNewerThanKeys(user)).map(PassCredential::id);
  }

  /**
   * Whether a pass was not taken back, and none was given after it.
   *
   * @param id of the pass
   */
  public static boolean isLast(UserModel user, String id) {
    return stored(user).filter(pass -> pass.id().equals(id)).isPresent();
  }

  private static Optional<PassCredential> stored(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(TYPE)
        .filter(pass -> pass.getCreatedDate() != null)
        .max(Comparator.comparing(CredentialModel::getCreatedDate))
        .map(PassCredential::new);
  }

  /**
   * Gives a user a pass in place of the one before.
   *
   * @param session of the running request
   * @param terms what it is good for
   * @return its digits, which are kept nowhere
   */
  public static String give(KeycloakSession session, UserModel user, Terms terms) {
    remove(session, user);
    String digits = SecretGenerator.getInstance().randomString(DIGITS, SecretGenerator.DIGITS);
    user.credentialManager()
        .createStoredCredential(PassCredential.of(session, user, digits, terms));
    return digits;
  }

  /**
   * Ends a user's pass for good, and what it began, as there is a new key. It stays stored: a page
   * that it led to goes on.
   */
  public static void end(UserModel user) {
    stored(user)
        .map(PassCredential::ended)
        .ifPresent(user.credentialManager()::updateStoredCredential);
  }

  /**
   * Takes the pass from a user.
   *
   * @param session of the running request
   * @return ids of those that were there, good or not
   */
  public static List<String> remove(KeycloakSession session, UserModel user) {
    return UsedSteps.removeAll(session, user, TYPE);
  }

  public String id() {
    return credential.id();
  }

  public Terms terms() {
    return credential.terms();
  }

  /** How often it is still good. */
  public long usesLeft() {
    return terms().uses() - UsedSteps.last(session, id());
  }

  /**
   * Uses it once, if these are its digits. Counts no wrong ones: that is for limits before it.
   *
   * @param typed digits
   * @return false too where it was used up meanwhile
   */
  public boolean use(String typed) {
    return credential.matches(session, typed)
        && LongStream.rangeClosed(1, terms().uses())
            .anyMatch(use -> UsedSteps.take(session, id(), use));
  }
}
