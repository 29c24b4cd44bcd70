package io.github.campusotp.network;

/** Any kind of white space, since configuration gets pasted from documents and web pages. */
final class Spaces {
  private Spaces() {}

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Unlike String.strip(), takes no-break spaces too. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The text's lines; a byte order mark before the first is dropped. */
  static String[] lines(String text) {
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1);
  }
}
