package io.github.campusotp.mailcode;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

/**
 * So many of a thing in any stretch of so many seconds, on all nodes together. Each one takes a
 * place, and the place is free again when its time is over. {@code putIfAbsent} is atomic in a
 * cluster, so parallel requests cannot take more places than there are.
 */
public final class Allowance {
  static final int HOUR = 3600;
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
   * So many for one person in any hour, whatever browser, session or node it happens in.
   *
   * @param session of the running request
   * @param user the person
   * @param what is counted
   * @param places how many there may be
   */
  public static Allowance perHour(
      KeycloakSession session, UserModel user, String what, int places) {
    return perPerson(session, user.getId(), what, places, HOUR);
  }

  static Allowance perPerson(
      KeycloakSession session, String person, String what, int places, int seconds) {
    String name = what + "." + session.getContext().getRealm().getId() + "." + person;
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
