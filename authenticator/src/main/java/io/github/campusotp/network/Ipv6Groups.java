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
    int count = 0;
    long high = 0;
    long low = 0;
    int at = from;
    while (count < MOST) {
      int start = at;
      int size = 1;
      long bits = 0;
      while (at < to && at - start < 4 && hexDigit(text.charAt(at)) >= 0) {
        bits = bits << 4 | hexDigit(text.charAt(at++));
      }
      if (at < to && text.charAt(at) == '.' && endOfAddress) {
        size = 2;
        bits = AddressLiteral.ipv4Bits(text, start, to);
        at = to;
      }
      if (at == start || bits < 0) {
        return null;
      }
      count += size;
      high = high << 16 * size | low >>> 64 - 16 * size;
      low = low << 16 * size | bits;
      if (at == to) {
        return new Ipv6Groups(count, high, low);
      }
      if (text.charAt(at++) != ':') {
        return null;
      }
    }
    return null;
  }

  /** The same bits with so many groups of zeros behind them. */
  Ipv6Groups withZeros(int groups) {
    int bits = 16 * groups;
    if (bits >= 64) {
      return new Ipv6Groups(count + groups, low << bits - 64, 0);
    }
    return new Ipv6Groups(count + groups, high << bits | low >>> 64 - bits, low << bits);
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
