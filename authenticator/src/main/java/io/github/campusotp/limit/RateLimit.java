package io.github.campusotp.limit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Cluster-wide sliding-window rate limit. Each event takes a place, which is free again when the
 * window has passed. {@code putIfAbsent} is atomic in a cluster, so parallel requests cannot take
 * more places than there are.
 */
public final class RateLimit {
  /** In seconds, as {@link #DAY}. */
  public static final int HOUR = 3600;

  public static final int DAY = 24 * HOUR;

  final SingleUseObjectProvider store;
  private final String name;
  private final int places;
  final int seconds;

  /**
   * @param store shared by all nodes
   * @param name what is counted, including whose
   * @param places events allowed in the window
   * @param seconds of the window
   */
  public RateLimit(SingleUseObjectProvider store, String name, int places, int seconds) {
    this.store = store;
    this.name = name;
    this.places = places;
    this.seconds = seconds;
  }

  /**
   * A limit of this realm, whatever browser, session or node the events come from. Its name has a
   * secret of the realm in it: only the server can name what is counted.
   *
   * @param session of the running request
   * @param whose id of a user, or of their key
   * @param what is counted
   * @param places events allowed in the window
   * @param seconds of the window
   */
  public static RateLimit of(
      KeycloakSession session, String whose, String what, int places, int seconds) {
    String name = what + "." + SecretName.of(session, what + "." + whose);
    return new RateLimit(session.singleUseObjects(), name, places, seconds);
  }

  /**
   * Takes a place.
   *
   * @return its number, or empty where all are taken
   */
  public OptionalInt take() {
    return IntStream.range(0, places).filter(i -> store.putIfAbsent(key(i), seconds)).findFirst();
  }

  /**
   * Takes a place of each, or none at all.
   *
   * @param limits in the order in which they are asked
   * @return what gives the places back, or empty where one has none left
   */
  public static Optional<Runnable> takeEach(List<RateLimit> limits) {
    Runnable giveBack = () -> {};
    for (RateLimit limit : limits) {
      OptionalInt place = limit.take();
      Runnable others = giveBack;
      if (place.isEmpty()) {
        others.run();
        return Optional.empty();
      }
      giveBack =
          () -> {
            others.run();
            limit.giveBack(place.getAsInt());
          };
    }
    return Optional.of(giveBack);
  }

  /** Gives a place back before its time. */
  public void giveBack(int place) {
    store.remove(key(place));
  }

  /** Whether every place is taken. */
  public boolean isFull() {
    return IntStream.range(0, places).mapToObj(this::key).allMatch(store::contains);
  }

  /** Gives every place back. */
  public void clear() {
    IntStream.range(0, places).forEach(this::giveBack);
  }

  /** Takes as many places of another limit as are taken here, each for that one's whole window. */
  public void copyTo(RateLimit other) {
    IntStream.range(0, places)
        .mapToObj(this::key)
        .filter(store::contains)
        .forEach(taken -> other.take());
  }

  String key(int place) {
    return "campus-otp." + name + "." + place;
  }
}
