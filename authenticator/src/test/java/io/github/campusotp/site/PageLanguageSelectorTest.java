package io.github.campusotp.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.locale.LocaleSelectorProvider;

/** Which language a page is in, whatever the browser asks for. */
class PageLanguageSelectorTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final LocaleSelectorProvider selector =
      new PageLanguageSelector().create(keycloak.session());

  @BeforeEach
  void aJapaneseRealm() {
    keycloak.realm().languages(List.of("ja", "en", "zh-CN", "ko", "vi"));
    keycloak.realm().action("campus-otp-setup", true);
    keycloak.signOn(new FakeAuthenticationSession(keycloak.realm(), "root", "tab"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr-FR,fr | en",
        "fr,ja;q=0.5 | ja",
        "de,*;q=0.1 | en",
        "zh-TW | en",
        "zh-CN | zh-CN",
        "zh | zh-CN",
        "ko-KR | ko",
        "vi | vi",
        "ja-JP | ja",
        "en-US | en",
        "* | ja",
        " | ja",
      })
  void isTheBrowsersOrElseEnglish(String asked, String language) {
    assertThat(languageFor(asked)).isEqualTo(language);
  }

  @Test
  void isTheRealmsWhereTheRealmHasNoEnglish() {
    keycloak.realm().languages(List.of("ja", "ko"));
    assertThat(languageFor("fr")).isEqualTo("ja");
  }

  @Test
  void isTheRealmsWhereTheRealmDoesNotUseTheExtension() {
    FakeKeycloak other = new FakeKeycloak();
    other.realm().languages(List.of("ja", "en"));
    other.signOn(new FakeAuthenticationSession(other.realm(), "root", "tab"));
    other.request(FakeRequest.from("198.51.100.1").header("Accept-Language", "fr"));
    assertThat(
            new PageLanguageSelector()
                .create(other.session())
                .resolveLocale(other.realm().model(), null)
                .toLanguageTag())
        .isEqualTo("ja");
  }

  /** As for mails. */
  @Test
  void isTheRealmsWhereTheBrowserIsNotAsked() {
    keycloak.request(FakeRequest.from("198.51.100.1").header("Accept-Language", "fr"));
    assertThat(selector.resolveLocale(keycloak.realm().model(), null, true).toLanguageTag())
        .isEqualTo("ja");
  }

  private String languageFor(String asked) {
    FakeRequest request = FakeRequest.from("198.51.100.1");
    keycloak.request(asked == null ? request : request.header("Accept-Language", asked));
    return selector.resolveLocale(keycloak.realm().model(), null).toLanguageTag();
  }
}
