package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.network.ClientLocation;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts of a request's addresses, by the server's settings. */
class RequestLocationTest {
  private static final String PROXIES = "192.0.2.10";

  private final FakeKeycloak keycloak = new FakeKeycloak();

  @BeforeEach
  void realmHasAPolicy() {
    keycloak
        .realm()
        .judgeBy(
            Map.of("networks", "campus = 10.64.0.0/12, 2001:db8::/32", "trustedProxies", PROXIES));
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.0.1,,, campus, 10.64.0.1",
    "198.51.100.1,,, '', 198.51.100.1",
    "10.64.0.1, 10.64.0.2,, campus, 10.64.0.1",
    "10.64.0.1, 198.51.100.1,, '', 10.64.0.1",
    "198.51.100.1, 10.64.0.1,, '', 198.51.100.1",
    "10.64.0.1,, for=10.64.0.2, campus, 10.64.0.1",
    "10.64.0.1,, for=198.51.100.1, '', 10.64.0.1",
    "198.51.100.1,, for=10.64.0.1, '', 198.51.100.1",
    "192.0.2.10, 10.64.0.1,, campus, 10.64.0.1",
    "192.0.2.10,,, '', unknown",
    "unknown,,, '', unknown",
  })
  void withoutAProxyEveryAddressCounts(
      String remote, String xForwardedFor, String forwarded, String network, String address) {
    expect(request(remote, xForwardedFor, forwarded), network, address);
  }

  /** Keycloak's remote address is then the leftmost entry of the header. */
  @ParameterizedTest
  @CsvSource({
    "10.64.0.1, 10.64.0.1,, campus, 10.64.0.1",
    "10.64.0.1, '10.64.0.1, 192.0.2.10',, campus, 10.64.0.1",
    "10.64.0.1, '10.64.0.1, 198.51.100.1',, '', 198.51.100.1",
    "198.51.100.1, '198.51.100.1, 10.64.0.1',, '', 10.64.0.1",
    "10.64.0.1,,, '', 10.64.0.1",
    "10.64.0.1, 10.64.0.1, for=10.64.0.2, campus, 10.64.0.1",
    "10.64.0.1, 10.64.0.1, for=198.51.100.1, '', 10.64.0.1",
    "10.64.0.1,, for=10.64.0.1, '', 10.64.0.1",
  })
  void throughAProxyItsHeaderCounts(
      String remote, String xForwardedFor, String forwarded, String network, String address) {
    keycloak.server().set("kc.proxy-headers", "xforwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", PROXIES);
    expect(request(remote, xForwardedFor, forwarded).throughProxy(), network, address);
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.0.1,, for=10.64.0.1, campus, 10.64.0.1",
    "10.64.0.1,, 'for=10.64.0.1, for=198.51.100.1', '', 198.51.100.1",
    "10.64.0.1, 10.64.0.2, for=10.64.0.1, campus, 10.64.0.1",
    "10.64.0.1, 198.51.100.1, for=10.64.0.1, '', 10.64.0.1",
    "10.64.0.1, 10.64.0.1,, '', 10.64.0.1",
  })
  void throughAProxyThatWritesForwardedItCounts(
      String remote, String xForwardedFor, String forwarded, String network, String address) {
    keycloak.server().set("kc.proxy-headers", "forwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", PROXIES);
    expect(request(remote, xForwardedFor, forwarded).throughProxy(), network, address);
  }

  /** What Quarkus hands on where it cannot read the first entry: no address, and a host of text. */
  @ParameterizedTest
  @CsvSource({
    "[2001:db8::1], [2001:db8::1], campus",
    "[2001:db8::1], [2001:db8::1]:443, campus",
    "'[2001:db8::1] ', '[2001:db8::1] , 192.0.2.10', campus",
    "'2001:db8::1 ', '2001:db8::1 , 192.0.2.10', campus",
    "'10.64.0.1 ', '10.64.0.1 , 10.64.0.2', campus",
    "10.64.0.1, '10.64.0.1:443 , 10.64.0.2', campus",
    "'10.64.0.1 ', '10.64.0.1 , 198.51.100.1', ''",
    "[2001:db8::1], '[2001:db8::1], 198.51.100.1', ''",
    "[2001:db9::1], '[2001:db9::1], 10.64.0.1', ''",
    "[2001:db8::1], [2001:db8::1]:x, ''",
    "[2001:db8::1], [2001:db8::1]:99999, ''",
    "[2001:db8::1, [2001:db8::1, ''",
    "2001:db8::1], 2001:db8::1], ''",
    "[10.64.0.1], [10.64.0.1], ''",
    "10.64.0.1:, 10.64.0.1:, ''",
    "campus.example, campus.example, ''",
    "localhost, localhost, ''",
    "unknown, unknown, ''",
    "'', '', ''",
    ",, ''",
    "campus.example, 10.64.0.1, ''",
    ", 10.64.0.1, ''",
    "10.64.0.1,, ''",
    "10.64.0.1, '10.64.0.1,', ''",
  })
  void whatKeycloakCannotReadIsReadByTheSameRule(String host, String first, String network) {
    keycloak.server().set("kc.proxy-headers", "xforwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", PROXIES);
    FakeRequest request = request(null, first, null).host(host).throughProxy();
    keycloak.request(request);
    assertThat(RequestLocation.of(keycloak.session()).network().orElse("")).isEqualTo(network);
  }

  /** The host of the connection's other end may be a name that was looked up. */
  @ParameterizedTest
  @ValueSource(strings = {"10.64.0.1", "[2001:db8::1]"})
  void aHostThatNoHeaderWroteIsNotRead(String host) {
    keycloak.server().set("kc.proxy-headers", "xforwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", PROXIES);
    expect(FakeRequest.from(null).host(host), "", "unknown");
    expect(FakeRequest.from(null).host(host).header("X-Forwarded-For", "10.64.0.1"), "", "unknown");
    expect(FakeRequest.from(null).host(host).throughProxy(), "", "unknown");
  }

  @ParameterizedTest
  @CsvSource({"xforwarded, 10.64.0.1,", "forwarded,, for=10.64.0.1"})
  void withoutTrustedAddressesAProxyProvesNothing(String header, String xff, String forwarded) {
    keycloak.server().set("kc.proxy-headers", header);
    expect(request("10.64.0.1", xff, forwarded).throughProxy(), "", "10.64.0.1");
  }

  /** Its address is the other end of the connection, and nearer than what the header says. */
  @ParameterizedTest
  @CsvSource({
    "10.64.0.1,, campus, 10.64.0.1",
    "10.64.0.1, 10.64.0.2, campus, 10.64.0.1",
    "10.64.0.1, 198.51.100.1, '', 10.64.0.1",
    "198.51.100.1, 10.64.0.1, '', 198.51.100.1",
  })
  void whereKeycloakTrustsNoProxyTheConnectionCounts(
      String remote, String xForwardedFor, String network, String address) {
    keycloak.server().set("kc.proxy-headers", "xforwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", PROXIES);
    expect(request(remote, xForwardedFor, null), network, address);
  }

  /** They cannot change while it runs, and to look them up takes longer than to decide. */
  @Test
  void theServersSettingsAreReadOnce() {
    keycloak.server().set("kc.proxy-headers", "xforwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", PROXIES);
    FakeRequest request = request("10.64.0.1", "10.64.0.1", null).throughProxy();
    expect(request, "campus", "10.64.0.1");
    keycloak.server().set("kc.proxy-headers", "forwarded");
    expect(request, "campus", "10.64.0.1");
  }

  @Test
  void withoutAConditionEverybodyIsOffCampus() {
    FakeKeycloak other = new FakeKeycloak();
    other.request(FakeRequest.from("10.64.0.1"));
    assertThat(RequestLocation.of(other.session()).network()).isEmpty();
  }

  private static FakeRequest request(String remote, String xForwardedFor, String forwarded) {
    FakeRequest request = FakeRequest.from(remote);
    if (xForwardedFor != null) {
      request.header("X-Forwarded-For", xForwardedFor);
    }
    if (forwarded != null) {
      request.header("Forwarded", forwarded);
    }
    return request;
  }

  private void expect(FakeRequest request, String network, String address) {
    keycloak.request(request);
    ClientLocation location = RequestLocation.of(keycloak.session());
    assertThat(location.network().orElse("")).isEqualTo(network);
    assertThat(location.address()).isEqualTo(address);
  }
}
