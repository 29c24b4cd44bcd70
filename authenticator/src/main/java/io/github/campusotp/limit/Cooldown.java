package io.github.campusotp.limit;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Cluster-wide cooldown: after one event, none for some seconds. It tells how many are left. */
public final class Cooldown {
  private static final String UNTIL = "until";

  private final RateLimit one;
  private final Clock clock;

  /**
   * @param one limit of one event in so many seconds
   * @param clock tells how many are left
   */
  public Cooldown(RateLimit one, Clock clock) {
    this.one = one;
    this.clock = clock;
  }

  /**
   * Begins it.
   *
   * @return false where the last one is not over
   */
  public boolean begin() {
    if (one.take().isEmpty()) {
      return false;
    }
    long until = clock.instant().getEpochSecond() + one.seconds;
    one.store.put(key(), one.seconds, Map.of(UNTIL, Long.toString(until)));
    return true;
  }

  /** Ends it before its time. */
  public void end() {
    one.giveBack(0);
  }

  /** Seconds; 0 where there is none. */
  public long secondsLeft() {
    if (!one.isFull()) {
      return 0;
    }
    return Optional.ofNullable(one.store.get(key()))
        .map(notes -> Long.parseLong(notes.get(UNTIL)) - clock.instant().getEpochSecond())
        .map(left -> Math.max(1, left))
        .orElse((long) one.seconds);
  }

  private String key() {
    return one.key(0) + "." + UNTIL;
  }
}
