package io.github.campusotp.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** The settings of the server, all of them unset until a test sets one. */
public final class FakeServerConfig extends ConfigProviderResolver {
  private final Map<String, String> values = new HashMap<>();
  private final Config config = Fake.of(Config.class, new Values());

  /** Takes the place of the settings that were there. */
  public FakeServerConfig() {
    ConfigProviderResolver.setInstance(this);
  }

  /** Sets a setting; nothing is set where the value is null. */
  public FakeServerConfig set(String name, String value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  @Override
  public Config getConfig() {
    return config;
  }

  @Override
  public Config getConfig(ClassLoader loader) {
    return config;
  }

  @Override
  public ConfigBuilder getBuilder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void registerConfig(Config other, ClassLoader loader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void releaseConfig(Config other) {
    throw new UnsupportedOperationException();
  }

  private final class Values {
    Optional<String> getOptionalValue(String name, Class<?> type) {
      return Optional.ofNullable(values.get(name));
    }
  }
}
