package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProxiesTest {
  private static final CampusNetworks NETWORKS =
      CampusNetworks.parse(
          "campus = 10.64.0.0/12, 2001:db8:1000::/36\n"
              + "inner = 10.64.8.0/24\n"
              + "!dmz = 10.64.9.0/24, 2001:db8:1000:9::/64");

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " , ",
        "192.0.2.10",
        "192.0.2.10,192.0.2.11",
        "192.0.2.10, 2001:db8:ffff::1",
        "192.0.2.0/24",
        "192.0.2.10/32,2001:db8:ffff::/64",
      })
  void areAsTheyShouldBe(String text) {
    assertThat(ServerProxies.of(text, false).warnings()).isEmpty();
    assertThat(inTheRealm(text == null ? "" : text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/23, wider than proxies need",
    "0.0.0.0/1, wider than proxies need",
    "2001:db8:ffff::/63, wider than proxies need",
    "::/1, wider than proxies need",
    "0.0.0.0/0, every address there is",
    "::/0, every address there is",
    "10.64.1.0/12, write 10.64.0.0/12",
    "::ffff:192.0.2.0/119, IPv4 written as IPv6",
    "proxy.example, neither IPv4 nor IPv6",
  })
  void areWiderThanProxiesNeed(String entry, String warning) {
    assertThat(ServerProxies.of("192.0.2.10," + entry, false).warnings())
        .singleElement()
        .asString()
        .startsWith("proxy-trusted-addresses: " + entry + " ")
        .contains(warning);
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.1.0/24, campus",
    "10.64.8.0/24, inner",
    "10.64.8.0/25, inner",
    "10.64.9.0/24,",
    "10.64.9.128/25,",
    "10.64.9.10,",
    "10.64.1.10,",
    "10.63.255.0/24,",
    "10.80.0.0/24,",
    "2001:db8:1000:1::/64, campus",
    "2001:db8:1000:9::/64,",
    "2001:db8:1000:1::10,",
    "2001:db8:2000::/64,",
  })
  void holdAddressesOfTheCampus(String entry, String network) {
    assertOverlap(inTheRealm(entry), "trustedProxies: ", entry, network);
    assertOverlap(besideTheRealm(entry), "proxy-trusted-addresses: ", entry, network);
  }

  private static void assertOverlap(
      Iterable<ProxyWarning> warnings, String setting, String entry, String network) {
    if (network == null) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings)
          .singleElement()
          .asString()
          .startsWith(setting + entry + " overlaps the campus network " + network + ":");
    }
  }

  /** A block around a part that is taken out, and around a whole network. */
  @ParameterizedTest
  @ValueSource(strings = {"10.64.8.0/23", "10.64.0.0/11", "10.0.0.0/8"})
  void areBoth(String block) {
    assertThat(inTheRealm(block))
        .satisfiesExactly(
            wide ->
                assertThat(wide.toString()).startsWith("trustedProxies: " + block + " is wider"),
            campus ->
                assertThat(campus.toString()).startsWith("trustedProxies: " + block + " overlaps"));
  }

  @Test
  void areWrittenByWhoeverReachesThePort() {
    ServerProxies protocol = ServerProxies.of(null, true);
    assertThat(protocol.warnings())
        .singleElement()
        .asString()
        .startsWith("proxy-protocol-enabled: ");
    assertThat(protocol.warnings(TrustedProxies.parse(""), NETWORKS)).isEmpty();
    assertThat(protocol.warnings(TrustedProxies.parse("192.0.2.10"), NETWORKS))
        .singleElement()
        .asString()
        .contains("with proxy-protocol-enabled");
  }

  private static Iterable<ProxyWarning> inTheRealm(String proxies) {
    return ServerProxies.of(null, false).warnings(TrustedProxies.parse(proxies), NETWORKS);
  }

  private static Iterable<ProxyWarning> besideTheRealm(String proxies) {
    return ServerProxies.of(proxies, false).warnings(TrustedProxies.parse(null), NETWORKS);
  }
}
