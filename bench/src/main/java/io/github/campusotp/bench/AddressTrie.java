package io.github.campusotp.bench;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.util.Optional;

/**
 * The tries of com.github.seancfoley:ipaddress, one for each family, with a value on each block.
 */
final class AddressTrie implements Decider<IPAddress> {
  private final DualIPv4v6AssociativeTries<Optional<String>> tries =
      new DualIPv4v6AssociativeTries<>();

  AddressTrie(Campus campus) {
    for (Campus.Block block : campus.blocks()) {
      tries.put(read(block.cidr()), Optional.ofNullable(block.name()));
    }
  }

  @Override
  public IPAddress read(String address) {
    return new IPAddressString(address).getAddress();
  }

  @Override
  public String decide(IPAddress address) {
    var node = tries.longestPrefixMatchNode(address);
    return node == null ? null : node.getValue().orElse(null);
  }
}
