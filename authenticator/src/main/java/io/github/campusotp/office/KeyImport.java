package io.github.campusotp.office;

import io.github.campusotp.otpkey.ImportedKey;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.SetupConfig;
import io.github.campusotp.recovery.AssignedAddress;
import io.github.campusotp.recovery.RecoveryAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Gives people the keys that they have had elsewhere, each in a transaction of its own. */
final class KeyImport {
  private static final Logger LOG = Logger.getLogger(KeyImport.class);

  private final KeycloakSession session;
  private final Act act;
  private final boolean dryRun;
  private final boolean shown;

  /**
   * @param dryRun whether nothing is stored
   * @param shown whether people may see the key later
   */
  KeyImport(KeycloakSession session, Act act, boolean dryRun, boolean shown) {
    this.session = session;
    this.act = act;
    this.dryRun = dryRun;
    this.shown = shown;
  }

  /**
   * What is to be done.
   *
   * @param line in which it stands, from 1
   * @param person username; null where the line cannot be read
   * @param secret Base32, or a URI as apps take it
   * @param address recovery address; empty for none
   * @param said digits, period and algorithm, as far as they are known
   */
  record Row(long line, String person, String secret, String address, Map<String, String> said) {}

  /**
   * What was done.
   *
   * @param line in which it stood, from 1
   * @param person username; null where there is none of that name
   * @param result {@code added}, {@code there} or {@code refused}
   * @param why it was refused; null otherwise
   */
  record Line(long line, String person, String result, String why) {}

  /** Does it. */
  Line take(Row row) {
    try {
      return KeycloakModelUtils.runJobInTransactionWithResult(
          session.getKeycloakSessionFactory(),
          session.getContext(),
          own -> take(own, row),
          "import of a key");
    } catch (RuntimeException e) {
      LOG.errorf("The key of line %d was not stored: %s", row.line(), e.getClass().getName());
      return new Line(row.line(), null, "refused", "it could not be stored");
    }
  }

  private Line take(KeycloakSession own, Row row) {
    RealmModel realm = own.getContext().getRealm();
    Optional<UserModel> user =
        Optional.ofNullable(row.person())
            .map(name -> own.users().getUserByUsername(realm, name.toLowerCase(Locale.ROOT)))
            .filter(found -> found.getServiceAccountClientLink() == null);
    String person = user.map(UserModel::getUsername).orElse(null);
    try {
      return new Line(row.line(), person, isAdded(own, realm, user, row) ? "added" : "there", null);
    } catch (Refused refused) {
      own.getTransactionManager().setRollbackOnly();
      return new Line(row.line(), person, "refused", refused.getMessage());
    }
  }

  /**
   * @return false if the person has this very key
   * @throws Refused that says why
   */
  private boolean isAdded(
      KeycloakSession own, RealmModel realm, Optional<UserModel> found, Row row) {
    require(row.person() != null, "the line cannot be read");
    ImportedKey key = key(realm, row);
    UserModel user = found.orElseThrow(() -> new Refused("there is no such person"));
    require(act.reaches(user), "this person may do more than you, or is you");
    require(!SetupConfig.of(realm).bars(realm, user), "this person may have no key");
    Optional<OTPCredentialModel> present = OtpKey.of(user);
    boolean same = present.filter(key::isOf).isPresent();
    require(present.isEmpty() || same, "this person has another key");
    boolean takesAddress =
        !row.address().isEmpty() && user.getFirstAttribute(RecoveryAddress.ATTRIBUTE) == null;
    if (takesAddress) {
      AssignedAddress.problemOf(realm, row.address())
          .ifPresent(problem -> require(false, PageText.of(session, realm, problem)));
    }
    if (!dryRun && takesAddress) {
      AssignedAddress.enter(own, user, row.address());
      act.done(own, user, "recovery-address");
    }
    if (!dryRun && !same) {
      key.give(own, user, shown);
      act.done(own, user, "imported-key");
    }
    return !same;
  }

  private static ImportedKey key(RealmModel realm, Row row) {
    try {
      return ImportedKey.of(realm, row.secret(), row.said());
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage());
    }
  }

  private static void require(boolean right, String why) {
    if (!right) {
      throw new Refused(why);
    }
  }

  /** Says why, and nothing of the line. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }
}
