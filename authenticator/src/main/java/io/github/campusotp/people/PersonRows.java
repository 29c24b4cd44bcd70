package io.github.campusotp.people;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.github.campusotp.pass.Pass;
import io.github.campusotp.people.StoredPerson.Credential;
import io.github.campusotp.people.StoredPerson.User;
import io.github.campusotp.recovery.RecoveryAddress;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What users have set up and owe: a query a table, for all of them together. */
final class PersonRows {
  private static final List<String> TYPES =
      Stream.concat(StoredPerson.WORDS.keySet().stream(), Stream.of(Pass.TYPE)).toList();

  private final EntityManager entities;

  PersonRows(EntityManager entities) {
    this.entities = entities;
  }

  /** Completes users, in their order. */
  List<StoredPerson> complete(List<User> users) {
    if (users.isEmpty()) {
      return List.of();
    }
    List<String> ids = users.stream().map(User::id).toList();
    Map<String, List<Credential>> credentials =
        of(
            "select c.user.id, c.id, c.type, c.createdDate from CredentialEntity c"
                + " where c.user.id in :ids and c.type in :types",
            Map.of("ids", ids, "types", TYPES),
            row ->
                new Credential(
                    (String) row[1], (String) row[2], row[3] == null ? 0 : (long) row[3]));
    Map<String, List<String>> addresses =
        of(
            "select a.user.id, a.value from UserAttributeEntity a"
                + " where a.user.id in :ids and a.name = :name and a.value like '%@%'",
            Map.of("ids", ids, "name", RecoveryAddress.ATTRIBUTE), row -> (String) row[1]);
    Map<String, List<String>> owed =
        of(
            "select r.user.id, r.action from UserRequiredActionEntity r where r.user.id in :ids"
                + " order by r.action",
            Map.of("ids", ids),
            row -> (String) row[1]);
    return users.stream()
        .map(
            user ->
                new StoredPerson(
                    user,
                    credentials.getOrDefault(user.id(), List.of()),
                    addresses.getOrDefault(user.id(), List.of()),
                    owed.getOrDefault(user.id(), List.of())))
        .toList();
  }

  /** Rows by users' ids, which come first. */
  private <T> Map<String, List<T>> of(
      String jpql, Map<String, Object> parameters, Function<Object[], T> row) {
    TypedQuery<Object[]> query = entities.createQuery(jpql, Object[].class);
    parameters.forEach(query::setParameter);
    return query
        .getResultStream()
        .collect(groupingBy(cells -> (String) cells[0], mapping(row, toList())));
  }
}
