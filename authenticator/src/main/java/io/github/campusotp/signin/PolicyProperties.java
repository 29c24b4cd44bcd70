package io.github.campusotp.signin;

import static org.keycloak.provider.ProviderConfigProperty.INTEGER_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.TEXT_TYPE;

import io.github.campusotp.keycloak.ConsoleSetting;
import io.github.campusotp.location.CampusPolicy;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** The settings of {@link CampusPolicy} in the admin console. */
final class PolicyProperties {
  private static final String GROUP = "policy";

  private PolicyProperties() {}

  static List<ProviderConfigProperty> all() {
    return List.of(
        ConsoleSetting.of(GROUP, CampusPolicy.NETWORKS, TEXT_TYPE, null),
        ConsoleSetting.of(GROUP, CampusPolicy.TRUSTED_PROXIES, TEXT_TYPE, null),
        ConsoleSetting.of(GROUP, CampusPolicy.OTP_MAX_AGE, INTEGER_TYPE, 0),
        ConsoleSetting.of(GROUP, CampusPolicy.ALWAYS_SECOND_FACTOR, TEXT_TYPE, null),
        ConsoleSetting.of(GROUP, CampusPolicy.CANDIDATE_NETWORKS, TEXT_TYPE, null));
  }
}
