package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Japanese and English say the same things. */
class TextsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../authenticator/src/main/resources/theme-resources/messages",
        "../themes/src/main/resources/theme/omu/login/messages",
        "../themes/src/main/resources/theme/omu/email/messages",
      })
  void bothLanguagesHaveTheSameKeysAndArguments(Path folder) throws IOException {
    Properties japanese = load(folder.resolve("messages_ja.properties"));
    Properties english = load(folder.resolve("messages_en.properties"));
    assertThat(japanese.stringPropertyNames())
        .isNotEmpty()
        .isEqualTo(english.stringPropertyNames());
    for (String key : japanese.stringPropertyNames()) {
      assertThat(arguments(japanese, key)).as(key).isEqualTo(arguments(english, key));
    }
  }

  private static int arguments(Properties texts, String key) {
    return new MessageFormat(texts.getProperty(key)).getFormatsByArgumentIndex().length;
  }

  private static Properties load(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }
}
