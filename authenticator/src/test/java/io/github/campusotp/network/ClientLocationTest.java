package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientLocationTest {
  private static final CampusNetworks NETWORKS =
      CampusNetworks.parse(
          "OMUNET-1X = 10.64.0.0/12, 2001:db8:1000::/36\neduroam = 10.80.0.0/16\n!VPN = 10.64.99.0/24");
  private static final TrustedProxies PROXIES = TrustedProxies.parse("192.0.2.10, 10.64.0.10");

  private static ClientLocation of(String... addresses) {
    return ClientLocation.of(Arrays.asList(addresses), NETWORKS, PROXIES);
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.0.1, OMUNET-1X, 10.64.0.1",
    "10.64.0.1:50000, OMUNET-1X, 10.64.0.1",
    "::ffff:10.64.0.1, OMUNET-1X, 10.64.0.1",
    "[2001:DB8:1000::1]:443, OMUNET-1X, 2001:db8:1000::1",
    "10.64.0.1 192.0.2.10, OMUNET-1X, 10.64.0.1",
    "192.0.2.10 10.64.0.1, OMUNET-1X, 10.64.0.1",
    "10.64.0.1 10.80.0.1, eduroam, 10.80.0.1",
    "10.80.0.1 10.64.0.1 192.0.2.10, OMUNET-1X, 10.64.0.1",
  })
  void is_on_campus_if_every_address_is(String addresses, String network, String address) {
    ClientLocation location = of(addresses.split(" "));
    assertThat(location.network()).contains(network);
    assertThat(location.address()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.5, 203.0.113.5",
    "10.64.99.5, 10.64.99.5",
    "10.64.0.1 203.0.113.5, 203.0.113.5",
    "203.0.113.5 10.64.0.1, 10.64.0.1",
    "10.64.0.1 203.0.113.5 192.0.2.10, 203.0.113.5",
    "10.64.0.1 10.64.99.5 10.64.0.2, 10.64.0.2",
    "10.64.0.1 2001:db8::5, 2001:db8::5",
    "10.64.0.1 ::10.64.0.1, ::a40:1",
  })
  void is_off_campus_if_any_address_is(String addresses, String address) {
    ClientLocation location = of(addresses.split(" "));
    assertThat(location.network()).isEmpty();
    assertThat(location.address()).isEqualTo(address);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "unknown", "_hidden", "campus.example", "010.64.0.1", "10.64.0.1%1"})
  void is_off_campus_if_any_address_cannot_be_read(String unreadable) {
    assertThat(of(unreadable).network()).isEmpty();
    assertThat(of(unreadable).address()).isEqualTo("unknown");
    assertThat(of("10.64.0.1", unreadable).network()).isEmpty();
    assertThat(of("10.64.0.1", unreadable).address()).isEqualTo("unknown");
    assertThat(of(unreadable, "10.64.0.1").network()).isEmpty();
    assertThat(of(unreadable, "10.64.0.1").address()).isEqualTo("10.64.0.1");
    assertThat(of("10.64.0.1", unreadable, "10.64.0.1", "192.0.2.10").network()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.0.1, OMUNET-1X",
    "10.64.0.1 10.80.0.1, eduroam",
    "10.64.99.5, !VPN",
    "203.0.113.5, off-campus",
    "2001:db8::5, off-campus",
    "10.64.0.1 203.0.113.5, off-campus",
    "10.64.99.5 10.64.0.1, !VPN",
    "203.0.113.5 10.64.99.5, !VPN",
    "10.64.99.5 unknown, unknown address",
    "192.0.2.10, unknown address",
  })
  void names_the_rule_of_the_nearest_address_that_decides(String addresses, String rule) {
    assertThat(of(addresses.split(" ")).rule()).isEqualTo(rule);
  }

  @Test
  void is_off_campus_if_no_address_is_left() {
    assertThat(of().network()).isEmpty();
    assertThat(of().address()).isEqualTo("unknown");
    assertThat(of("192.0.2.10").network()).isEmpty();
    // A proxy inside a campus network is still no client.
    assertThat(of("10.64.0.10", "192.0.2.10").network()).isEmpty();
    assertThat(of("10.64.0.10").address()).isEqualTo("unknown");
  }

  @Test
  void is_off_campus_if_a_proxy_is_not_known_to_be_one() {
    TrustedProxies none = TrustedProxies.parse("192.0.2.10/24");
    assertThat(ClientLocation.of(List.of("10.64.0.1", "192.0.2.10"), NETWORKS, none).network())
        .isEmpty();
  }

  @Test
  void is_off_campus_if_the_list_is_closed() {
    CampusNetworks closed = CampusNetworks.parse("A = 10.64.0.0/12\n!VPN = oops");
    assertThat(ClientLocation.of(List.of("10.64.0.1"), closed, PROXIES).network()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.64.0.1",
        "10.64.0.1, 10.64.0.1",
        "10.64.0.1,",
        "unknown, 10.64.0.1",
        "localhost"
      })
  void cannot_be_forged_by_whoever_writes_the_start_of_a_header(String forged) {
    for (String real : List.of("203.0.113.5", "10.64.99.5", "2001:db8::5")) {
      List<String> addresses = new ArrayList<>();
      addresses.add(forged.split(",")[0]); // what Keycloak takes for the remote address
      addresses.addAll(ForwardingHeaders.addresses(List.of(forged + ", " + real), null));
      ClientLocation location = ClientLocation.of(addresses, NETWORKS, PROXIES);
      assertThat(location.network()).isEmpty();
      assertThat(location.address()).isEqualTo(real);
    }
  }
}
