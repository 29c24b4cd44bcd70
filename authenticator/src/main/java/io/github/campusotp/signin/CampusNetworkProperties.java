package io.github.campusotp.signin;

import static org.keycloak.provider.ProviderConfigProperty.INTEGER_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.TEXT_TYPE;

import io.github.campusotp.keycloak.ConsoleSetting;
import io.github.campusotp.location.CampusNetworkConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** The settings of {@link CampusNetworkConfig} in the admin console. */
final class CampusNetworkProperties {
  private static final String GROUP = "network";

  private CampusNetworkProperties() {}

  static List<ProviderConfigProperty> all() {
    return List.of(
        ConsoleSetting.of(GROUP, CampusNetworkConfig.NETWORKS, TEXT_TYPE, null),
        ConsoleSetting.of(GROUP, CampusNetworkConfig.TRUSTED_PROXIES, TEXT_TYPE, null),
        ConsoleSetting.of(
            GROUP,
            CampusNetworkConfig.MATCH_WHEN,
            LIST_TYPE,
            CampusNetworkConfig.OFF_CAMPUS,
            CampusNetworkConfig.OFF_CAMPUS,
            CampusNetworkConfig.ON_CAMPUS),
        ConsoleSetting.of(GROUP, CampusNetworkConfig.OTP_MAX_AGE, INTEGER_TYPE, 0));
  }
}
