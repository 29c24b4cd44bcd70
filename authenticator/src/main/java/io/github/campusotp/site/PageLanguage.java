package io.github.campusotp.site;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.util.LocaleUtil;

/** The language that a request asks for by itself, before cookie and browser are asked. */
final class PageLanguage {
  private PageLanguage() {}

  /**
   * Follows the layout's language links: the page is in that language, and so are later ones.
   *
   * @return the tag of the realm's language that was asked for
   */
  static Optional<String> follow(KeycloakSession session) {
    RealmModel realm = session.getContext().getRealm();
    MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
    String chosen = query.getFirst(LocaleSelectorProvider.KC_LOCALE_PARAM);
    // Keycloak would put anything into its cookie.
    if (isSupported(realm, chosen)) {
      LocaleUtil.processLocaleParam(session, realm, null);
    }
    return Stream.of(chosen, query.getFirst(OIDCLoginProtocol.UI_LOCALES_PARAM))
        .filter(tag -> isSupported(realm, tag))
        .findFirst();
  }

  private static boolean isSupported(RealmModel realm, String tag) {
    return tag != null && realm.getSupportedLocalesStream().anyMatch(tag::equals);
  }
}
