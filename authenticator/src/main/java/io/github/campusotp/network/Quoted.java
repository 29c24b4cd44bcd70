package io.github.campusotp.network;

/** Configured text inside a message: short, on one line, and with nothing invisible in it. */
public final class Quoted {
  private static final int LONGEST = 120;

  private Quoted() {}

  /**
   * What a message shows of a text.
   *
   * @param text as it was typed
   * @return its first 120 characters; one that cannot be seen as {@code \\u} and its number
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (isInvisible(c)) {
                shown.append(String.format("\\u%04X", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…" : "").toString();
  }

  /** Whether a reader would see nothing, or something else than what is there. */
  static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }
}
