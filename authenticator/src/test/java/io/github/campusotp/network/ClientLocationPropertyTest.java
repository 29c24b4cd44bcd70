package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClientLocationPropertyTest {
  private static final CampusNetworks NETWORKS =
      CampusNetworks.parse("A = 10.64.0.0/12, 2001:db8:1000::/36\n!VPN = 10.64.99.0/24");
  private static final TrustedProxies PROXIES = TrustedProxies.parse("192.0.2.0/24, 10.64.0.10");

  @Provide
  Arbitrary<String> entries() {
    return Arbitraries.of(
            "10.64.0.1",
            "10.64.0.1:443",
            "[2001:db8:1000::1]",
            "::ffff:10.64.0.1",
            "10.64.99.1",
            "203.0.113.5",
            "2001:db8::10.64.0.1",
            "192.0.2.1",
            "10.64.0.10",
            "unknown",
            "010.64.0.1",
            "")
        .injectNull(0.05);
  }

  private static boolean isProxy(String entry) {
    return ClientAddress.parse(entry).filter(PROXIES::contains).isPresent();
  }

  @Property
  void only_loses_by_what_is_added(
      @ForAll List<@From("entries") String> known,
      @ForAll List<@From("entries") String> added,
      @ForAll int seed) {
    // Where all that is known is proxies, the entries added are the first to say anything at all.
    Assume.that(known.stream().anyMatch(entry -> !isProxy(entry)));
    List<String> more = new ArrayList<>(known);
    for (String entry : added) {
      more.add(Math.floorMod(Objects.hash(seed, more.size()), more.size() + 1), entry);
    }
    boolean before = ClientLocation.of(known, NETWORKS, PROXIES).network().isPresent();
    boolean after = ClientLocation.of(more, NETWORKS, PROXIES).network().isPresent();
    assertThat(after && !before).isFalse();
  }
}
