package io.github.campusotp.otpkey;

import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelIllegalStateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Takes each step of a key once, and only forwards, by one conditional update in the database.
 * Keycloak keeps used codes in its nodes' memory: parts of a cluster that do not hear each other do
 * not know each other's, and lose some when they meet again.
 */
public final class UsedSteps {
  /** Else Hibernate looks, after each update, what it remembers of every table of Keycloak's. */
  private static final String TABLES = "org.hibernate.query.native.spaces";

  private UsedSteps() {}

  /**
   * Takes the step of a code. It stays taken, even if the sign-on fails later.
   *
   * @param session of the running request
   * @param key whose code it may be
   * @param code what was typed
   * @return false where the code is not right now, or its step or a later one was taken; true also
   *     where the realm lets codes be used again
   */
  public static boolean take(KeycloakSession session, OTPCredentialModel key, String code) {
    RealmModel realm = session.getContext().getRealm();
    if (realm.getOTPPolicy().isCodeReusable()) {
      return true;
    }
    OptionalLong step =
        OtpKey.acceptedSteps(realm, key).filter(OtpKey.stepsOf(key, code)).findFirst();
    return step.isPresent()
        && take(session.getKeycloakSessionFactory(), key.getId(), step.getAsLong());
  }

  /**
   * Takes a step, in a transaction of its own. In the sign-on's, which has read before, MariaDB
   * would refuse a row that changed meanwhile, with an error and not with an answer.
   *
   * @param credential the key's id
   * @return false where this step or a later one was taken
   */
  static boolean take(KeycloakSessionFactory sessions, String credential, long step) {
    return inItsOwn(sessions, entities -> advance(entities, credential, step))
        || inItsOwn(sessions, entities -> enter(entities, credential, step));
  }

  private static boolean inItsOwn(
      KeycloakSessionFactory sessions, Predicate<EntityManager> transaction) {
    try {
      return KeycloakModelUtils.runJobInTransactionWithResult(
          sessions, own -> transaction.test(entities(own)));
    } catch (ModelDuplicateException | ModelIllegalStateException | OptimisticLockException e) {
      return false; // another transaction takes a step of this key
    }
  }

  private static boolean advance(EntityManager entities, String credential, long step) {
    return entities
            .createNamedQuery(LastStep.ADVANCE)
            .setHint(TABLES, LastStep.TABLE)
            .setParameter("credential", credential)
            .setParameter("step", step)
            .executeUpdate() // waits for another transaction that takes one of the same key
        == 1;
  }

  /**
   * For a key without a row. The update that found none has ended its transaction before: where it
   * finds none, MySQL locks the gap, and the first codes of two keys would stop each other.
   */
  private static boolean enter(EntityManager entities, String credential, long step) {
    if (entities.find(LastStep.class, credential) != null) {
      return advance(entities, credential, step);
    }
    entities.persist(new LastStep(credential, step));
    entities.flush();
    return true;
  }

  /** Forgets keys that are no more, in the transaction that removes them. */
  static void forget(KeycloakSession session, List<String> credentials) {
    EntityManager entities = entities(session);
    credentials.stream()
        .map(credential -> entities.find(LastStep.class, credential))
        .filter(Objects::nonNull)
        .forEach(entities::remove);
  }

  private static EntityManager entities(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }
}
