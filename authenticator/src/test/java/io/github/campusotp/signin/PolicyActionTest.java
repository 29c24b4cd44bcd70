package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.campusotp.fake.FakeKeycloak;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;

/** Which settings of the policy are refused, and what the administrator is told. */
class PolicyActionTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();

  @Test
  void takesWhatIsRight() {
    keycloak.realm().role("office");
    keycloak.realm().group("staff");
    assertThatCode(
            () ->
                save(
                    Map.of(
                        "networks", "OMUNET-1X = 10.64.0.0/12 # all\n\n!VPN = 10.64.99.0/24",
                        "trustedProxies", "192.0.2.10, 2001:db8::/64",
                        "otpMaxAge", "28800",
                        "alwaysSecondFactor", "office\n/staff # all of them")))
        .doesNotThrowAnyException();
    assertThatCode(() -> save(null)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "networks | A = 10.64.0.0/33 | networks: line 1, \"A = 10.64.0.0/33\": ",
        "networks | !A = 10.64.0.1/24 | ; write 10.64.0.0/24.",
        "trustedProxies | proxy.example | trustedProxies: line 1, \"proxy.example\": ",
        "otpMaxAge | 8h | otpMaxAge: write whole seconds, 0 or more.",
        "candidateNetworks | A = 10.64.0.0/33 | candidateNetworks: line 1, ",
        "alwaysSecondFactor | gone | line 1, \"gone\": there is no such role; write ",
        "alwaysSecondFactor | /gone | line 1, \"/gone\": there is no such group; write ",
      })
  void refusesAMistakeAndNamesTheLineAndTheCure(String setting, String value, String told) {
    ValidationException.Error refused = refused(Map.of(setting, value));
    assertThat(refused.getAttribute()).isEqualTo(setting);
    assertThat(refused.getMessage()).contains(told).doesNotContain("Until then");
  }

  @Test
  void tellsTheFirstTenOfManyMistakes() {
    String list =
        IntStream.range(0, 14)
            .mapToObj(i -> "N" + i + " = 10." + i + ".0.1/16")
            .collect(Collectors.joining("\n"));
    assertThat(refused(Map.of("networks", list, "otpMaxAge", "8h")).getMessage())
        .contains("line 1, ", "line 10, ")
        .doesNotContain("line 11, ", "otpMaxAge")
        .endsWith(" 5 more mistakes.");
  }

  private ValidationException.Error refused(Map<String, String> settings) {
    ValidationException refused =
        catchThrowableOfType(ValidationException.class, () -> save(settings));
    assertThat(refused.getErrors()).hasSize(1);
    return refused.getErrors().get(0);
  }

  private void save(Map<String, String> settings) {
    RequiredActionConfigModel config = new RequiredActionConfigModel();
    config.setConfig(settings);
    new PolicyAction().validateConfig(keycloak.session(), keycloak.realm().model(), config);
  }
}
