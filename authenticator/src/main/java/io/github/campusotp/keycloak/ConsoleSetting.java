package io.github.campusotp.keycloak;

import org.keycloak.provider.ProviderConfigProperty;

/** A setting as the admin console shows it: in the administrator's language, by message keys. */
public final class ConsoleSetting {
  private static final String KEYS = "campusSetting.";

  private ConsoleSetting() {}

  /**
   * A setting whose label has the message key {@code campusSetting.group.name}, and its help the
   * same with {@code .help}.
   *
   * @param group of settings on one page
   * @param name in the configuration
   * @param type one of {@link ProviderConfigProperty}'s
   * @param otherwise the default, or null
   * @param options to choose from, where the type is a list
   */
  public static ProviderConfigProperty of(
      String group, String name, String type, Object otherwise, String... options) {
    String key = KEYS + group + "." + name;
    return new ProviderConfigProperty(name, key, key + ".help", type, otherwise, options);
  }
}
