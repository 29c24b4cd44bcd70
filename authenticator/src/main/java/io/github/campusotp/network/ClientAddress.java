package io.github.campusotp.network;

import java.util.Optional;

/**
 * One IP address, read strictly and never looked up.
 *
 * <p>An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) is that IPv4 address. Beyond that the two
 * families never mix.
 */
public final class ClientAddress {
  /** The longest form there is: a bracketed IPv6 address with an embedded IPv4 and a port. */
  private static final int LONGEST =
      "[0000:0000:0000:0000:0000:0000:255.255.255.255]:65535".length();

  private final boolean ipv4;
  private final long high;
  private final long low;

  private ClientAddress(boolean ipv4, long high, long low) {
    this.ipv4 = ipv4;
    this.high = high;
    this.low = low;
  }

  /**
   * Reads an address as proxies write it: {@code 192.0.2.1} without leading zeros, IPv6 (RFC 4291,
   * 2.2), {@code 192.0.2.1:443}, {@code [2001:db8::1]} or {@code [2001:db8::1]:443} (RFC 7239, 6).
   *
   * @param text the address; may be null
   * @return the address, or empty for anything else: names, zone ids, octal, hexadecimal and short
   *     IPv4 forms, ports beyond 65535, surrounding spaces
   */
  public static Optional<ClientAddress> parse(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    int length = text.length();
    if (text.charAt(0) == '[') {
      int end = text.indexOf(']');
      boolean closed = end + 1 == length || end > 0 && isPort(text, end + 1);
      return Optional.ofNullable(closed && end > 0 ? AddressLiteral.ipv6(text, 1, end) : null);
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.ofNullable(AddressLiteral.ipv4(text, 0, length));
    }
    if (text.lastIndexOf('.', colon) >= 0) {
      return Optional.ofNullable(isPort(text, colon) ? AddressLiteral.ipv4(text, 0, colon) : null);
    }
    return Optional.ofNullable(AddressLiteral.ipv6(text, 0, length));
  }

  static ClientAddress ofIpv4(int bits) {
    return new ClientAddress(true, (long) bits << 32, 0);
  }

  static ClientAddress ofIpv6(long high, long low) {
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    return mapped ? ofIpv4((int) low) : new ClientAddress(false, high, low);
  }

  /** The port starts with the colon at {@code from} and ends the text. */
  private static boolean isPort(String text, int from) {
    int digits = text.length() - from - 1;
    if (text.charAt(from) != ':' || digits < 1 || digits > 5) {
      return false;
    }
    int port = 0;
    for (int i = from + 1; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      port = port * 10 + digit;
    }
    return port <= 65535;
  }

  boolean isIpv4() {
    return ipv4;
  }

  /** How many bits the address has: 32 or 128. */
  int length() {
    return ipv4 ? 32 : 128;
  }

  /**
   * The address's first 64 bits. IPv4 fills the upper 32 of them, so that a prefix of n bits is the
   * same mask in both families.
   */
  long high() {
    return high;
  }

  /** The address's last 64 bits; 0 for IPv4. */
  long low() {
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientAddress that
        && ipv4 == that.ipv4
        && high == that.high
        && low == that.low;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low);
  }

  /** Returns the address in its canonical form (for IPv6, RFC 5952). */
  @Override
  public String toString() {
    return ipv4 ? AddressLiteral.ipv4Text(high) : AddressLiteral.ipv6Text(high, low);
  }
}
