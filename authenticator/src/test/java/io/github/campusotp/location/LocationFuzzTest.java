package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fuzz.Fuzzed;
import java.util.Map;

/** Whatever is configured, a mistake is told and asks for the one-time password. */
class LocationFuzzTest {
  @Fuzzed
  void a_mistake_in_the_condition_is_told_and_spares_nobody_the_one_time_password(
      @NotNull @WithUtf8Length(max = 40) String matchWhen,
      @NotNull @WithUtf8Length(max = 40) String otpMaxAge) {
    CampusNetworkConfig config =
        CampusNetworkConfig.of(
            Map.of(
                CampusNetworkConfig.MATCH_WHEN, matchWhen,
                CampusNetworkConfig.OTP_MAX_AGE, otpMaxAge));
    boolean known = matchWhen.equals("on-campus") || matchWhen.equals("off-campus");
    boolean number = otpMaxAge.trim().matches("|[+-]?0+|[+]?[0-9]{1,9}");
    assertThat(config.matchesOnCampus()).isEqualTo(matchWhen.equals("on-campus"));
    if (number) {
      assertThat(config.otpMaxAge())
          .isEqualTo(Integer.parseInt("0" + otpMaxAge.trim().replaceFirst("^[+-]", "")));
    }
    assertThat(config.otpMaxAge()).isGreaterThanOrEqualTo(-1);
    assertThat(config.problems()).hasSize((known ? 0 : 1) + (config.otpMaxAge() < 0 ? 1 : 0));
  }
}
