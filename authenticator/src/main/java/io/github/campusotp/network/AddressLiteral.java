package io.github.campusotp.network;

/** IP addresses as text. Whatever is not exactly an address reads as null. */
final class AddressLiteral {
  private static final int GROUPS = 8;

  private AddressLiteral() {}

  /** Reads a bare address of either family. */
  static ClientAddress read(String text) {
    int length = text.length();
    return text.indexOf(':') < 0 ? ipv4(text, 0, length) : ipv6(text, 0, length);
  }

  /** Reads {@code text[from, to)} as four decimal numbers from 0 to 255 without leading zeros. */
  static ClientAddress ipv4(String text, int from, int to) {
    long bits = ipv4Bits(text, from, to);
    return bits < 0 ? null : ClientAddress.ofIpv4((int) bits);
  }

  static long ipv4Bits(String text, int from, int to) {
    long bits = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      int start = at;
      int number = 0;
      while (at < to && at - start < 3 && isDigit(text.charAt(at))) {
        number = number * 10 + text.charAt(at++) - '0';
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      boolean ended = part < 3 ? at < to && text.charAt(at) == '.' : at == to;
      if (at == start || leadingZero || number > 255 || !ended) {
        return -1;
      }
      bits = bits << 8 | number;
      at++;
    }
    return bits;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Reads {@code text[from, to)} as IPv6 (RFC 4291, 2.2), in any of its spellings. */
  static ClientAddress ipv6(String text, int from, int to) {
    int gap = text.indexOf("::", from);
    if (gap < 0) {
      Ipv6Groups all = Ipv6Groups.read(text, from, to, true);
      return all != null && all.count() == GROUPS
          ? ClientAddress.ofIpv6(all.high(), all.low())
          : null;
    }
    Ipv6Groups head = gap == from ? Ipv6Groups.NONE : Ipv6Groups.read(text, from, gap, false);
    Ipv6Groups tail = gap + 2 == to ? Ipv6Groups.NONE : Ipv6Groups.read(text, gap + 2, to, true);
    if (head == null || tail == null || head.count() + tail.count() >= GROUPS) {
      return null;
    }
    head = head.withZeros(GROUPS - head.count());
    return ClientAddress.ofIpv6(head.high() | tail.high(), head.low() | tail.low());
  }

  /** Writes the IPv4 address whose bits are the upper half of {@code high}. */
  static String ipv4Text(long high) {
    StringBuilder text = new StringBuilder(15);
    for (int shift = 56; shift >= 32; shift -= 8) {
      text.append(high >>> shift & 255).append(shift > 32 ? "." : "");
    }
    return text.toString();
  }

  /** Writes IPv6 as RFC 5952, 4 has it: lower case, and "::" for the longest run of zeros. */
  static String ipv6Text(long high, long low) {
    int gap = GROUPS;
    int gapLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zerosFrom(i, high, low);
      if (run > gapLength) {
        gap = i;
        gapLength = run;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        text.append(i == 0 || i == gap + gapLength ? "" : ":");
        text.append(Integer.toHexString(group(i, high, low)));
      }
    }
    return text.toString();
  }

  private static int zerosFrom(int index, long high, long low) {
    int end = index;
    while (end < GROUPS && group(end, high, low) == 0) {
      end++;
    }
    return end - index;
  }

  private static int group(int index, long high, long low) {
    return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xffff;
  }
}
