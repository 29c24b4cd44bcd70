package io.github.campusotp.e2e.story;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All languages say the same things, Japanese in the words of the university's manual. */
class TextsTest {
  private static final String EXTENSION =
      "../authenticator/src/main/resources/theme-resources/messages";
  private static final List<String> FOLDERS =
      List.of(
          EXTENSION,
          "../themes/src/main/resources/theme/omu/login/messages",
          "../themes/src/main/resources/theme/omu/email/messages");

  /** Texts of the admin console, which is for administrators, are in English and Japanese only. */
  private static final String CONSOLE = "campusSetting.";

  @ParameterizedTest
  @CsvSource({"ja, ja", "zh-CN, zh_CN", "ko, ko", "vi, vi"})
  void everyLanguageHasTheKeysAndArgumentsOfEnglish(String tag, String bundle) throws IOException {
    for (String folder : FOLDERS) {
      Properties english = load(folder, "en");
      Properties texts = load(folder, bundle);
      Set<String> keys =
          english.stringPropertyNames().stream()
              .filter(key -> tag.equals("ja") || !key.startsWith(CONSOLE))
              .map(key -> inLanguage(key, tag))
              .collect(toSet());
      assertThat(texts.stringPropertyNames()).as(folder).isNotEmpty().isEqualTo(keys);
      for (String key : keys) {
        String same = english.containsKey(key) ? key : key.replaceFirst("[^.]*$", "en");
        assertThat(arguments(texts, key)).as(key).isEqualTo(arguments(english, same));
      }
    }
  }

  /** The yellow page is in two languages: the page's own, and English or Japanese. */
  private static String inLanguage(String key, String tag) {
    return key.endsWith(".ja") ? key.replaceFirst("ja$", tag) : key;
  }

  /** Whose a mail is, and what it is for; the page that waits for a code names the same subject. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "ja", "zh_CN", "ko", "vi"})
  void everySubjectIsTheUniversitysAndOfOnePurpose(String bundle) throws IOException {
    Properties pages = load(FOLDERS.get(1), bundle);
    Properties mails = load(FOLDERS.get(2), bundle);
    Map<String, String> purposes = new HashMap<>();
    for (String key : load(EXTENSION, bundle).stringPropertyNames()) {
      if (key.contains("MailSubject.")) {
        String subject = mails.getProperty(key);
        assertThat(subject).as(key).startsWith("[OMU");
        if (key.startsWith("campusCode")) {
          assertThat(pages.getProperty(key)).isEqualTo(subject);
        }
        // The manual has one for the key's code, the first and the next.
        String purpose =
            key.replace("campusCodeMailSubject.reissue", "campusCodeMailSubject.setup");
        assertThat(purposes.merge(subject, purpose, (one, other) -> one)).isEqualTo(purpose);
      }
    }
    assertThat(purposes).hasSizeGreaterThan(15);
  }

  /** Kana is Japanese: only the university's own subjects and names have it in every language. */
  @ParameterizedTest
  @ValueSource(strings = {"zh_CN", "ko", "vi"})
  void noJapaneseIsLeftInAnotherLanguage(String bundle) throws IOException {
    for (String folder : FOLDERS) {
      Properties texts = load(folder, bundle);
      assertThat(texts.stringPropertyNames())
          .filteredOn(key -> !key.contains("Subject") && !key.equals("campusMailSender"))
          .allSatisfy(key -> assertThat(texts.getProperty(key)).doesNotContainPattern("[ぁ-んァ-ヴ]"));
    }
  }

  /** Neither what is not known for sure, nor what has already happened, nor a riddle. */
  @ParameterizedTest
  @ValueSource(strings = {"だれかが", "お送りします。届いた", "桁数か文字", "アドレスの形が"})
  void noJapaneseTextSays(String words) throws IOException {
    for (String folder : FOLDERS) {
      assertThat(load(folder, "ja").values()).noneMatch(text -> text.toString().contains(words));
    }
  }

  /** Other universities import the realm's file or apply it: addresses are the theme's. */
  @Test
  void theShippedRealmHasNoAddressOfAUniversity() throws IOException {
    JsonNode texts = shippedRealm().path("localizationTexts");
    assertThat(texts.findValuesAsText("recoveryEmail")).hasSize(2);
    assertThat(texts.toString()).doesNotContain("http", "Url");
  }

  /** Only then is the required action that looks at a user's profile in each sign-on of no use. */
  @Test
  void inTheShippedRealmUsersHaveNothingToFillIn() throws IOException {
    JsonNode realm = shippedRealm();
    assertThat(realm.path("requiredActions"))
        .filteredOn(action -> action.path("alias").asText().equals("VERIFY_PROFILE"))
        .extracting(action -> action.path("enabled").asBoolean())
        .containsExactly(false);
    String provider = "/components/org.keycloak.userprofile.UserProfileProvider/0/config/";
    JsonNode profile =
        new ObjectMapper().readTree(realm.at(provider + "kc.user.profile.config/0").asText());
    assertThat(profile.path("attributes"))
        .isNotEmpty()
        .allSatisfy(attribute -> assertThat(attribute.has("required")).isFalse());
  }

  private static JsonNode shippedRealm() throws IOException {
    return new ObjectMapper().readTree(Path.of("../realm-config/omu-realm.json").toFile());
  }

  private static int arguments(Properties texts, String key) {
    return new MessageFormat(texts.getProperty(key)).getFormatsByArgumentIndex().length;
  }

  private static Properties load(String folder, String bundle) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of(folder, "messages_" + bundle + ".properties"))) {
      texts.load(reader);
    }
    return texts;
  }
}
