package io.github.campusotp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Ours;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** The admin console has each setting's label and help in the administrator's language. */
class SettingTextsTest {
  private static final Path MESSAGES = Path.of("src/main/resources/theme-resources/messages");

  @Test
  void everySettingHasAJapaneseAndAnEnglishText() throws IOException {
    Properties japanese = load("messages_ja.properties");
    Properties english = load("messages_en.properties");
    List<ProviderConfigProperty> settings = settings();
    assertThat(settings).hasSizeGreaterThan(15);
    for (ProviderConfigProperty setting : settings) {
      for (String key : List.of(setting.getLabel(), setting.getHelpText())) {
        assertThat(english.getProperty(key)).as(key).isNotBlank();
        assertThat(japanese.getProperty(key)).as(key).isNotBlank().isNotEqualTo(english.get(key));
      }
      assertThat(setting.getHelpText()).isNotEqualTo(setting.getLabel());
    }
    assertThat(settings).extracting(ProviderConfigProperty::getLabel).doesNotHaveDuplicates();
  }

  /** Ours; the age of the last sign-on, which every action of Keycloak has, is Keycloak's. */
  private static List<ProviderConfigProperty> settings() {
    return Stream.concat(
            Ours.of(AuthenticatorFactory.class).stream()
                .map(AuthenticatorFactory::getConfigProperties),
            Ours.of(RequiredActionFactory.class).stream()
                .map(RequiredActionFactory::getConfigMetadata))
        .filter(Objects::nonNull) // as Keycloak's own steps say that they have none
        .flatMap(List::stream)
        .filter(setting -> !RequiredActionFactory.MAX_AUTH_AGE_CONFIG_PROPERTIES.contains(setting))
        .toList();
  }

  private static Properties load(String name) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(name))) {
      texts.load(reader);
    }
    return texts;
  }
}
