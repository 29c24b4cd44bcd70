package io.github.campusotp.mailcode;

/** A mail address as a page may show it: enough for its owner to know which one it is. */
public final class MaskedAddress {
  private static final int SHOWN = 2;

  private MaskedAddress() {}

  /**
   * Hides most of the part before the @.
   *
   * @param address a mail address
   * @return {@code ta•••@example.com}; of one or two characters before the @ the last is hidden too
   */
  public static String of(String address) {
    int at = Math.max(address.lastIndexOf('@'), 0);
    int shown =
        address.offsetByCodePoints(
            0, Math.min(SHOWN, Math.max(0, address.codePointCount(0, at) - 1)));
    return address.substring(0, shown) + "•••" + address.substring(at);
  }
}
