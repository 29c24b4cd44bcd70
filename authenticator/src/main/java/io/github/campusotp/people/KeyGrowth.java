package io.github.campusotp.people;

import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** How the number of people with a key grew, by when their present keys were made. */
public final class KeyGrowth {
  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final int WEEKS = 12;

  /**
   * The end of a week.
   *
   * @param until milliseconds since 1970
   * @param people how many had a key by then that they still have
   */
  public record Week(long until, long people) {}

  private final EntityManager entities;
  private final RealmModel realm;

  /**
   * @param session whose transaction reads them
   * @param realm whose people they are
   */
  public KeyGrowth(KeycloakSession session, RealmModel realm) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
  }

  /** Twelve weeks, of which the last one ends now. */
  public List<Week> weeks() {
    long now = Time.currentTimeMillis();
    Map<Long, Long> byAge = byWeeksAgo(now);
    return IntStream.rangeClosed(1, WEEKS)
        .mapToObj(
            week ->
                new Week(
                    now - (WEEKS - week) * WEEK,
                    byAge.entrySet().stream()
                        .filter(age -> age.getKey() >= WEEKS - week)
                        .collect(summingLong(Map.Entry::getValue))))
        .toList();
  }

  /** A number in the query and no parameter: databases do not see that two parameters are one. */
  private Map<Long, Long> byWeeksAgo(long now) {
    String age = "floor((%d - coalesce(k.createdDate, 0)) / %d.0)".formatted(now, WEEK);
    return entities
        .createQuery(
            "select "
                + age
                + ", count(distinct u.id) from UserEntity u"
                + SetUp.KEY.joined()
                + PeopleTable.PERSON
                + " and k.id is not null group by "
                + age,
            Object[].class)
        .setParameter("realm", realm.getId())
        .getResultStream()
        .collect(
            toMap(
                row -> ((Number) row[0]).longValue(),
                row -> ((Number) row[1]).longValue(),
                Long::sum));
  }
}
