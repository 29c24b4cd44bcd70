package io.github.campusotp.level;

import java.util.Locale;

/**
 * Who wants which level.
 *
 * @param source who wants it
 * @param level the least that is enough: {@link Decision#PASSWORD}, {@link Decision#SECOND_FACTOR},
 *     or more
 * @param rule which rule says so, in an administrator's words
 */
public record Reason(Source source, int level, String rule) {
  /** Who may want a level. */
  public enum Source {
    /** Where the client is. */
    NETWORK,
    /** The service, always. */
    SERVICE,
    /** The service, for this sign-on. */
    REQUEST,
    /** A role or group of the user. */
    PERSON,
    /** What the user is about to do. */
    ACTION;

    /** As messages and events name it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return source.word() + ": " + rule;
  }
}
