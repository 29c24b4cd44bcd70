package io.github.campusotp.people;

import static java.util.stream.Collectors.joining;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.otpkey.Passkeys;
import io.github.campusotp.people.StoredPerson.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The people of a realm in Keycloak's own tables, which its interfaces would read with a query a
 * person. Users of a directory that Keycloak does not import are not there.
 */
final class PeopleTable {
  /** Which users of a realm are people: conditions of the user {@code u}, in JPQL. */
  static final String PERSON = " where u.realmId = :realm and u.serviceAccountClientLink is null";

  private final EntityManager entities;
  private final RealmModel realm;
  private final PersonRows rows;

  PeopleTable(KeycloakSession session, RealmModel realm) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
    this.rows = new PersonRows(entities);
  }

  /** One page of those who are meant, by their usernames. */
  List<StoredPerson> page(PersonFilter filter, int first, int max) {
    return complete(users(filter.conditions(), filter.parameters()).setFirstResult(first), max);
  }

  /** The next of them after a username; null for none. */
  List<StoredPerson> after(String username, PersonFilter filter, int max) {
    Map<String, Object> parameters = new HashMap<>(filter.parameters());
    String later = "";
    if (username != null) {
      parameters.put("after", username);
      later = " and u.username > :after";
    }
    return complete(users(filter.conditions() + later, parameters), max);
  }

  /** The one with this id: one or none. */
  List<StoredPerson> withId(String id) {
    return complete(users(" and u.id = :id", Map.of("id", id)), 1);
  }

  /**
   * How far people are; a person with several keys counts once.
   *
   * @param by what they are told apart by
   * @return rows of what tells them apart, or null, and six numbers: as in {@link Counts}
   */
  List<Object[]> counts(GroupedBy by) {
    String key = SetUp.KEY.user();
    String address = SetUp.ADDRESS.user();
    String neither = "case when " + key + " is null and " + address + " is null then u.id end";
    return query(
            "select "
                + by.id()
                + Stream.of("u.id", key, address, neither, "b.user.id", "p.user.id")
                    .map(id -> ", count(distinct " + id + ")")
                    .collect(joining())
                + " from "
                + by.rows()
                + SetUp.KEY.joined()
                + SetUp.ADDRESS.joined()
                + credential("b", BackupCodes.TYPE)
                + credential("p", Passkeys.TYPE)
                + PERSON
                + " group by "
                + by.id(),
            Map.of("realm", realm.getId()))
        .getResultList();
  }

  private static String credential(String row, String type) {
    return " left join CredentialEntity %1$s on %1$s.user = u and %1$s.type = '%2$s'"
        .formatted(row, type);
  }

  /** How many are meant. */
  long count(PersonFilter filter) {
    return count(filter.conditions(), filter.parameters());
  }

  /**
   * How many people there are.
   *
   * @param conditions of the user {@code u}, in JPQL
   * @param parameters that the conditions have
   */
  long count(String conditions, Map<String, Object> parameters) {
    TypedQuery<Long> query =
        entities.createQuery(
            "select count(u.id) from UserEntity u" + PERSON + conditions, Long.class);
    parameters.forEach(query::setParameter);
    return query.setParameter("realm", realm.getId()).getSingleResult();
  }

  private TypedQuery<Object[]> users(String conditions, Map<String, Object> parameters) {
    return query(
            "select u.id, u.username, u.firstName, u.lastName, u.enabled, u.federationLink"
                + " from UserEntity u"
                + PERSON
                + conditions
                + " order by u.username",
            parameters)
        .setParameter("realm", realm.getId());
  }

  private List<StoredPerson> complete(TypedQuery<Object[]> query, int max) {
    return rows.complete(
        query.setMaxResults(max).getResultStream().map(PeopleTable::user).toList());
  }

  private TypedQuery<Object[]> query(String jpql, Map<String, Object> parameters) {
    TypedQuery<Object[]> query = entities.createQuery(jpql, Object[].class);
    parameters.forEach(query::setParameter);
    return query;
  }

  private static User user(Object[] row) {
    return new User(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (boolean) row[4],
        (String) row[5]);
  }
}
