package io.github.campusotp.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.theme.Theme;

/** What a user's own page would say. */
final class PageText {
  private PageText() {}

  static String of(KeycloakSession session, RealmModel realm, FormMessage message) {
    Locale language =
        language(
            session.getContext().getHttpRequest().getHttpHeaders().getAcceptableLanguages(), realm);
    try {
      Properties texts =
          session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(realm, language);
      return MessageFormat.format(texts.getProperty(message.getMessage()), message.getParameters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The one that is asked for first, where the realm has it; else English. Never as the client
   * spelt it: themes keep the texts of each language that they were asked for (CVE-2026-79651).
   */
  static Locale language(List<Locale> asked, RealmModel realm) {
    return asked.stream()
        .limit(1)
        .map(Locale::getLanguage)
        .filter(tag -> realm.getSupportedLocalesStream().anyMatch(tag::equals))
        .findFirst()
        .map(Locale::forLanguageTag)
        .orElse(Locale.ENGLISH);
  }
}
