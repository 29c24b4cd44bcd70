package io.github.campusotp.people;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.pass.Pass;
import io.github.campusotp.recovery.RecoveryAddress;
import io.github.campusotp.recovery.RecoveryConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The people of a realm. Service accounts are none. */
public final class People {
  private final KeycloakSession session;
  private final RealmModel realm;
  private final PeopleTable table;

  /**
   * @param session whose transaction reads them
   * @param realm whose they are; that of the session's context
   */
  public People(KeycloakSession session, RealmModel realm) {
    this.session = session;
    this.realm = realm;
    this.table = new PeopleTable(session, realm);
  }

  /**
   * One page of those who are meant, by their usernames.
   *
   * @param first how many are left out before
   * @param max how many there are at the most
   */
  public Stream<Person> page(PersonFilter filter, int first, int max) {
    return table.page(filter, first, max).stream().map(stored -> person(stored, null));
  }

  /** How many are meant. */
  public long count(PersonFilter filter) {
    return table.count(filter);
  }

  /**
   * @param id Keycloak's
   */
  public Optional<Person> withId(String id) {
    return table.withId(id).stream()
        .map(stored -> person(stored, backupCodesLeft(stored)))
        .findFirst();
  }

  /**
   * Ends the locks of a person, but for the lasting counts, which bound what a guesser can try in
   * the long run.
   *
   * @param id Keycloak's, of one who is there
   * @return false where that was done three times within a day
   */
  public boolean endLocks(String id) {
    boolean may = RateLimit.of(session, id, "ended-locks", 3, RateLimit.DAY).take().isPresent();
    if (may) {
      table.withId(id).forEach(person -> Locks.end(session, realm, person, false));
    }
    return may;
  }

  /**
   * Ends every lock of a person, as often as need be.
   *
   * @param id Keycloak's, of one who is there
   */
  public void endAllLocks(String id) {
    table.withId(id).forEach(person -> Locks.end(session, realm, person, true));
  }

  /** Writes all who are meant as CSV, and holds a few of them at a time. */
  public void write(PersonFilter filter, OutputStream out) throws IOException {
    new PeopleCsv(realm, table).write(filter, out);
  }

  /** How far they are, by name. */
  public List<Counts> report(GroupedBy by) {
    return table.counts(by).stream()
        .map(
            row ->
                new Counts(
                    by.name(session, realm, (String) row[0]),
                    (long) row[1],
                    (long) row[2],
                    (long) row[3],
                    (long) row[4],
                    (long) row[5],
                    (long) row[6]))
        .sorted(Comparator.comparing(Counts::name))
        .toList();
  }

  /** How many can change nothing about their key, as no code can be mailed to them. */
  public long withKeyAndNoAddress() {
    return table.count(SetUp.KEY.done() + SetUp.ADDRESS.missing(), Map.of());
  }

  /**
   * How many have stored what counts as no recovery address: an import and a directory go past the
   * rules of the user profile.
   */
  public long withUnusableAddress() {
    Map<String, Object> parameters = new HashMap<>();
    StringBuilder unusable = new StringBuilder("a.value not like '%@%'");
    for (String domain : RecoveryConfig.of(realm).ownDomains()) {
      for (String before : List.of("@", ".")) {
        String name = "own" + parameters.size();
        unusable.append(" or lower(a.value) like :").append(name);
        parameters.put(name, "%" + before + domain);
      }
    }
    String ofUsers =
        "u.id in (select a.user.id from UserAttributeEntity a where a.name = '"
            + RecoveryAddress.ATTRIBUTE
            + "'";
    return table.count(
        " and (%s and (%s)) or %s group by a.user.id having count(a.id) > 1))"
            .formatted(ofUsers, unusable, ofUsers),
        parameters);
  }

  private Integer backupCodesLeft(StoredPerson stored) {
    return stored
        .newest(BackupCodes.TYPE)
        .map(codes -> session.users().getUserById(realm, stored.user().id()))
        .flatMap(user -> BackupCodes.of(session, user))
        .map(BackupCodes::left)
        .orElse(null);
  }

  private Person person(StoredPerson stored, Integer backupCodesLeft) {
    StoredPerson.User user = stored.user();
    return new Person(
        user.id(),
        user.username(),
        user.firstName(),
        user.lastName(),
        user.enabled(),
        user.federation() == null ? null : federation(realm, user.federation()),
        stored.since(),
        backupCodesLeft,
        stored.address().orElse(null),
        stored.owed(),
        Locks.of(session, realm, stored),
        stored
            .newest(Pass.TYPE)
            .filter(given -> given.created() > Time.currentTimeMillis() - Pass.LONGEST.toMillis())
            .flatMap(given -> pass(user.id()))
            .orElse(null));
  }

  private Optional<Person.GoodPass> pass(String id) {
    return Optional.ofNullable(session.users().getUserById(realm, id))
        .flatMap(user -> Pass.of(session, user))
        .map(
            pass ->
                new Person.GoodPass(
                    pass.terms().until() * 1000, pass.usesLeft(), pass.terms().mayRegister()));
  }

  /** A directory's name, or its id where it is gone. */
  static String federation(RealmModel realm, String id) {
    return Optional.ofNullable(realm.getComponent(id)).map(ComponentModel::getName).orElse(id);
  }
}
