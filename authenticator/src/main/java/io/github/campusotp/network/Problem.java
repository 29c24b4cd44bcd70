package io.github.campusotp.network;

/**
 * Why a line of a list is refused.
 *
 * @param advice the line's number, its text, what is wrong and what to write instead
 * @param untilThen what holds as long as the line stands there
 */
public record Problem(String advice, String untilThen) {
  @Override
  public String toString() {
    return advice + ". Until then " + untilThen + ".";
  }
}
