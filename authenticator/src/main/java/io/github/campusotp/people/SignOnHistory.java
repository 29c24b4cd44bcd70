package io.github.campusotp.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.campusotp.level.Reason;
import io.github.campusotp.location.EventDetails;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * The sign-ons of a realm that Keycloak has saved. Reads its table an hour at a time: its own
 * interface holds all of them.
 */
public final class SignOnHistory {
  private static final long HOUR = 3_600_000;

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
   * @param byNetwork whether the network decided alone: else service, request or user wanted a
   *     one-time password wherever it came from
   */
  public record SignOn(String user, String address, boolean byNetwork) {}

  /**
   * Shows each of them, the oldest first.
   *
   * @param days that they lie back at the most
   */
  public void each(int days, Consumer<SignOn> each) {
    long now = Time.currentTimeMillis();
    for (long hour = now - days * 24 * HOUR; hour <= now; hour += HOUR) {
      signOns(hour).forEach(each);
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
        .setParameter("until", from + HOUR)
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
                  isNetworkAlone(json.path(EventDetails.LEVEL_REASON).asText())))
          : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNetworkAlone(String reasons) {
    return Stream.of(reasons.split("; "))
        .allMatch(reason -> reason.startsWith(Reason.Source.NETWORK.word() + ": "));
  }
}
