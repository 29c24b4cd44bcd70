package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.mailcode.CodePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;

class RecoveryConfigTest {
  @Test
  void withoutValuesItIsAsTheManualHasIt() {
    RecoveryConfig config = RecoveryConfig.of(new ActionConfig(null));
    assertThat(config)
        .isEqualTo(new RecoveryConfig(true, List.of(), CodePolicy.DEFAULT))
        .isEqualTo(RecoveryConfig.of(config(Map.of())));
    assertThat(CodePolicy.DEFAULT).isEqualTo(new CodePolicy(1800, 60, 5, 10, 100, 5));
  }

  @Test
  void readsEveryValue() {
    RecoveryConfig config =
        RecoveryConfig.of(
            config(
                Map.of(
                    "allowOffCampus", "false",
                    "ownDomains", ",OMU.ac.jp., @example.ac.jp  .example.edu.",
                    "codeLifetime", "600",
                    "resendWait", " 30 ",
                    "mailsPerHour", "3",
                    "wrongCodesPerHour", "4",
                    "wrongCodesPerMonth", "50",
                    "triesPerCode", "2")));
    assertThat(config.allowOffCampus()).isFalse();
    assertThat(config.ownDomains()).containsExactly("omu.ac.jp", "example.ac.jp", "example.edu");
    assertThat(config.code()).isEqualTo(new CodePolicy(600, 30, 3, 4, 50, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "大学.jp, xn--pss25c.jp",
    "ＯＭＵ．ａｃ．ｊｐ, omu.ac.jp",
    "omu。ac。jp, omu.ac.jp",
    "not a_domain, not a_domain",
  })
  void aDomainIsComparedAsAMailServerSeesIt(String configured, String domains) {
    assertThat(RecoveryConfig.of(config(Map.of("ownDomains", configured))).ownDomains())
        .containsExactly(domains.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "codeLifetime, 0",
    "codeLifetime, -1",
    "codeLifetime, half an hour",
    "resendWait, 1.5",
    "mailsPerHour, 99999999999",
    "wrongCodesPerHour, x",
    "wrongCodesPerMonth, -1",
    "triesPerCode, 0",
    "allowOffCampus, maybe",
  })
  void aWrongValueIsRefusedAndInARealmFileTheDefault(String key, String value) {
    ActionConfig config = config(Map.of(key, value));
    assertThatThrownBy(() -> RecoveryConfig.validate(config))
        .isInstanceOf(ValidationException.class);
    assertThat(RecoveryConfig.of(config)).isEqualTo(RecoveryConfig.of(new ActionConfig(null)));
  }

  @Test
  void rightAndMissingValuesAreAccepted() {
    assertThatCode(
            () -> RecoveryConfig.validate(config(Map.of("codeLifetime", "600", "ownDomains", ""))))
        .doesNotThrowAnyException();
  }

  private static ActionConfig config(Map<String, String> values) {
    RequiredActionConfigModel model = new RequiredActionConfigModel();
    model.setConfig(new HashMap<>(values));
    return new ActionConfig(model);
  }
}
