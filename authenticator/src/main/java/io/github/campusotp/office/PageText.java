package io.github.campusotp.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.theme.Theme;

/** What a user's own page would say. */
final class PageText {
  private PageText() {}

  /** In the language that the request asks for first, where the realm has it; else in English. */
  static String of(KeycloakSession session, RealmModel realm, FormMessage message) {
    Locale language =
        session.getContext().getHttpRequest().getHttpHeaders().getAcceptableLanguages().stream()
            .limit(1)
            .filter(
                asked -> realm.getSupportedLocalesStream().anyMatch(asked.getLanguage()::equals))
            .findFirst()
            .orElse(Locale.ENGLISH);
    try {
      Properties texts =
          session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(realm, language);
      return MessageFormat.format(texts.getProperty(message.getMessage()), message.getParameters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
