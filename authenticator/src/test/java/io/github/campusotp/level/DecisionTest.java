package io.github.campusotp.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.level.Reason.Source;
import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientLocation;
import io.github.campusotp.network.TrustedProxies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which level, and why: place × service × request × person. */
class DecisionTest {
  private static final CampusNetworks NETWORKS =
      CampusNetworks.parse("OMUNET-1X = 10.64.0.0/12\n!VPN = 10.64.99.0/24");
  private static final String ON = "10.64.0.1";

  @ParameterizedTest
  @CsvSource({
    // address, service, request, person: 0 wants nothing; level; the reasons
    "10.64.0.1, 0, 0, 0, 1, network: OMUNET-1X",
    "10.64.99.5, 0, 0, 0, 2, network: !VPN",
    "203.0.113.5, 0, 0, 0, 2, network: off-campus",
    "unknown, 0, 0, 0, 2, network: unknown address",
    "10.64.0.1, 1, 0, 0, 1, network: OMUNET-1X; service: a",
    "10.64.0.1, 2, 0, 0, 2, service: a",
    "10.64.0.1, 0, 2, 0, 2, request: b",
    "10.64.0.1, 0, 0, 2, 2, person: c",
    "10.64.0.1, 1, 1, 2, 2, person: c",
    "10.64.0.1, 2, 1, 2, 2, service: a; person: c",
    "203.0.113.5, 1, 1, 1, 2, network: off-campus",
    "203.0.113.5, 2, 2, 2, 2, network: off-campus; service: a; request: b; person: c",
    "203.0.113.5, 0, 3, 0, 3, request: b",
    "10.64.0.1, 3, 2, 0, 3, service: a",
    "10.64.0.1, -1, 0, 0, 1, network: OMUNET-1X",
  })
  void theMostDemandingWins(
      String address, int service, int request, int person, int level, String reasons) {
    List<Reason> others = new ArrayList<>();
    if (service != 0) {
      others.add(new Reason(Source.SERVICE, service, "a"));
    }
    if (request != 0) {
      others.add(new Reason(Source.REQUEST, request, "b"));
    }
    if (person != 0) {
      others.add(new Reason(Source.PERSON, person, "c"));
    }
    Decision decision = Decision.of(location(address), others);
    assertThat(decision.level()).isEqualTo(level);
    assertThat(decision.needsSecondFactor()).isEqualTo(level >= 2);
    assertThat(decision.reasons())
        .extracting(Reason::toString)
        .containsExactly(reasons.split("; "));
  }

  @Test
  void theNetworkIsToldWhoeverDecides() {
    List<Reason> person = List.of(new Reason(Source.PERSON, 2, "staff"));
    assertThat(Decision.of(location(ON), person).location().network()).contains("OMUNET-1X");
    assertThat(Decision.of(location("203.0.113.5"), person).location().network()).isEmpty();
  }

  @Test
  void cannotBeChangedAfterwards() {
    Decision decision = Decision.of(location(ON), List.of());
    assertThatThrownBy(() -> decision.reasons().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  static ClientLocation location(String... addresses) {
    return ClientLocation.of(Arrays.asList(addresses), NETWORKS, TrustedProxies.parse(null));
  }
}
