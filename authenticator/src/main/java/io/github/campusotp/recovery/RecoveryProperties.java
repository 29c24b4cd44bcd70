package io.github.campusotp.recovery;

import static org.keycloak.provider.ProviderConfigProperty.BOOLEAN_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.INTEGER_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.STRING_TYPE;

import io.github.campusotp.keycloak.ConsoleSetting;
import io.github.campusotp.mailcode.CodePolicy;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** The settings of {@link RecoveryConfig} in the admin console. */
final class RecoveryProperties {
  private static final String GROUP = "recovery";

  private RecoveryProperties() {}

  static List<ProviderConfigProperty> all() {
    CodePolicy standard = CodePolicy.DEFAULT;
    return List.of(
        ConsoleSetting.of(GROUP, RecoveryConfig.ALLOW_OFF_CAMPUS, BOOLEAN_TYPE, true),
        ConsoleSetting.of(GROUP, RecoveryConfig.OWN_DOMAINS, STRING_TYPE, null),
        number(RecoveryConfig.CODE_LIFETIME, standard.lifetime()),
        number(RecoveryConfig.RESEND_WAIT, standard.resendWait()),
        number(RecoveryConfig.MAILS_PER_HOUR, standard.mailsPerHour()),
        number(RecoveryConfig.WRONG_CODES_PER_HOUR, standard.wrongCodesPerHour()),
        number(RecoveryConfig.WRONG_CODES_PER_MONTH, standard.wrongCodesPerMonth()),
        number(RecoveryConfig.TRIES_PER_CODE, standard.triesPerCode()));
  }

  private static ProviderConfigProperty number(String name, int otherwise) {
    return ConsoleSetting.of(GROUP, name, INTEGER_TYPE, otherwise);
  }
}
