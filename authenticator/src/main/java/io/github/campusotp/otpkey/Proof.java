package io.github.campusotp.otpkey;

import io.github.campusotp.level.Decision;

/** What a session's second factor was: which level it proves, and what services hear of it. */
public enum Proof {
  /** Digits: of the key, of backup codes or of a pass. */
  CODE(Decision.SECOND_FACTOR, "otp"),
  /** A passkey whose device has not verified its user. */
  TOUCHED_PASSKEY(Decision.SECOND_FACTOR, "pop"),
  /** A passkey whose device has. */
  VERIFIED_PASSKEY(Decision.PHISHING_RESISTANT, "pop"),
  /** The same, in place of the password. */
  PASSKEY_ALONE(Decision.PHISHING_RESISTANT, "pop");

  private final int level;
  private final String method;

  Proof(int level, String method) {
    this.level = level;
    this.method = method;
  }

  /**
   * What a passkey is.
   *
   * @param verified whether its device has verified its user
   */
  public static Proof ofPasskey(boolean verified) {
    return verified ? VERIFIED_PASSKEY : TOUCHED_PASSKEY;
  }

  int level() {
    return level;
  }

  /** Its authentication method reference (RFC 8176, 2). */
  public String method() {
    return method;
  }
}
