package io.github.campusotp.network;

import java.util.function.IntPredicate;

/** Any kind of white space, since configuration gets pasted from documents and web pages. */
final class Spaces {
  private Spaces() {}

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Unlike String.strip(), takes no-break spaces too. */
  static String strip(String text) {
    return strip(text, Spaces::isSpace);
  }

  /** Takes off what HTTP calls optional white space: spaces and tabs, nothing else. */
  static String stripHeader(String text) {
    return strip(text, c -> c == ' ' || c == '\t');
  }

  /** In one pass from either end: a regular expression would look at every space inside again. */
  private static String strip(String text, IntPredicate space) {
    int from = 0;
    int to = text.length();
    while (from < to && space.test(text.charAt(from))) {
      from++;
    }
    while (from < to && space.test(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The text's lines; a byte order mark before the first is dropped. */
  static String[] lines(String text) {
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1);
  }
}
