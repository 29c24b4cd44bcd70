package io.github.campusotp.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.campusotp.location.EventDetails;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
  private static final Pattern OTHERS = Pattern.compile("(^|; )(service|request|person|action): ");

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
   * A sign-on.
   *
   * @param user id of the user
   * @param address of the nearest hop that was no trusted proxy
   * @param onCampus what was decided then
   * @param byNetwork whether the network decided alone: else service, request or user wanted a
   *     one-time password wherever it came from
   */
  public record SignOn(String user, String address, boolean onCampus, boolean byNetwork) {}

  /**
   * Shows each of them, the oldest first.
   *
   * @param days that they lie back at the most
   */
  public void each(int days, Consumer<SignOn> each) {
    long now = Time.currentTimeMillis();
    for (long slice = now - days * DAY; slice <= now; slice += SLICE) {
      signOns(slice).forEach(each);
    }
  }

  private Stream<SignOn> signOns(long from) {
    return entities
        .createQuery(
            "select e.userId, e.detailsJson, e.detailsJsonLongValue from EventEntity e"
                + " where e.realmId = :realm and e.type = :type and e.time >= :from"
                + " and e.time < :until order by e.time",
            Object[].class)
        .setParameter("realm", realm.getId())
        .setParameter("type", EventType.LOGIN.name())
        .setParameter("from", from)
        .setParameter("until", from + SLICE)
        .getResultList()
        .stream()
        .flatMap(
            row -> signOn((String) row[0], row[2] == null ? (String) row[1] : (String) row[2]));
  }

  /** None where the extension did not decide. */
  private static Stream<SignOn> signOn(String user, String details) {
    if (details == null) {
      return Stream.empty();
    }
    try {
      JsonNode json = JsonSerialization.mapper.readTree(details);
      return json.has(EventDetails.CLIENT_ADDRESS)
          ? Stream.of(
              new SignOn(
                  user,
                  json.path(EventDetails.CLIENT_ADDRESS).asText(),
                  !json.path(EventDetails.CAMPUS_NETWORK).asText().equals(EventDetails.OFF_CAMPUS),
                  !OTHERS.matcher(json.path(EventDetails.LEVEL_REASON).asText()).find()))
          : Stream.empty();
    } catch (IOException notOurs) {
      return Stream.empty();
    }
  }
}
