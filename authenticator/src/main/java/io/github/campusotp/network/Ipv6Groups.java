package io.github.campusotp.network;

/**
 * Some consecutive groups of an IPv6 address, read from left to right.
 *
 * @param count how many groups of 16 bits
 * @param high the upper half of their bits as one number of 128 bits
 * @param low the lower half
 */
record Ipv6Groups(int count, long high, long low) {
  static final Ipv6Groups NONE = new Ipv6Groups(0, 0, 0);

  private static final int MOST = 8;

  /**
   * Reads {@code text[from, to)}, one group or more, separated by single colons; null if it is
   * anything else.
   *
   * @param endOfAddress whether the last two groups may be written as IPv4 (RFC 4291, 2.2.3)
   */
  static Ipv6Groups read(String text, int from, int to, boolean endOfAddress) {
    Ipv6Groups groups = NONE;
    int at = from;
    while (groups.count < MOST) {
      int start = at;
      int group = 0;
      while (at < to && at - start < 4 && hexDigit(text.charAt(at)) >= 0) {
        group = group << 4 | hexDigit(text.charAt(at++));
      }
      if (at < to && text.charAt(at) == '.') {
        long ipv4 = endOfAddress ? AddressLiteral.ipv4Bits(text, start, to) : -1;
        return ipv4 < 0 ? null : groups.then((int) (ipv4 >>> 16)).then((int) ipv4 & 0xffff);
      }
      if (at == start) {
        return null;
      }
      groups = groups.then(group);
      if (at == to) {
        return groups;
      }
      if (text.charAt(at++) != ':') {
        return null;
      }
    }
    return null;
  }

  Ipv6Groups then(int group) {
    return new Ipv6Groups(count + 1, high << 16 | low >>> 48, low << 16 | group);
  }

  /** Unlike Character.digit(), knows no full-width digits and no other scripts. */
  private static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
