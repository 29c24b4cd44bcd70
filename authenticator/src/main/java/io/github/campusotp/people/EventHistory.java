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
 * The events of a realm that Keycloak has saved. Reads its table ten minutes at a time: its own
 * interface holds all of them.
 */
public final class EventHistory {
  private static final long DAY = 86_400_000;
  private static final int LONGEST = 90;
  private static final long SLICE = 600_000;
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private static final List<String> SIGN_ONS = withErrors(EventType.LOGIN);
  private static final List<String> CHANGES =
      withErrors(
          EventType.SEND_VERIFY_EMAIL,
          EventType.SEND_RESET_PASSWORD,
          EventType.UPDATE_CREDENTIAL,
          EventType.REMOVE_CREDENTIAL,
          EventType.UPDATE_PROFILE,
          EventType.CUSTOM_REQUIRED_ACTION);

  private final EntityManager entities;
  private final RealmModel realm;

  /**
   * @param session whose transaction reads them
   * @param realm whose they are
   */
  public EventHistory(KeycloakSession session, RealmModel realm) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
  }

  /**
   * Shows each sign-on that succeeded, the oldest first, where the extension decided.
   *
   * @param days that they lie back at the most
   */
  public void eachSignOn(int days, Consumer<SignOn> each) {
    long now = Time.currentTimeMillis();
    for (long slice = now - days * DAY; slice <= now; slice += SLICE) {
      succeeded(slice).filter(SignOn::isDecided).forEach(each);
    }
  }

  /**
   * The last sign-ons of one person, the latest first, and those that failed.
   *
   * @param person id of the user
   * @param first how many are left out before
   * @param max how many there are at the most
   */
  public List<SignOn> signOns(String person, int first, int max) {
    return last(person, SIGN_ONS, first, max).map(EventHistory::signOn).toList();
  }

  /**
   * What else one person did lately, or a thief in their name, the latest first: mails that were
   * asked for, and what became of password, key and address.
   *
   * @param person id of the user
   * @param first how many are left out before
   * @param max how many there are at the most
   */
  public List<Change> changes(String person, int first, int max) {
    return last(person, CHANGES, first, max)
        .map(
            row ->
                new Change(
                    (long) row[0], (String) row[6], (String) row[3], (String) row[7], details(row)))
        .toList();
  }

  /**
   * What the office did to one person in the last 90 days, the latest first. Keycloak has an index
   * by time alone.
   *
   * @param person id of the user
   * @param first how many are left out before
   * @param max how many there are at the most
   */
  public List<DoneAct> acts(String person, int first, int max) {
    String path = "campus-otp/people/" + person + "/";
    String below = path.replaceAll("[!%_]", "!$0") + "%";
    return entities
        .createQuery(
            "select e.time, e.resourcePath, e.authUserId, e.detailsJson from AdminEventEntity e"
                + " where e.realmId = :realm and e.time >= :since"
                + " and e.resourcePath like :below escape '!' order by e.time desc",
            Object[].class)
        .setParameter("realm", realm.getId())
        .setParameter("since", Time.currentTimeMillis() - LONGEST * DAY)
        .setParameter("below", below)
        .setFirstResult(first)
        .setMaxResults(max)
        .getResultStream()
        .map(row -> done(row, path))
        .toList();
  }

  private static DoneAct done(Object[] row, String path) {
    Map<String, String> details = details((String) row[3]);
    return new DoneAct(
        (long) row[0],
        ((String) row[1]).substring(path.length()),
        (String) row[2],
        details.get("reason"),
        details.get("uses"));
  }

  private Stream<Object[]> last(String person, List<String> types, int first, int max) {
    return events(
            "e.userId = :person and e.type in :types order by e.time desc",
            Map.of("person", person, "types", types))
        .setFirstResult(first)
        .setMaxResults(max)
        .getResultStream();
  }

  private static List<String> withErrors(EventType... types) {
    return Stream.of(types)
        .map(EventType::name)
        .flatMap(type -> Stream.of(type, type + "_ERROR"))
        .toList();
  }

  private Stream<SignOn> succeeded(long from) {
    return events(
            "e.type = :type and e.time >= :from and e.time < :until order by e.time",
            Map.of("type", EventType.LOGIN.name(), "from", from, "until", from + SLICE))
        .getResultList()
        .stream()
        .map(EventHistory::signOn);
  }

  private TypedQuery<Object[]> events(String conditions, Map<String, Object> parameters) {
    TypedQuery<Object[]> query =
        entities.createQuery(
            "select e.time, e.userId, e.clientId, e.error, e.detailsJson, e.detailsJsonLongValue,"
                + " e.type, e.ipAddress from EventEntity e where e.realmId = :realm and "
                + conditions,
            Object[].class);
    parameters.forEach(query::setParameter);
    return query.setParameter("realm", realm.getId());
  }

  private static SignOn signOn(Object[] row) {
    return new SignOn(
        (long) row[0], (String) row[1], (String) row[2], (String) row[3], details(row));
  }

  /** None where they are not what Keycloak writes. */
  private static Map<String, String> details(Object[] row) {
    return details((String) (row[5] == null ? row[4] : row[5]));
  }

  private static Map<String, String> details(String json) {
    try {
      return json == null ? Map.of() : JsonSerialization.readValue(json, DETAILS);
    } catch (IOException notKeycloaks) {
      return Map.of();
    }
  }
}
