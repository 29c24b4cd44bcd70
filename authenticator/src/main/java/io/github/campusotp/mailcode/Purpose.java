package io.github.campusotp.mailcode;

import java.util.Locale;

/** What a mailed code, or a step with the key, is for. */
public enum Purpose {
  SETUP,
  REISSUE,
  SHOW,
  DELETE,
  ADDRESS,
  LINK,
  PASSWORD,
  /** For notices alone: the help desk gave one. */
  PASS;

  /** What pages, mails and events call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word what {@link #word()} gave
   */
  public static Purpose ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
