package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeRealm;
import io.github.campusotp.fake.FakeServerConfig;
import io.github.campusotp.network.ClientAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampusPoliciesTest {
  private static final Map<String, String> CAMPUS = Map.of("networks", "campus = 10.64.0.0/12");

  private final FakeServerConfig server = new FakeServerConfig();
  private final FakeRealm realm = new FakeRealm();

  @Test
  void withoutThePolicyOrItsSettingsEveryAddressIsOffCampus() {
    assertThat(networkOf("10.64.0.1")).isEmpty();
    realm.action("campus-policy", true);
    assertThat(networkOf("10.64.0.1")).isEmpty();
    realm.judgeBy(null);
    assertThat(networkOf("10.64.0.1")).isEmpty();
  }

  /** Keycloak does not run a disabled action: the list holds all the same. */
  @Test
  void aDisabledPolicyHolds() {
    realm.judgeBy(CAMPUS);
    realm.model().getRequiredActionProviderByAlias("campus-policy").setEnabled(false);
    assertThat(networkOf("10.64.0.1")).isEqualTo("campus");
  }

  @Test
  void isParsedOncePerChange() {
    realm.judgeBy(CAMPUS);
    CampusPolicy first = CampusPolicies.of(realm.model());
    realm.judgeBy(new HashMap<>(CAMPUS));
    assertThat(CampusPolicies.of(realm.model())).isSameAs(first);

    realm.judgeBy(Map.of("networks", "moved = 10.80.0.0/16"));
    assertThat(networkOf("10.64.0.1")).isEmpty();
    assertThat(networkOf("10.80.0.1")).isEqualTo("moved");
  }

  /** Keycloak puts what an administrator sends there, and checks it only then. */
  @Test
  void whatIsNotSavedYetDoesNotCount() {
    realm.judgeBy(CAMPUS);
    realm.propose("campus-policy", Map.of("networks", "moved = 10.80.0.0/16"));
    assertThat(networkOf("10.64.0.1")).isEqualTo("campus");
  }

  private String networkOf(String address) {
    return CampusPolicies.of(realm.model())
        .networks()
        .nameOf(ClientAddress.parse(address).orElseThrow())
        .orElse("");
  }
}
