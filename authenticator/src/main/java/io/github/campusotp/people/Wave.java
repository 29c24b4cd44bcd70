package io.github.campusotp.people;

import io.github.campusotp.otpkey.SetupConfig;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Objects;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Has people set something up when they sign on next: those who are meant, and have not done it
 * yet. Begun again, it goes on where it stopped.
 */
public final class Wave {
  private static final int BATCH = 500;
  private static final String OWES =
      " exists (select r.action from UserRequiredActionEntity r"
          + " where r.user = u and r.action = :action)";

  private final KeycloakSession session;
  private final EntityManager entities;
  private final RealmModel realm;
  private final PersonFilter filter;
  private final SetUp what;

  /**
   * @param session whose transaction counts people; each batch has one of its own
   * @param realm whose they are
   * @param filter who is meant
   * @param what they have to set up
   */
  public Wave(KeycloakSession session, RealmModel realm, PersonFilter filter, SetUp what) {
    this.session = session;
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
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
    return new State(count(""), count(what.done()), count(what.missing() + " and" + OWES));
  }

  /** Goes to everyone who is left, but those who may have no key. */
  public void run() {
    String last = "";
    List<String> batch;
    do {
      batch = idsAfter(last);
      List<String> ids = batch;
      KeycloakModelUtils.runJobInTransaction(
          session.getKeycloakSessionFactory(), session.getContext(), own -> require(own, ids));
      last = batch.isEmpty() ? last : batch.get(batch.size() - 1);
    } while (batch.size() == BATCH);
  }

  private void require(KeycloakSession own, List<String> ids) {
    RealmModel ofBatch = own.getContext().getRealm();
    SetupConfig config = SetupConfig.of(ofBatch);
    ids.stream()
        .map(id -> own.users().getUserById(ofBatch, id))
        .filter(Objects::nonNull) // deleted meanwhile
        .filter(user -> what != SetUp.KEY || !config.bars(ofBatch, user))
        .forEach(user -> user.addRequiredAction(what.action()));
  }

  private List<String> idsAfter(String last) {
    return query(
            "u.id",
            what.missing() + " and not" + OWES + " and u.id > :last order by u.id",
            String.class)
        .setParameter("last", last)
        .setMaxResults(BATCH)
        .getResultList();
  }

  private long count(String conditions) {
    return query("count(u.id)", conditions, Long.class).getSingleResult();
  }

  private <T> TypedQuery<T> query(String selected, String conditions, Class<T> type) {
    String all = filter.conditions() + conditions;
    TypedQuery<T> query =
        entities.createQuery(
            "select " + selected + " from UserEntity u" + PeopleTable.PERSON + all, type);
    query.setParameter("realm", realm.getId());
    filter.parameters().forEach(query::setParameter);
    if (all.contains(":action")) {
      query.setParameter("action", what.action());
    }
    return query;
  }
}
