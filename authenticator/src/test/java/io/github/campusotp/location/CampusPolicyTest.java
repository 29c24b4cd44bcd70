package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.network.ClientAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampusPolicyTest {
  @Test
  void withoutAnyValueAllAreOffCampusAndNothingIsWrong() {
    Map<String, String> emptied = new HashMap<>();
    emptied.put("networks", null);
    emptied.put("trustedProxies", null);
    emptied.put("otpMaxAge", null);
    for (Map<String, String> values : List.of(Map.<String, String>of(), emptied)) {
      CampusPolicy policy = CampusPolicy.read(values);
      assertThat(policy.networks().nameOf(ClientAddress.parse("10.64.1.20").orElseThrow()))
          .isEmpty();
      assertThat(policy.otpMaxAge()).isZero();
      assertThat(policy.mistakes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "28800, 28800", "' 60 ', 60", "'', 0"})
  void readsHowLongAnOtpLasts(String text, int seconds) {
    CampusPolicy policy = CampusPolicy.read(Map.of("otpMaxAge", text));
    assertThat(policy.otpMaxAge()).isEqualTo(seconds);
    assertThat(policy.mistakes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "8h", "1.5", "99999999999"})
  void aLifetimeThatCannotBeReadIsNone(String text) {
    CampusPolicy policy = CampusPolicy.read(Map.of("otpMaxAge", text));
    assertThat(policy.otpMaxAge()).isNegative();
    assertThat(policy.mistakes()).singleElement().asString().startsWith("otpMaxAge:");
  }

  @Test
  void namesTheSettingTheLineAndTheCure() {
    List<CampusPolicy.Mistake> mistakes =
        CampusPolicy.read(
                Map.of(
                    "networks", "A = 10.64.0.0/12\nB = 10.81.0.1/16",
                    "trustedProxies", "proxy.example",
                    "otpMaxAge", "8h"))
            .mistakes();
    assertThat(mistakes).hasSize(3);
    assertThat(mistakes.get(0)).asString().startsWith("networks: line 2, ").contains("10.81.0.0");
    assertThat(mistakes.get(1)).asString().startsWith("trustedProxies:").contains("proxy.example");
    assertThat(mistakes.get(2)).asString().startsWith("otpMaxAge:").contains("whole seconds");
  }
}
