package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeClient;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.location.KnownAddresses;
import io.github.campusotp.office.DecisionAnswer.Address;
import io.github.campusotp.office.DecisionAnswer.Reason;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;

class DecisionAnswerTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();

  @BeforeEach
  void judge() {
    keycloak
        .realm()
        .judgeBy(
            Map.of(
                "networks", "campus = 10.64.0.0/12\n!VPN = 10.64.99.0/24",
                "trustedProxies", "192.0.2.10",
                "alwaysSecondFactor", "staff"));
    keycloak.realm().role("staff");
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.1.1, 1, campus, campus",
    "10.64.99.1, 2, off-campus, !VPN",
    "203.0.113.20, 2, off-campus, off-campus",
    "192.0.2.10, 2, off-campus, unknown address",
  })
  void namesTheLineThatDecided(String address, int level, String network, String value) {
    DecisionAnswer answer = answer(KnownAddresses.only(address), null);
    assertThat(answer.level()).isEqualTo(level);
    assertThat(answer.network()).isEqualTo(network);
    assertThat(answer.reasons()).containsExactly(new Reason("network", value, level));
    assertThat(answer.addresses())
        .containsExactly(new Address(address, "query", address.equals("192.0.2.10")));
  }

  @Test
  void namesTheRoleOfWhoIsAlwaysAsked() {
    FakeUser user = new FakeUser("hanako");
    user.grantRole(keycloak.realm().role("staff"));
    assertThat(answer(KnownAddresses.only("10.64.1.1"), user).reasons())
        .containsExactly(new Reason("person", "staff", 2));
  }

  @Test
  void namesWhatTheServiceAlwaysWants() {
    FakeClient payroll = keycloak.realm().client("payroll");
    KnownAddresses campus = KnownAddresses.only("10.64.1.1");
    assertThat(answer(campus, payroll.model(), null).level()).isEqualTo(1);
    payroll.setAttribute(Constants.MINIMUM_ACR_VALUE, "2");
    assertThat(answer(campus, payroll.model(), null).reasons())
        .containsExactly(new Reason("service", "minimum 2", 2));
  }

  @Test
  void showsEveryAddressOfThisRequest() {
    keycloak.server().set("kc.proxy-headers", "xforwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", "192.0.2.10");
    keycloak.request(
        FakeRequest.from("203.0.113.20")
            .throughProxy()
            .header("X-Forwarded-For", "203.0.113.20, 192.0.2.10")
            .header("Forwarded", "for=10.64.1.1"));
    assertThat(answer(KnownAddresses.of(keycloak.session().getContext()), null).addresses())
        .containsExactly(
            new Address("10.64.1.1", "Forwarded", false),
            new Address("203.0.113.20", "server", false),
            new Address("203.0.113.20", "X-Forwarded-For", false),
            new Address("192.0.2.10", "X-Forwarded-For", true));
  }

  private DecisionAnswer answer(KnownAddresses addresses, UserModel user) {
    return answer(addresses, null, user);
  }

  private DecisionAnswer answer(KnownAddresses addresses, ClientModel client, UserModel user) {
    return DecisionAnswer.of(keycloak.session(), keycloak.realm().model(), addresses, client, user);
  }
}
