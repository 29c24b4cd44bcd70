package io.github.campusotp.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
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
   * The realm's language for the one that is asked for first (RFC 4647, 3.4); else English. Never
   * as the client spelt it: themes keep the texts of each that they were asked for
   * (CVE-2026-79651).
   */
  static Locale language(List<Locale> asked, RealmModel realm) {
    List<LanguageRange> first =
        asked.stream().limit(1).map(Locale::toLanguageTag).map(LanguageRange::new).toList();
    List<Locale> own = realm.getSupportedLocalesStream().map(Locale::forLanguageTag).toList();
    return Objects.requireNonNullElse(Locale.lookup(first, own), Locale.ENGLISH);
  }
}
