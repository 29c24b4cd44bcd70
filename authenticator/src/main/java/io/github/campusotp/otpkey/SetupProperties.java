package io.github.campusotp.otpkey;

import static org.keycloak.provider.ProviderConfigProperty.INTEGER_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.STRING_TYPE;

import io.github.campusotp.keycloak.ConsoleSetting;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** The settings of {@link SetupConfig} in the admin console. */
final class SetupProperties {
  private static final String GROUP = "setup";

  private SetupProperties() {}

  static List<ProviderConfigProperty> all() {
    return List.of(
        ConsoleSetting.of(
            GROUP,
            SetupConfig.FIRST_CODE,
            LIST_TYPE,
            SetupConfig.OPTIONAL,
            SetupConfig.OPTIONAL,
            SetupConfig.REQUIRED),
        ConsoleSetting.of(
            GROUP, SetupConfig.BARRED_ROLE, STRING_TYPE, SetupConfig.DEFAULT_BARRED_ROLE),
        ConsoleSetting.of(GROUP, SetupConfig.ISSUER, STRING_TYPE, null),
        number(SetupConfig.WRONG_CODES_PER_HOUR, SetupConfig.DEFAULT_PER_HOUR),
        number(SetupConfig.WRONG_CODES_PER_KEY, SetupConfig.DEFAULT_PER_KEY),
        ConsoleSetting.of(
            GROUP,
            SetupConfig.REISSUE_NEEDS,
            LIST_TYPE,
            SetupConfig.MAIL,
            SetupConfig.MAIL,
            SetupConfig.MAIL_AND_SECOND_FACTOR));
  }

  private static ProviderConfigProperty number(String name, int otherwise) {
    return ConsoleSetting.of(GROUP, name, INTEGER_TYPE, otherwise);
  }
}
