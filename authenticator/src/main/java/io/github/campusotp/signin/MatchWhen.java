package io.github.campusotp.signin;

import static org.keycloak.provider.ProviderConfigProperty.LIST_TYPE;

import io.github.campusotp.keycloak.ConsoleSetting;
import java.util.List;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

/** The network condition's one setting: on which side of the campus border it matches. */
final class MatchWhen {
  private static final String NAME = "matchWhen";
  private static final String OFF_CAMPUS = "off-campus";
  private static final String ON_CAMPUS = "on-campus";

  private MatchWhen() {}

  /**
   * Whether the condition matches on campus instead of off campus.
   *
   * @param config of the condition; null if it was never configured
   * @return false for a word that is neither, so that users off campus are asked
   */
  static boolean isOnCampus(AuthenticatorConfigModel config) {
    return config != null
        && config.getConfig() != null
        && ON_CAMPUS.equals(config.getConfig().get(NAME));
  }

  static List<ProviderConfigProperty> properties() {
    return List.of(
        ConsoleSetting.of("condition", NAME, LIST_TYPE, OFF_CAMPUS, OFF_CAMPUS, ON_CAMPUS));
  }
}
