package io.github.campusotp.fake;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.SingleUseObjectProvider;

/** The contract of Keycloak's store of single-use objects, kept in memory: one for all nodes. */
public class FakeSingleUseObjects implements SingleUseObjectProvider {
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Clock clock;

  /**
   * @param clock by which entries end
   */
  public FakeSingleUseObjects(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void put(String key, long lifespanSeconds, Map<String, String> notes) {
    entries.put(key, entry(lifespanSeconds, notes));
  }

  @Override
  public Map<String, String> get(String key) {
    return contains(key) ? entries.get(key).notes : null;
  }

  @Override
  public Map<String, String> remove(String key) {
    boolean there = contains(key);
    Entry removed = entries.remove(key);
    return there ? removed.notes : null;
  }

  @Override
  public boolean replace(String key, Map<String, String> notes) {
    return entries.computeIfPresent(key, (k, old) -> new Entry(old.until, notes)) != null;
  }

  @Override
  public boolean putIfAbsent(String key, long lifespanInSeconds) {
    Entry mine = entry(lifespanInSeconds, Map.of());
    return entries.compute(key, (k, old) -> old == null || old.isOver(clock.instant()) ? mine : old)
        == mine;
  }

  @Override
  public boolean contains(String key) {
    Entry entry = entries.get(key);
    return entry != null && !entry.isOver(clock.instant());
  }

  private Entry entry(long lifespanSeconds, Map<String, String> notes) {
    return new Entry(clock.instant().plusSeconds(lifespanSeconds), notes);
  }

  @Override
  public void close() {}

  /** A class and no record: two entries are never the same one. */
  private static final class Entry {
    private final Instant until;
    private final Map<String, String> notes;

    Entry(Instant until, Map<String, String> notes) {
      this.until = until;
      this.notes = notes;
    }

    boolean isOver(Instant now) {
      return !now.isBefore(until);
    }
  }
}
