package io.github.campusotp.finding;

/**
 * Something that is wrong with a realm or its server.
 *
 * @param id of the check that found it
 * @param severity how bad that is
 * @param where what it is about, in the words of the admin console
 * @param what is wrong there
 * @param cure what an administrator does about it
 */
public record Finding(String id, Severity severity, String where, String what, String cure) {
  /** How bad it is; the worst first. */
  public enum Severity {
    /** A way around the second factor, or something that cannot work. */
    ERROR,
    /** Weaker than it could be, or a help desk that sees nothing. */
    WARNING
  }

  static Finding error(String id, String where, String what, String cure) {
    return new Finding(id, Severity.ERROR, where, what, cure);
  }

  static Finding warning(String id, String where, String what, String cure) {
    return new Finding(id, Severity.WARNING, where, what, cure);
  }

  @Override
  public String toString() {
    return where + ": " + what + ": " + cure;
  }
}
