package io.github.campusotp.pass;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.limit.UsedSteps;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * Random digits that the help desk gives to a person: good for a time and so often, in place of a
 * one-time password or of a mailed code.
 */
public final class Pass {
  /** Keycloak's type of the credential. */
  public static final String TYPE = PassCredential.TYPE;

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
   * @return empty once it is over or used up, and once the user has a newer key or password
   */
  public static Optional<Pass> of(KeycloakSession session, UserModel user) {
    return stored(user)
        .filter(pass -> pass.getCreatedDate() > CurrentPassword.since(user))
        .filter(pass -> pass.getCreatedDate() > keySince(user))
        .map(pass -> new Pass(session, new PassCredential(pass)))
        .filter(pass -> !pass.terms().areOver() && pass.usesLeft() > 0);
  }

  /**
   * Which one was given last, whether it is still good or not.
   *
   * @return its id, or empty where the user has none
   */
  public static Optional<String> idOf(UserModel user) {
    return stored(user).map(CredentialModel::getId);
  }

  private static Optional<CredentialModel> stored(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(TYPE)
        .filter(pass -> pass.getCreatedDate() != null)
        .max(Comparator.comparing(CredentialModel::getCreatedDate));
  }

  private static long keySince(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
        .map(CredentialModel::getCreatedDate)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
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
    user.credentialManager().createStoredCredential(PassCredential.of(session, digits, terms));
    return digits;
  }

  /**
   * Takes the pass from a user.
   *
   * @param session of the running request
   * @return whether there was one, good or not
   */
  public static boolean remove(KeycloakSession session, UserModel user) {
    List<String> ids =
        user.credentialManager()
            .getStoredCredentialsByTypeStream(TYPE)
            .map(CredentialModel::getId)
            .toList();
    ids.forEach(user.credentialManager()::removeStoredCredentialById);
    UsedSteps.forget(session, ids);
    return !ids.isEmpty();
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
