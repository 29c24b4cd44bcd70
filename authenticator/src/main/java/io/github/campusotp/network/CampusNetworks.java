package io.github.campusotp.network;

import java.util.List;
import java.util.Optional;

/**
 * The list of campus networks: which of them, if any, an address lies in. Immutable.
 *
 * <p>One network a line, {@code NAME = block, block}; {@code !NAME = block} takes blocks out again;
 * {@code #} starts a comment. The longest prefix wins, and on a tie the line with the {@code !}. A
 * name may stand on one line with a {@code !} and on one without, and each block in one campus
 * network only.
 *
 * <p>A mistake never opens the door: a campus line that cannot be read is left out; a line that
 * takes blocks out, or may have been meant to, and cannot be read, closes the whole list.
 */
public final class CampusNetworks {
  private final PrefixTable ipv4;
  private final PrefixTable ipv6;
  private final List<Problem> problems;

  private CampusNetworks(NetworkList list) {
    ipv4 = PrefixTable.of(list.blocks(true));
    ipv6 = PrefixTable.of(list.blocks(false));
    problems = list.problems();
  }

  /**
   * Reads the list; never throws.
   *
   * @param text the list; if null or empty, no address is on campus
   * @return the networks
   */
  public static CampusNetworks parse(String text) {
    return new CampusNetworks(new NetworkList(text == null ? "" : text));
  }

  /**
   * What was refused.
   *
   * @return one for each refused line; empty if all is well
   */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * The campus network that an address lies in. Makes no garbage.
   *
   * @param address the address
   * @return the network's name, or empty where the address is off campus
   */
  public Optional<String> nameOf(ClientAddress address) {
    return verdict(address).network();
  }

  Verdict verdict(ClientAddress address) {
    return (address.isIpv4() ? ipv4 : ipv6).answer(address);
  }

  /**
   * A campus network that has an address in a block.
   *
   * @param block the block
   * @return the network's name, of several the first; empty where the whole block is off campus
   */
  Optional<String> anyIn(CidrBlock block) {
    return (block.first().isIpv4() ? ipv4 : ipv6).anyIn(block);
  }
}
