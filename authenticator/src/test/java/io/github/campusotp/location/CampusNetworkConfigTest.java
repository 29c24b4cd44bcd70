package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.network.ClientAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampusNetworkConfigTest {
  @Test
  void withoutAnyValueAllAreOffCampusAndNothingIsWrong() {
    CampusNetworkConfig config = CampusNetworkConfig.of(Map.of());
    assertThat(config.networks().nameOf(ClientAddress.parse("10.64.1.20").orElseThrow())).isEmpty();
    assertThat(config.matchesOnCampus()).isFalse();
    assertThat(config.otpMaxAge()).isZero();
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"off-campus, false", "on-campus, true"})
  void readsWhenItMatches(String text, boolean onCampus) {
    assertThat(CampusNetworkConfig.of(Map.of("matchWhen", text)).matchesOnCampus())
        .isEqualTo(onCampus);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "28800, 28800", "' 60 ', 60", "'', 0"})
  void readsHowLongAnOtpLasts(String text, int seconds) {
    CampusNetworkConfig config = CampusNetworkConfig.of(Map.of("otpMaxAge", text));
    assertThat(config.otpMaxAge()).isEqualTo(seconds);
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "8h", "1.5", "99999999999"})
  void aLifetimeThatCannotBeReadIsNone(String text) {
    CampusNetworkConfig config = CampusNetworkConfig.of(Map.of("otpMaxAge", text));
    assertThat(config.otpMaxAge()).isNegative();
    assertThat(config.problems()).singleElement().asString().startsWith("otpMaxAge:");
  }

  @Test
  void namesTheSettingTheLineAndTheCure() {
    CampusNetworkConfig config =
        CampusNetworkConfig.of(
            Map.of(
                "networks", "A = 10.64.0.0/12\nB = 10.81.0.1/16",
                "trustedProxies", "proxy.example",
                "matchWhen", "oncampus"));
    assertThat(config.problems()).hasSize(3);
    List<String> problems = config.problems();
    assertThat(problems.get(0)).startsWith("networks:").contains("2").contains("10.81.0.0/16");
    assertThat(problems.get(1)).startsWith("trustedProxies:").contains("proxy.example");
    assertThat(problems.get(2)).startsWith("matchWhen:").contains("off-campus");
  }
}
