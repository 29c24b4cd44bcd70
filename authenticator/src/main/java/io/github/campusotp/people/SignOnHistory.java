package io.github.campusotp.people;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * The sign-ons of a realm that Keycloak has saved. Reads its table ten minutes at a time: its own
 * interface holds all of them.
 */
public final class SignOnHistory {
  private static final long DAY = 86_400_000;
  private static final long SLICE = 600_000;
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private final EntityManager entities;
  private final RealmModel realm;

  /**
   * @param session whose transaction reads them
   * @param realm whose they are
   */
  public SignOnHistory(KeycloakSession session, RealmModel realm) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
  }

  /**
   * Shows each that succeeded, the oldest first, where the extension decided.
   *
   * @param days that they lie back at the most
   */
  public void each(int days, Consumer<SignOn> each) {
    long now = Time.currentTimeMillis();
    for (long slice = now - days * DAY; slice <= now; slice += SLICE) {
      succeeded(slice).filter(SignOn::isDecided).forEach(each);
    }
  }

  /**
   * The last of one person, the latest first, and those that failed.
   *
   * @param person id of the user
   * @param first how many are left out before
   * @param max how many there are at the most
   */
  public List<SignOn> of(String person, int first, int max) {
    return events(
            "e.userId = :person and e.type in :types order by e.time desc",
            Map.of(
                "person",
                person,
                "types",
                List.of(EventType.LOGIN.name(), EventType.LOGIN_ERROR.name())))
        .setFirstResult(first)
        .setMaxResults(max)
        .getResultStream()
        .map(SignOnHistory::signOn)
        .toList();
  }

  private Stream<SignOn> succeeded(long from) {
    return events(
            "e.type = :type and e.time >= :from and e.time < :until order by e.time",
            Map.of("type", EventType.LOGIN.name(), "from", from, "until", from + SLICE))
        .getResultList()
        .stream()
        .map(SignOnHistory::signOn);
  }

  private TypedQuery<Object[]> events(String conditions, Map<String, Object> parameters) {
    TypedQuery<Object[]> query =
        entities.createQuery(
            "select e.time, e.userId, e.clientId, e.error, e.detailsJson, e.detailsJsonLongValue"
                + " from EventEntity e where e.realmId = :realm and "
                + conditions,
            Object[].class);
    parameters.forEach(query::setParameter);
    return query.setParameter("realm", realm.getId());
  }

  private static SignOn signOn(Object[] row) {
    return new SignOn(
        (long) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        details((String) (row[5] == null ? row[4] : row[5])));
  }

  /** None where they are not what Keycloak writes. */
  private static Map<String, String> details(String json) {
    try {
      return json == null ? Map.of() : JsonSerialization.readValue(json, DETAILS);
    } catch (IOException notKeycloaks) {
      return Map.of();
    }
  }
}
