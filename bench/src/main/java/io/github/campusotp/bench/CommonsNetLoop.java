package io.github.campusotp.bench;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.commons.net.util.SubnetUtils;
import org.apache.commons.net.util.SubnetUtils6;

/**
 * A loop over commons-net's isInRange, longest prefix first, so that the first hit is the answer.
 * It takes an Integer for IPv4 and a BigInteger for IPv6, which are what isInRange is fastest with.
 */
final class CommonsNetLoop implements Decider<Number> {
  private final List<Ipv4> ipv4;
  private final List<Ipv6> ipv6;

  private record Ipv4(SubnetUtils.SubnetInfo range, String name) {}

  private record Ipv6(SubnetUtils6.SubnetInfo range, String name) {}

  CommonsNetLoop(Campus campus) {
    ipv4 =
        campus.blocks().stream()
            .filter(block -> block.cidr().indexOf(':') < 0)
            .map(block -> new Ipv4(ipv4(block.cidr()), block.name()))
            .toList();
    ipv6 =
        campus.blocks().stream()
            .filter(block -> block.cidr().indexOf(':') >= 0)
            .map(block -> new Ipv6(new SubnetUtils6(block.cidr()).getInfo(), block.name()))
            .toList();
  }

  private static SubnetUtils.SubnetInfo ipv4(String cidr) {
    SubnetUtils subnet = new SubnetUtils(cidr);
    subnet.setInclusiveHostCount(true);
    return subnet.getInfo();
  }

  @Override
  public Number read(String address) {
    try {
      BigInteger bits = new BigInteger(1, InetAddress.getByName(address).getAddress());
      return address.indexOf(':') < 0 ? Integer.valueOf(bits.intValue()) : bits;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String decide(Number address) {
    if (address instanceof Integer bits) {
      int unboxed = bits;
      for (Ipv4 block : ipv4) {
        if (block.range().isInRange(unboxed)) {
          return block.name();
        }
      }
    } else {
      BigInteger bits = (BigInteger) address;
      for (Ipv6 block : ipv6) {
        if (block.range().isInRange(bits)) {
          return block.name();
        }
      }
    }
    return null;
  }
}
