package io.github.campusotp.people;

import io.github.campusotp.otpkey.SetupConfig;
import io.github.campusotp.recovery.RecoveryAddress;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.ReadOnlyException;

/**
 * Has people set something up when they sign on next: those who are meant, and have not done it
 * yet. Begun again, it goes on where it stopped.
 */
public final class Wave {
  private static final int BATCH = 500;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final PersonFilter filter;
  private final SetUp what;

  /**
   * @param session of the running request
   * @param realm whose they are
   * @param filter who is meant
   * @param what they have to set up
   */
  public Wave(KeycloakSession session, RealmModel realm, PersonFilter filter, SetUp what) {
    this.session = session;
    this.realm = realm;
    this.filter = filter;
    this.what = what;
  }

  /**
   * How far it is.
   *
   * @param people who are meant
   * @param have how many of them have set it up
   * @param owe how many of the others have to, at their next sign-on
   */
  public record State(long people, long have, long owe) {}

  /** Counts, and changes nothing. */
  public State state() {
    return inItsOwn(
        own ->
            new State(
                count(own, ""),
                count(own, what.done()),
                count(own, what.missing() + " and" + owes())));
  }

  /** Goes to everyone who is left, but those who may have no key. */
  public void run() {
    String last = null;
    do {
      last = batch(last);
    } while (last != null);
  }

  /**
   * Once more where a user was changed or deleted meanwhile: the next query is without that one.
   */
  private String batch(String from) {
    try {
      return inItsOwn(own -> batch(own, from));
    } catch (RuntimeException meanwhile) {
      return inItsOwn(own -> batch(own, from));
    }
  }

  /** The id of the last one in it; null where no one is left. */
  private String batch(KeycloakSession own, String from) {
    String conditions =
        what.missing()
            + " and not"
            + owes()
            + (from == null ? "" : " and u.id > :from")
            + " order by u.id";
    own.users(); // its cache takes no one who is older than it
    TypedQuery<UserEntity> query = query(own, "u", conditions, UserEntity.class);
    if (from != null) {
      query.setParameter("from", from);
    }
    // Read in one query, and what belongs to them for many at a time; the cache asks for each.
    List<UserEntity> users = query.setMaxResults(BATCH).getResultList();
    users.forEach(user -> require(own, user));
    return users.isEmpty() ? null : users.get(users.size() - 1).getId();
  }

  private void require(KeycloakSession own, UserEntity row) {
    // A query would look through the whole batch for changes, which only a directory makes.
    entities(own)
        .setFlushMode(row.getFederationLink() == null ? FlushModeType.COMMIT : FlushModeType.AUTO);
    RealmModel ofBatch = own.getContext().getRealm();
    UserModel user = own.users().getUserById(ofBatch, row.getId());
    boolean exempt =
        user == null // gone from their directory
            || what == SetUp.KEY && SetupConfig.of(ofBatch).bars(ofBatch, user);
    if (!exempt) {
      try {
        user.addRequiredAction(what.action());
      } catch (ReadOnlyException federated) {
        RecoveryAddress.imported(own, user, federated).addRequiredAction(what.action());
      }
    }
  }

  private String owes() {
    return " exists (select r.action from UserRequiredActionEntity r"
        + " where r.user = u and r.action = '"
        + what.action()
        + "')";
  }

  private long count(KeycloakSession own, String conditions) {
    return query(own, "count(u.id)", conditions, Long.class).getSingleResult();
  }

  private <T> TypedQuery<T> query(
      KeycloakSession own, String selected, String conditions, Class<T> type) {
    String all = filter.conditions() + conditions;
    TypedQuery<T> query =
        entities(own)
            .createQuery(
                "select " + selected + " from UserEntity u" + PeopleTable.PERSON + all, type);
    query.setParameter("realm", realm.getId());
    filter.parameters().forEach(query::setParameter);
    return query;
  }

  private static EntityManager entities(KeycloakSession own) {
    return own.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  /** The request's own transaction may not see what those of the batches did. */
  private <T> T inItsOwn(Function<KeycloakSession, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        session.getKeycloakSessionFactory(), session.getContext(), work::apply, "wave");
  }
}
