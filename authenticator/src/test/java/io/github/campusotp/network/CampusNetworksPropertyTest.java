package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.network.AddressArbitraries.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CampusNetworksPropertyTest {
  /**
   * A list and addresses to try it with.
   *
   * @param blocks the blocks, each on a line of its own, the n-th called "n"
   * @param excluded which of them have a "!"
   * @param addresses random ones, and some at the edges of blocks
   */
  record Case(List<Block> blocks, List<Boolean> excluded, List<byte[]> addresses) {
    String text() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < blocks.size(); i++) {
        text.append(excluded.get(i) ? "!" : "").append(i).append(" = ").append(blocks.get(i));
        text.append('\n');
      }
      return text.toString();
    }

    @Override
    public String toString() {
      return text() + addresses.stream().map(AddressArbitraries::text).toList();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return AddressArbitraries.blocks()
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .uniqueElements(Block::toString)
        .flatMap(
            blocks ->
                Combinators.combine(
                        Arbitraries.of(true, false).list().ofSize(blocks.size()),
                        Arbitraries.oneOf(
                                AddressArbitraries.addresses(), AddressArbitraries.edges(blocks))
                            .list()
                            .ofSize(20))
                    .as((excluded, addresses) -> new Case(blocks, excluded, addresses)));
  }

  @Property(tries = 1000)
  void decides_as_the_slow_and_obvious_reference_does(@ForAll("cases") Case drawn) {
    CampusNetworks networks = CampusNetworks.parse(drawn.text());
    assertThat(networks.problems()).isEmpty();
    for (byte[] address : drawn.addresses()) {
      String text = AddressArbitraries.text(address);
      assertThat(networks.nameOf(ClientAddress.parse(text).orElseThrow()))
          .as(text)
          .isEqualTo(reference(drawn, address));
    }
  }

  @Property(tries = 200)
  void lets_an_exclusion_win_every_tie(@ForAll("cases") Case drawn) {
    List<Block> twice = new ArrayList<>(drawn.blocks());
    twice.addAll(drawn.blocks());
    List<Boolean> excluded = new ArrayList<>(drawn.excluded());
    drawn.excluded().forEach(not -> excluded.add(!not));
    CampusNetworks networks = CampusNetworks.parse(new Case(twice, excluded, List.of()).text());
    assertThat(networks.problems()).isEmpty();
    for (byte[] address : drawn.addresses()) {
      String text = AddressArbitraries.text(address);
      assertThat(networks.nameOf(ClientAddress.parse(text).orElseThrow())).as(text).isEmpty();
    }
  }

  /** Looks at every block and counts the bits that agree. */
  private static Optional<String> reference(Case drawn, byte[] address) {
    int longest = 0;
    Optional<String> name = Optional.empty();
    for (int i = 0; i < drawn.blocks().size(); i++) {
      Block block = drawn.blocks().get(i);
      if (block.network().length == address.length
          && equalBits(block.network(), address) >= block.prefix()
          && block.prefix() > longest) {
        longest = block.prefix();
        name = drawn.excluded().get(i) ? Optional.empty() : Optional.of(String.valueOf(i));
      }
    }
    return name;
  }

  private static int equalBits(byte[] one, byte[] other) {
    int bits = 0;
    while (bits < one.length * 8 && bit(one, bits) == bit(other, bits)) {
      bits++;
    }
    return bits;
  }

  private static int bit(byte[] bytes, int index) {
    return bytes[index / 8] >> 7 - index % 8 & 1;
  }
}
