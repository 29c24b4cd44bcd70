package io.github.campusotp.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random addresses and blocks, as bytes, crowded enough to nest and to touch. */
final class AddressArbitraries {
  private AddressArbitraries() {}

  /**
   * A block as drawn.
   *
   * @param network the first address
   * @param prefix the length of the prefix
   */
  record Block(byte[] network, int prefix) {
    @Override
    public String toString() {
      return text(network) + "/" + prefix;
    }
  }

  /** Few distinct values for each byte, so that prefixes are shared. */
  static Arbitrary<byte[]> addresses(int bytes) {
    Arbitrary<Byte> crowded = Arbitraries.of(0, 1, 2, 127, 128, 255).map(Integer::byteValue);
    return Arbitraries.frequencyOf(Tuple.of(3, crowded), Tuple.of(1, Arbitraries.bytes()))
        .array(byte[].class)
        .ofSize(bytes)
        .filter(address -> !isMapped(address));
  }

  static Arbitrary<byte[]> addresses() {
    return Arbitraries.oneOf(addresses(4), addresses(16));
  }

  static Arbitrary<Block> blocks() {
    return Arbitraries.oneOf(blocks(4), blocks(16));
  }

  private static Arbitrary<Block> blocks(int bytes) {
    return Combinators.combine(addresses(bytes), Arbitraries.integers().between(1, bytes * 8))
        .as((address, prefix) -> new Block(masked(address, prefix), prefix))
        .filter(block -> !isMapped(block.network()));
  }

  /** The first and last addresses of the blocks, and the addresses next to them. */
  static Arbitrary<byte[]> edges(List<Block> blocks) {
    return Combinators.combine(
            Arbitraries.of(blocks),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(-1, 1))
        .as(
            (block, last, step) -> {
              int bits = block.network().length * 8;
              BigInteger size = BigInteger.ONE.shiftLeft(bits - block.prefix());
              BigInteger edge = new BigInteger(1, block.network());
              edge = last ? edge.add(size).subtract(BigInteger.ONE) : edge;
              return bytes(edge.add(BigInteger.valueOf(step)), block.network().length);
            });
  }

  private static byte[] masked(byte[] address, int prefix) {
    int rest = address.length * 8 - prefix;
    return bytes(new BigInteger(1, address).shiftRight(rest).shiftLeft(rest), address.length);
  }

  /** The number's low bytes: what runs over the end of the space starts again. */
  private static byte[] bytes(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  /** Java turns these 16 bytes into an IPv4 address, as we do; here 16 bytes mean IPv6. */
  static boolean isMapped(byte[] address) {
    return address.length == 16 && text(address).indexOf(':') < 0;
  }

  static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
