package io.github.campusotp.keycloak;

import java.util.Map;
import java.util.Objects;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** A provider of ours, which tells its version under <em>Server info → Providers</em>. */
public interface Extension extends ServerInfoAwareProviderFactory {
  @Override
  default Map<String, String> getOperationalInfo() {
    String version = Extension.class.getPackage().getImplementationVersion();
    return Map.of("Version", Objects.requireNonNullElse(version, "not from a jar"));
  }
}
