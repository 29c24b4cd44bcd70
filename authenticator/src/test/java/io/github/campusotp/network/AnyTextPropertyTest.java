package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, nothing throws and no door opens. */
class AnyTextPropertyTest {
  private static final String EXCLUSION = "!VPN = 10.64.99.0/24, 2001:db8:1:2::/64";
  private static final List<String> EXCLUDED = List.of("10.64.99.7", "2001:db8:1:2::7");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings(),
        Arbitraries.strings()
            .withChars("!A=, 10.:/f#\n\r\t\"\\;for=[]！\u200b\ud800")
            .ofMaxLength(60));
  }

  @Property
  void never_throws(@ForAll("texts") String text, @ForAll List<@From("texts") String> lines) {
    assertThatCode(
            () -> {
              CampusNetworks networks = CampusNetworks.parse(text);
              TrustedProxies proxies = TrustedProxies.parse(text);
              List<String> addresses = ForwardingHeaders.addresses(lines, lines);
              ClientLocation.of(addresses, networks, proxies);
            })
        .doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<String> slips() {
    return Arbitraries.of(
        " ", "\n", "\t", ",", ".", ":", "/", "!", "=", "-", "x", "%", "、", "＝", "！", "\u200b",
        "\u00a0");
  }

  @Property
  void a_slip_of_the_pen_in_an_exclusion_never_puts_it_on_campus(
      @ForAll("slips") String slip, @ForAll int place) {
    int at = Math.floorMod(place, EXCLUSION.length() + 1);
    String line = EXCLUSION.substring(0, at) + slip + EXCLUSION.substring(at);
    CampusNetworks networks =
        CampusNetworks.parse("ALL = 10.64.0.0/12, 2001:db8::/32\n" + line + "\nB = 10.80.0.0/16");
    for (String address : EXCLUDED) {
      assertThat(networks.nameOf(ClientAddress.parse(address).orElseThrow())).as(line).isEmpty();
    }
  }
}
