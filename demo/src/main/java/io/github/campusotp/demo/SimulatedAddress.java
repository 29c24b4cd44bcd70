package io.github.campusotp.demo;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** The client address that the front door pretends to see, kept by each browser in a cookie. */
final class SimulatedAddress {

  static final String COOKIE = "demo-network";
  static final String AT_HOME = "203.0.113.20";

  private static final String BYTE = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
  private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private SimulatedAddress() {}

  /** The address in the browser's cookie, or one at home. */
  static String of(Request request) {
    return Exchange.cookie(request, COOKIE)
        .flatMap(SimulatedAddress::decode)
        .flatMap(SimulatedAddress::parse)
        .orElse(AT_HOME);
  }

  static String encode(String address) {
    return URLEncoder.encode(address, StandardCharsets.US_ASCII);
  }

  /** The text itself where it is an IPv4 or IPv6 address. */
  static Optional<String> parse(String text) {
    return Optional.of(text.strip())
        .filter(address -> IPV4.matcher(address).matches() || ipv6(address));
  }

  private static boolean ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return false;
    }
    try {
      // Never a DNS look-up: Java takes a host with a colon for an address or for a mistake.
      InetAddress.getByName(text);
      return true;
    } catch (UnknownHostException mistake) {
      return false;
    }
  }

  private static Optional<String> decode(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
