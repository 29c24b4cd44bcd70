package io.github.campusotp.recovery;

import java.util.Locale;

/** Why an action cannot go on. */
public enum Refusal {
  /** The realm allows this user no key. */
  BARRED,
  /** There is no key to show or to delete. */
  NO_KEY,
  /** There is no recovery address, and none can be registered. */
  NO_ADDRESS,
  /** A first address can be registered on campus only. */
  OFF_CAMPUS;

  /** What the page calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
