package io.github.campusotp.backup;

import io.github.campusotp.keycloak.HashedCode;
import io.github.campusotp.limit.UsedSteps;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * A user's ten codes on paper (look-up secrets, NIST SP 800-63B-4, 3.1.2): each is good once, in
 * place of a one-time password.
 *
 * <p>Not Keycloak's own recovery codes: their hashes have no salt, which eight digits do not bear,
 * and only the next one in a row is good.
 */
public final class BackupCodes {
  /** Keycloak's type of the credential. */
  public static final String TYPE = "campus-backup-codes";

  /**
   * How many there are. Each begins with another digit, so that one hash tells whether it is one.
   */
  public static final int COUNT = 10;

  /** How long each is. */
  public static final int DIGITS = 8;

  private static final String LAST_USE = ".at";
  private static final String SAID = ".said";

  /** With so many left there should be new ones. */
  public static final int FEW = 3;

  private final KeycloakSession session;
  private final UserModel user;
  private final CredentialModel stored;

  private BackupCodes(KeycloakSession session, UserModel user, CredentialModel stored) {
    this.session = session;
    this.user = user;
    this.stored = stored;
  }

  /**
   * Those of a user, used or not.
   *
   * @param session of the running request
   */
  public static Optional<BackupCodes> of(KeycloakSession session, UserModel user) {
    return stored(user).map(codes -> new BackupCodes(session, user, codes));
  }

  /** Their id, as {@link #of} finds them. */
  public static Optional<String> idOf(UserModel user) {
    return stored(user).map(CredentialModel::getId);
  }

  /** The latest: a restored user may have several. */
  private static Optional<CredentialModel> stored(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(TYPE)
        .filter(codes -> codes.getCreatedDate() != null)
        .max(Comparator.comparing(CredentialModel::getCreatedDate));
  }

  /**
   * Gives a user new ones in place of those before.
   *
   * @param session of the running request
   * @return the codes, which are kept nowhere
   */
  public static List<String> give(KeycloakSession session, UserModel user) {
    remove(session, user);
    List<String> codes = StoredCodes.random();
    user.credentialManager().createStoredCredential(StoredCodes.of(session, codes));
    return codes;
  }

  /**
   * Takes them from a user.
   *
   * @param session of the running request
   * @return ids of those that were there
   */
  public static List<String> remove(KeycloakSession session, UserModel user) {
    return UsedSteps.removeAll(session, user, TYPE);
  }

  public String id() {
    return stored.getId();
  }

  /** When they were made: milliseconds since 1970. */
  public long created() {
    return stored.getCreatedDate();
  }

  /** How many are still good. */
  public int left() {
    if (isEnded()) {
      return 0;
    }
    List<String> used = UsedSteps.taken(session, marks());
    List<HashedCode> codes = StoredCodes.in(stored);
    return (int)
        IntStream.range(0, COUNT)
            .filter(place -> codes.get(place).isPresent() && !used.contains(mark(place)))
            .count();
  }

  /**
   * Uses one, if it is one of them. Counts no wrong ones: that is for limits before it.
   *
   * <p>The step says so on all nodes at once. The hash goes, too: exports do not have the steps.
   *
   * @param typed eight digits
   * @return false too where it was used before, at whichever node
   */
  public boolean use(String typed) {
    int place = typed.charAt(0) - '0';
    boolean used =
        StoredCodes.in(stored).get(place).matches(session, typed)
            && !isEnded()
            && UsedSteps.take(session, mark(place), 1);
    if (used) {
      user.credentialManager().updateStoredCredential(StoredCodes.without(stored, place));
      UsedSteps.take(session, id() + LAST_USE, Time.currentTimeMillis() / 1000);
    }
    return used;
  }

  /** When one was used last: epoch second, 0 for never. */
  public long lastUse() {
    return UsedSteps.last(session, id() + LAST_USE);
  }

  /** Whether the user was told that so few are left. */
  public boolean isSaid(int left) {
    return UsedSteps.last(session, id() + SAID) > COUNT - left;
  }

  /** Notes that the user was told so. */
  public void say(int left) {
    UsedSteps.take(session, id() + SAID, COUNT - left + 1);
  }

  private boolean isEnded() {
    return UsedSteps.last(session, id()) != 0;
  }

  private List<String> marks() {
    return IntStream.range(0, COUNT).mapToObj(this::mark).toList();
  }

  /** What is taken when a code is used. */
  private String mark(int place) {
    return id() + "." + place;
  }
}
