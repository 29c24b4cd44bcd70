package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page would say is said in one of the realm's languages. */
class PageTextTest {
  @ParameterizedTest
  @CsvSource({
    "ja, ja",
    "ja-JP, ja",
    "ja-x-made-up, ja",
    "zh-CN, zh-CN",
    "zh-CN-x-made-up, zh-CN",
    "zh, en",
    "en-GB, en",
    "fr, en",
    "und, en"
  })
  void isInALanguageOfTheRealm(String asked, String language) {
    FakeKeycloak keycloak = new FakeKeycloak();
    keycloak.realm().languages(List.of("ja", "en", "zh-CN"));
    List<Locale> header = List.of(Locale.forLanguageTag(asked), Locale.JAPANESE);
    assertThat(PageText.language(header, keycloak.realm().model()))
        .isEqualTo(Locale.forLanguageTag(language));
  }

  @Test
  void isEnglishWhereNoneIsAskedFor() {
    assertThat(PageText.language(List.of(), new FakeKeycloak().realm().model()))
        .isEqualTo(Locale.ENGLISH);
  }
}
