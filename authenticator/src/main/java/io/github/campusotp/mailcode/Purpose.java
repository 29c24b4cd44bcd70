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
  BACKUP,
  PASSKEY,
  /** For notices alone, as those below: one of them was used. */
  BACKUP_USED,
  /** The help desk took them away. */
  BACKUP_REMOVED,
  PASSKEY_REMOVED,
  /** The help desk gave one. */
  PASS;

  /** What pages, mails and events call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param word what {@link #word()} gave
   */
  public static Purpose ofWord(String word) {
    return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
  }
}
