package io.github.campusotp.network;

import java.text.Normalizer;
import org.apache.commons.net.util.SubnetUtils;
import org.apache.commons.net.util.SubnetUtils6;

/** One block of addresses in CIDR notation (RFC 4632, 3.1; RFC 4291, 2.3). */
public final class CidrBlock {
  private final ClientAddress first;
  private final int prefix;

  private CidrBlock(ClientAddress first, int prefix) {
    this.first = first;
    this.prefix = prefix;
  }

  /**
   * Reads a block, such as {@code 10.64.0.0/12} or {@code 2001:db8:1000::/36}; a bare address is a
   * block of one.
   *
   * @param text the block, without spaces around it
   * @throws IllegalArgumentException if it is not exactly a block: an unknown form, set host bits,
   *     IPv4 written as IPv6, a prefix out of range, or /0; the message quotes the text and says
   *     what to write instead
   */
  public static CidrBlock parse(String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("a block is missing; write one, as in 10.64.0.0/12");
    }
    int slash = text.indexOf('/');
    ClientAddress address = AddressLiteral.read(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw refusal(text, "is neither IPv4 nor IPv6 in CIDR notation", plainForm(text));
    }
    boolean mapped = address.isIpv4() && text.indexOf(':') >= 0;
    int length = mapped ? 128 : address.length();
    int prefix = slash < 0 ? length : prefix(text.substring(slash + 1));
    if (prefix < 0 || prefix > length) {
      throw refusal(text, "needs a prefix from /1 to /" + length, null);
    }
    if (mapped) {
      int ipv4Prefix = prefix - 96;
      String cure = ipv4Prefix > 0 ? network(address, ipv4Prefix) + "/" + ipv4Prefix : null;
      throw refusal(text, "is IPv4 written as IPv6", cure);
    }
    if (prefix == 0) {
      throw refusal(text, "is every address there is", null);
    }
    ClientAddress first = network(address, prefix);
    if (!first.equals(address)) {
      throw refusal(text, "has host bits set", first + "/" + prefix);
    }
    return new CidrBlock(first, prefix);
  }

  /**
   * The first address of the block around {@code address}. commons-net is only ever given an
   * address in our own canonical spelling: SubnetUtils6 hands its text to InetAddress.getByName,
   * which would look a name up.
   */
  private static ClientAddress network(ClientAddress address, int prefix) {
    String cidr = address + "/" + prefix;
    if (address.isIpv4()) {
      SubnetUtils subnet = new SubnetUtils(cidr);
      subnet.setInclusiveHostCount(true);
      return AddressLiteral.read(subnet.getInfo().getLowAddress());
    }
    return AddressLiteral.read(new SubnetUtils6(cidr).getInfo().getLowAddress());
  }

  /** A number of at most three digits without sign or leading zeros, or -1. */
  private static int prefix(String text) {
    return text.matches("0|[1-9][0-9]{0,2}") ? Integer.parseInt(text) : -1;
  }

  private static IllegalArgumentException refusal(String text, String reason, String cure) {
    String example = "an address and a prefix, as in 10.64.0.0/12 or 2001:db8:1000::/36";
    return new IllegalArgumentException(
        Quoted.of(text) + " " + reason + "; write " + (cure == null ? example : cure));
  }

  /** The block without full-width characters, spaces and leading zeros, if that makes it one. */
  private static String plainForm(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("\\s", "")
            .replaceAll("(?<![0-9a-fA-F:])0+(?=[0-9])", "");
    try {
      return plain.equals(text) ? null : plain.isEmpty() ? null : parse(plain).toString();
    } catch (IllegalArgumentException notThatEither) {
      return null;
    }
  }

  /**
   * Whether an address lies in this block.
   *
   * @param address of either family; one of the other lies in no block
   */
  public boolean contains(ClientAddress address) {
    return address.isIpv4() == first.isIpv4()
        && (address.high() & highMask()) == first.high()
        && (address.low() & lowMask()) == first.low();
  }

  private long highMask() {
    return prefix >= 64 ? -1L : -1L << 64 - prefix;
  }

  private long lowMask() {
    return prefix <= 64 ? 0 : -1L << 128 - prefix;
  }

  ClientAddress first() {
    return first;
  }

  int prefix() {
    return prefix;
  }

  boolean isSingle() {
    return prefix == first.length();
  }

  /** The last address's first 64 bits, see {@link ClientAddress#high()}. */
  long lastHigh() {
    return first.high() | ~highMask();
  }

  /** The last address's last 64 bits; all ones for IPv4. */
  long lastLow() {
    return first.low() | ~lowMask();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CidrBlock that && prefix == that.prefix && first.equals(that.first);
  }

  @Override
  public int hashCode() {
    return 31 * first.hashCode() + prefix;
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
