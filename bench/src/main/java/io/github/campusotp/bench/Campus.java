package io.github.campusotp.bench;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A made-up university: blocks of both families in equal parts, crowded together, nested, every
 * tenth taken out again; and people, half of them on IPv6, half of them inside some block. The same
 * number of blocks gives the same university each time.
 */
final class Campus {
  private static final int PEOPLE = 4096;

  private final Random random = new Random(20_261_122);
  private final List<Block> blocks = new ArrayList<>();
  private final List<String> people = new ArrayList<>();

  /**
   * A block.
   *
   * @param cidr the block in CIDR notation
   * @param prefix the length of its prefix
   * @param name its network's name, or null if it is taken out
   */
  record Block(String cidr, int prefix, String name) {}

  Campus(int size) {
    Set<String> drawn = new LinkedHashSet<>();
    while (drawn.size() < size) {
      boolean ipv4 = drawn.size() % 2 == 0;
      int prefix = ipv4 ? 18 + random.nextInt(11) : 44 + random.nextInt(21);
      BigInteger network = inside(ipv4 ? "10.0.0.0" : "2001:db8::", ipv4 ? 8 : 32);
      int rest = bits(ipv4) - prefix;
      String cidr = text(network.shiftRight(rest).shiftLeft(rest), ipv4) + "/" + prefix;
      if (drawn.add(cidr)) {
        boolean out = random.nextInt(10) == 0;
        blocks.add(new Block(cidr, prefix, out ? null : "network " + drawn.size()));
      }
    }
    for (int i = 0; i < PEOPLE; i++) {
      people.add(i / 2 % 2 == 0 ? inABlock(i % 2 == 0) : anywhere(i % 2 == 0));
    }
  }

  private String inABlock(boolean ipv4) {
    Block block = blocks.get(2 * random.nextInt(blocks.size() / 2) + (ipv4 ? 0 : 1));
    return text(inside(block.cidr().split("/")[0], block.prefix()), ipv4);
  }

  /** One half in the same organisation's address space, the other half anywhere on the Internet. */
  private String anywhere(boolean ipv4) {
    if (random.nextBoolean()) {
      return text(ipv4 ? inside("10.0.0.0", 8) : inside("2001:db8::", 32), ipv4);
    }
    return text(ipv4 ? inside("64.0.0.0", 2) : inside("2400::", 6), ipv4);
  }

  private BigInteger inside(String network, int prefix) {
    try {
      byte[] bytes = InetAddress.getByName(network).getAddress();
      return new BigInteger(1, bytes).or(new BigInteger(bytes.length * 8 - prefix, random));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int bits(boolean ipv4) {
    return ipv4 ? 32 : 128;
  }

  private static String text(BigInteger address, boolean ipv4) {
    byte[] bytes = new byte[bits(ipv4) / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = address.shiftRight(8 * i).byteValue();
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The blocks, longest prefix first within each family. */
  List<Block> blocks() {
    return blocks.stream().sorted(Comparator.comparing(Block::prefix).reversed()).toList();
  }

  /** The list as an administrator writes it. */
  String configuration() {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      text.append(block.name() == null ? "!out " + text.length() : block.name());
      text.append(" = ").append(block.cidr()).append('\n');
    }
    return text.toString();
  }

  /** The people's addresses. */
  List<String> people() {
    return people;
  }
}
