package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeRealm;
import io.github.campusotp.fake.FakeServerConfig;
import io.github.campusotp.network.ClientAddress;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticatorConfigModel;

class CampusNetworkConfigsTest {
  private static final String FLOW = "second-factor";
  private static final String CONDITION = "campus-network-condition";
  private static final String FORM = "campus-otp-form";

  private final FakeServerConfig server = new FakeServerConfig();
  private final FakeRealm realm = new FakeRealm();

  /** The flow in which the yellow page stands; off campus is "". */
  @Nested
  class Beside {
    private final AuthenticationExecutionModel form = step(FLOW, FORM, null);

    @ParameterizedTest
    @CsvSource({
      "10.64.0.1, campus",
      "10.79.255.255, campus",
      "10.80.0.0, ''",
      "192.0.2.1, ''",
    })
    void isTheConfigOfTheCondition(String address, String network) {
      realm.configure("config", Map.of("networks", "campus = 10.64.0.0/12"));
      step(FLOW, CONDITION, "config");
      assertThat(networkOf(address)).isEqualTo(network);
    }

    @Test
    void isOffCampusWithoutACondition() {
      realm.configure("config", Map.of("networks", "campus = 10.64.0.0/12"));
      step(FLOW, "conditional-user-role", "config");
      step("another-flow", CONDITION, "config");
      assertThat(networkOf("10.64.0.1")).isEmpty();
    }

    @Test
    void isOffCampusWithAnUnconfiguredCondition() {
      step(FLOW, CONDITION, null);
      assertThat(networkOf("10.64.0.1")).isEmpty();
    }

    @Test
    void isOffCampusWithAConfigThatIsGone() {
      step(FLOW, CONDITION, "deleted");
      assertThat(networkOf("10.64.0.1")).isEmpty();
    }

    @Test
    void isThatOfTheFirstConditionEvenUnconfigured() {
      realm.configure("config", Map.of("networks", "campus = 10.64.0.0/12"));
      step(FLOW, CONDITION, null);
      step(FLOW, CONDITION, "config");
      assertThat(networkOf("10.64.0.1")).isEmpty();
    }

    private String networkOf(String address) {
      return network(CampusNetworkConfigs.beside(realm.model(), form), address);
    }
  }

  /** The whole browser flow, sub-flows too. */
  @Nested
  class InForce {
    @Test
    void isTheConfigOfAConditionAtTheTop() {
      realm.configure("config", Map.of("networks", "campus = 10.64.0.0/12"));
      step(FakeRealm.BROWSER_FLOW, CONDITION, "config");
      assertThat(networkOf("10.64.0.1")).isEqualTo("campus");
    }

    @Test
    void isTheConfigOfAConditionTwoFlowsDown() {
      realm.configure("config", Map.of("networks", "campus = 10.64.0.0/12"));
      step(FakeRealm.BROWSER_FLOW, "auth-cookie", null);
      subFlow(FakeRealm.BROWSER_FLOW, "forms");
      subFlow("forms", FLOW);
      step(FLOW, CONDITION, "config");
      assertThat(networkOf("10.64.0.1")).isEqualTo("campus");
    }

    @Test
    void isTheFirstOneFromTheTop() {
      realm.configure("first", Map.of("networks", "first = 10.64.0.0/12"));
      realm.configure("second", Map.of("networks", "second = 10.64.0.0/12"));
      subFlow(FakeRealm.BROWSER_FLOW, FLOW);
      step(FakeRealm.BROWSER_FLOW, CONDITION, "second");
      step(FLOW, CONDITION, "first");
      assertThat(networkOf("10.64.0.1")).isEqualTo("first");
    }

    @Test
    void passesOverWhatIsDisabled() {
      realm.configure("disabled", Map.of("networks", "disabled = 10.64.0.0/12"));
      realm.configure("config", Map.of("networks", "campus = 10.64.0.0/12"));
      step(FakeRealm.BROWSER_FLOW, CONDITION, "disabled").setRequirement(Requirement.DISABLED);
      subFlow(FakeRealm.BROWSER_FLOW, "off").setRequirement(Requirement.DISABLED);
      step("off", CONDITION, "disabled");
      step(FakeRealm.BROWSER_FLOW, CONDITION, "config");
      assertThat(networkOf("10.64.0.1")).isEqualTo("campus");
    }

    @Test
    void isOffCampusWithoutACondition() {
      step(FakeRealm.BROWSER_FLOW, "conditional-user-role", null);
      assertThat(networkOf("10.64.0.1")).isEmpty();
    }

    @Test
    void isOffCampusWithAnUnconfiguredCondition() {
      subFlow(FakeRealm.BROWSER_FLOW, FLOW);
      step(FLOW, CONDITION, null);
      assertThat(networkOf("10.64.0.1")).isEmpty();
    }

    @Test
    void isOffCampusWithAConfigThatIsGone() {
      step(FakeRealm.BROWSER_FLOW, CONDITION, "deleted");
      assertThat(networkOf("10.64.0.1")).isEmpty();
    }

    private String networkOf(String address) {
      return network(CampusNetworkConfigs.inForce(realm.model()), address);
    }
  }

  @Test
  void withoutAModelOrValuesEverybodyIsOffCampus() {
    assertThat(network(CampusNetworkConfigs.of(null), "10.64.0.1")).isEmpty();
    AuthenticatorConfigModel empty = realm.configure("empty", null);
    assertThat(network(CampusNetworkConfigs.of(empty), "10.64.0.1")).isEmpty();
  }

  @Test
  void isParsedOncePerChange() {
    Map<String, String> campus = Map.of("networks", "campus = 10.64.0.0/12");
    AuthenticatorConfigModel stored = realm.configure("changing", campus);
    CampusNetworkConfig first = CampusNetworkConfigs.of(stored);
    assertThat(CampusNetworkConfigs.of(realm.configure("changing", Map.copyOf(campus))))
        .isSameAs(first);

    CampusNetworkConfig changed =
        CampusNetworkConfigs.of(
            realm.configure("changing", Map.of("networks", "moved = 10.80.0.0/16")));
    assertThat(network(changed, "10.64.0.1")).isEmpty();
    assertThat(network(changed, "10.80.0.1")).isEqualTo("moved");
  }

  @Test
  void isKeptApartById() {
    AuthenticatorConfigModel one = realm.configure("one", Map.of("networks", "one = 10.64.0.0/12"));
    AuthenticatorConfigModel two = realm.configure("two", Map.of("networks", "two = 10.64.0.0/12"));
    assertThat(network(CampusNetworkConfigs.of(one), "10.64.0.1")).isEqualTo("one");
    assertThat(network(CampusNetworkConfigs.of(two), "10.64.0.1")).isEqualTo("two");
    assertThat(network(CampusNetworkConfigs.of(one), "10.64.0.1")).isEqualTo("one");
  }

  private static String network(CampusNetworkConfig config, String address) {
    return config.networks().nameOf(ClientAddress.parse(address).orElseThrow()).orElse("");
  }

  private AuthenticationExecutionModel step(String flow, String authenticator, String config) {
    AuthenticationExecutionModel step = new AuthenticationExecutionModel();
    step.setParentFlow(flow);
    step.setAuthenticator(authenticator);
    step.setAuthenticatorConfig(config);
    step.setRequirement(Requirement.REQUIRED);
    return realm.add(step);
  }

  private AuthenticationExecutionModel subFlow(String flow, String child) {
    AuthenticationExecutionModel step = step(flow, null, null);
    step.setAuthenticatorFlow(true);
    step.setFlowId(child);
    return step;
  }
}
