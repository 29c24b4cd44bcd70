package io.github.campusotp.mailcode;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * So many of a thing in any stretch of so many seconds, on all nodes together. Each one takes a
 * place, and the place is free again when its time is over. {@code putIfAbsent} is atomic in a
 * cluster, so parallel requests cannot take more places than there are.
 */
public final class Allowance {
  /** In seconds, as {@link #DAY}. */
  public static final int HOUR = 3600;

  public static final int DAY = 24 * HOUR;

  private static final String UNTIL = "until";

  private final SingleUseObjectProvider store;
  private final Clock clock;
  private final String name;
  private final int places;
  private final int seconds;

  /**
   * @param store shared by all nodes
   * @param clock tells when a place is free again
   * @param name what is counted, and for whom
   * @param places how many there may be
   * @param seconds for which a place stays taken
   */
  Allowance(SingleUseObjectProvider store, Clock clock, String name, int places, int seconds) {
    this.store = store;
    this.clock = clock;
    this.name = name;
    this.places = places;
    this.seconds = seconds;
  }

  /**
   * So many in this realm, whatever browser, session or node it happens in.
   *
   * @param session of the running request
   * @param whose id of a person, or of their key
   * @param what is counted
   * @param places how many there may be
   * @param seconds for which a place stays taken
   */
  public static Allowance of(
      KeycloakSession session, String whose, String what, int places, int seconds) {
    String name = what + "." + session.getContext().getRealm().getId() + "." + whose;
    return new Allowance(session.singleUseObjects(), Clock.systemUTC(), name, places, seconds);
  }

  /**
   * Takes a place.
   *
   * @return its number, or empty where all are taken
   */
  public OptionalInt take() {
    OptionalInt taken =
        IntStream.range(0, places).filter(i -> store.putIfAbsent(key(i), seconds)).findFirst();
    taken.ifPresent(
        place ->
            store.put(
                key(place) + "." + UNTIL,
                seconds,
                Map.of(UNTIL, Long.toString(clock.instant().getEpochSecond() + seconds))));
    return taken;
  }

  /**
   * Takes a place of each, or none at all.
   *
   * @param allowances in the order in which they are asked
   * @return what gives the places back, or empty where one has none left
   */
  public static Optional<Runnable> takeEach(List<Allowance> allowances) {
    Runnable giveBack = () -> {};
    for (Allowance allowance : allowances) {
      OptionalInt place = allowance.take();
      Runnable others = giveBack;
      if (place.isEmpty()) {
        others.run();
        return Optional.empty();
      }
      giveBack =
          () -> {
            others.run();
            allowance.giveBack(place.getAsInt());
          };
    }
    return Optional.of(giveBack);
  }

  /** Gives a place back before its time. */
  public void giveBack(int place) {
    store.remove(key(place));
  }

  /**
   * How long until there is a place.
   *
   * @return seconds; 0 where there is one now
   */
  long secondsToWait() {
    return IntStream.range(0, places).mapToLong(this::secondsTaken).min().orElse(seconds);
  }

  private long secondsTaken(int place) {
    if (!store.contains(key(place))) {
      return 0;
    }
    Map<String, String> until = store.get(key(place) + "." + UNTIL);
    return until == null
        ? seconds
        : Math.max(1, Long.parseLong(until.get(UNTIL)) - clock.instant().getEpochSecond());
  }

  private String key(int place) {
    return "campus-otp." + name + "." + place;
  }
}
