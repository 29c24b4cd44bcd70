package io.github.campusotp.limit;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.SingleUseObjectProvider;

/** Cluster-wide cooldown: after one event, none for some seconds. It tells how many are left. */
public final class Cooldown {
  private static final String UNTIL = "until";

  private final SingleUseObjectProvider store;
  private final Clock clock;
  private final RateLimit one;
  private final int seconds;

  /**
   * @param store shared by all nodes
   * @param clock tells how many seconds are left
   * @param one limit of one event in these seconds
   */
  public Cooldown(SingleUseObjectProvider store, Clock clock, RateLimit one, int seconds) {
    this.store = store;
    this.clock = clock;
    this.one = one;
    this.seconds = seconds;
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
    long until = clock.instant().getEpochSecond() + seconds;
    store.put(key(), seconds, Map.of(UNTIL, Long.toString(until)));
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
    return Optional.ofNullable(store.get(key()))
        .map(notes -> Long.parseLong(notes.get(UNTIL)) - clock.instant().getEpochSecond())
        .map(left -> Math.max(1, left))
        .orElse((long) seconds);
  }

  private String key() {
    return one.key(0) + "." + UNTIL;
  }
}
