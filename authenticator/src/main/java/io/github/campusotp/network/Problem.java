package io.github.campusotp.network;

/**
 * Why a line of a list is refused.
 *
 * @param line its number, from 1; 0 where the setting has no lines
 * @param text as it stands there
 * @param what is wrong, and what to write instead
 * @param untilThen what holds as long as the line stands there
 */
public record Problem(int line, String text, String what, String untilThen) {
  /** What is wrong where, and what to write instead. */
  public String advice() {
    return line == 0 ? what : "line " + line + ", \"" + text + "\": " + what;
  }

  @Override
  public String toString() {
    return advice() + ". Until then " + untilThen + ".";
  }
}
