package io.github.campusotp.network;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses and blocks as the library "ipaddress" reads them when told to be as strict as we. */
final class Reference {
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowPrefixOnly(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .allowUnlimitedLeadingZeros(false)
          .getEmbeddedIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getEmbeddedIPv4AddressParentBuilder()
          .getParentBuilder()
          .toParams();

  private Reference() {}

  /** Reads a bare address; what is IPv4 written as IPv6 is that IPv4. */
  static Optional<IPAddress> address(String text) {
    return literal(text)
        .map(address -> isMapped(address) ? address.toIPv6().getEmbeddedIPv4Address(12) : address);
  }

  /** Reads a block without host bits, or an address as a block of one. */
  static Optional<IPAddress> block(String text) {
    String[] parts = text.split("/", 2);
    if (parts.length == 2 && !parts[1].matches("[1-9][0-9]{0,2}")) {
      return Optional.empty();
    }
    IPAddress address = literal(parts[0]).orElse(null);
    if (address == null || isMapped(address)) {
      return Optional.empty();
    }
    int bits = address.getBitCount();
    int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
    return Optional.of(address)
        .filter(first -> prefix <= bits)
        .map(first -> first.toPrefixBlock(prefix))
        .filter(block -> block.getValue().equals(address.getValue()));
  }

  /** The first and the last address of a block, and those next to them. */
  static Stream<IPAddress> edges(IPAddress block) {
    IPAddress first = block.getLower().withoutPrefixLength();
    IPAddress last = block.getUpper().withoutPrefixLength();
    return Stream.of(
            Optional.of(first),
            Optional.of(last),
            Optional.of(first).filter(edge -> !edge.isZero()).map(edge -> edge.increment(-1)),
            Optional.of(last).filter(edge -> !edge.isMax()).map(edge -> edge.increment(1)))
        .flatMap(Optional::stream)
        .flatMap(edge -> address(edge.toCanonicalString()).stream());
  }

  private static boolean isMapped(IPAddress address) {
    return address.isIPv6() && address.toIPv6().isIPv4Mapped();
  }

  private static Optional<IPAddress> literal(String text) {
    return text.matches("[0-9a-fA-F:.]+")
        ? Optional.ofNullable(new IPAddressString(text, STRICT).getAddress())
        : Optional.empty();
  }
}
