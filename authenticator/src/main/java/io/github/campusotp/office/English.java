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

/** What a user's own page would say, in the language of the API. */
final class English {
  private English() {}

  static String text(KeycloakSession session, RealmModel realm, FormMessage message) {
    try {
      Properties texts =
          session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(realm, Locale.ENGLISH);
      return MessageFormat.format(texts.getProperty(message.getMessage()), message.getParameters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
