package io.github.campusotp.limit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProviderFactory;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelIllegalStateException;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Takes each step of a credential once, and only forwards, by one conditional update in the
 * database. Keycloak keeps used codes in its nodes' memory: parts of a cluster that do not hear
 * each other do not know each other's, and lose some when they meet again.
 */
public final class UsedSteps {
  private static final String ADVANCE =
      "update %s set LAST_STEP = ? where CREDENTIAL_ID = ? and LAST_STEP < ?";

  /** The class of states in which another transaction came first (SQL:2023, part 2, 24.1). */
  private static final String ROLLED_BACK = "40";

  private UsedSteps() {}

  /**
   * Takes a step, outside the sign-on's transaction. In it, which has read before, MariaDB would
   * refuse a row that changed meanwhile, with an error and not with an answer.
   *
   * @param session of the running request
   * @param credential its id
   * @param step which counts up
   * @return false where this step or a later one was taken; else it stays taken, even if the
   *     sign-on fails later
   */
  public static boolean take(KeycloakSession session, String credential, long step) {
    return advance(session, credential, step)
        || enter(session, credential, step)
        || advance(session, credential, step); // entered by another transaction meanwhile
  }

  /**
   * The one statement of almost every sign-on: a transaction by itself, without a session of
   * Keycloak's around it, which would take longer than the statement.
   */
  private static boolean advance(KeycloakSession session, String credential, long step) {
    KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
    String table = JpaUtils.getTableNameForNativeQuery(LastStep.TABLE, entities(session));
    AtomicBoolean advanced = new AtomicBoolean();
    KeycloakModelUtils.suspendJtaTransaction(
        sessions,
        () -> {
          try (Connection connection = database(sessions).getConnection();
              PreparedStatement update = connection.prepareStatement(ADVANCE.formatted(table))) {
            update.setLong(1, step);
            update.setString(2, credential);
            update.setLong(3, step);
            advanced.set(update.executeUpdate() == 1); // waits for others of the same credential
          } catch (SQLException e) {
            if (!Objects.toString(e.getSQLState()).startsWith(ROLLED_BACK)) {
              throw new ModelException(e.getMessage(), e);
            }
          }
        });
    return advanced.get();
  }

  /**
   * For a credential without a row, apart from the update that found none: where it finds none,
   * MySQL locks the gap, and the first steps of two credentials would stop each other.
   */
  private static boolean enter(KeycloakSession session, String credential, long step) {
    try {
      return KeycloakModelUtils.runJobInTransactionWithResult(
          session.getKeycloakSessionFactory(),
          own -> {
            EntityManager entities = entities(own);
            if (entities.find(LastStep.class, credential) != null) {
              return false;
            }
            entities.persist(new LastStep(credential, step));
            entities.flush();
            return true;
          });
    } catch (ModelDuplicateException | ModelIllegalStateException | OptimisticLockException e) {
      return false; // another transaction entered the first one
    }
  }

  /**
   * The last step that was taken.
   *
   * @param session of the running request
   * @param credential its id
   * @return 0 if none was
   */
  public static long last(KeycloakSession session, String credential) {
    return entities(session)
        .createQuery("select l.step from LastStep l where l.credential = :credential", Long.class)
        .setParameter("credential", credential)
        .getResultStream() // not by its key: an object that was read before does not change
        .findFirst()
        .orElse(0L);
  }

  /**
   * Which of some credentials had a step taken.
   *
   * @param session of the running request
   * @param credentials their ids
   */
  public static List<String> taken(KeycloakSession session, List<String> credentials) {
    return entities(session)
        .createQuery("select l.credential from LastStep l where l.credential in :ids", String.class)
        .setParameter("ids", credentials)
        .getResultList();
  }

  /**
   * Takes every credential of a type from a user. They are used up first: another node may see them
   * for a while.
   *
   * @param session of the running request
   * @param type of credentials whose steps are taken here
   * @return ids of those that were there
   */
  public static List<String> removeAll(KeycloakSession session, UserModel user, String type) {
    List<String> ids =
        user.credentialManager()
            .getStoredCredentialsByTypeStream(type)
            .map(CredentialModel::getId)
            .toList();
    ids.forEach(id -> take(session, id, Integer.MAX_VALUE));
    ids.forEach(user.credentialManager()::removeStoredCredentialById);
    return ids;
  }

  private static EntityManager entities(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  private static JpaConnectionProviderFactory database(KeycloakSessionFactory sessions) {
    return (JpaConnectionProviderFactory) sessions.getProviderFactory(JpaConnectionProvider.class);
  }
}
