package io.github.campusotp.mailcode;

import java.util.Locale;

/** Which mailbox a code goes to. */
public enum Mailbox {
  /** The recovery address, before an action with the key. */
  RECOVERY,
  /** The present address, before it is changed. */
  OLD,
  /** The address that was typed. */
  NEW,
  /** The recovery address, for a forgotten password. */
  RESET;

  /** What pages and mails call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
