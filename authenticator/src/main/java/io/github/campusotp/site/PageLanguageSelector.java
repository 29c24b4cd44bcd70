package io.github.campusotp.site;

import io.github.campusotp.otpkey.OtpSetupAction;
import java.util.Locale;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.locale.DefaultLocaleSelectorProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.locale.LocaleSelectorProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RealmModelDelegate;

/**
 * The language of a page, as Keycloak selects it; but English, where the browser asks for languages
 * and the realm has none of them. Keycloak takes the realm's default then, which fewer people read
 * than English. It does not matter to realms without this extension.
 */
public final class PageLanguageSelector implements LocaleSelectorProviderFactory {
  private static final String ENGLISH = Locale.ENGLISH.toLanguageTag();

  @Override
  public String getId() {
    return "campus-page-language";
  }

  /** Before Keycloak's own. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public LocaleSelectorProvider create(KeycloakSession session) {
    return new DefaultLocaleSelectorProvider(session) {
      @Override
      public Locale resolveLocale(RealmModel realm, UserModel user, boolean ignoreBrowser) {
        boolean asks = !ignoreBrowser && hasEnglish(realm) && browserAsks(session);
        return super.resolveLocale(asks ? englishByDefault(realm) : realm, user, ignoreBrowser);
      }
    };
  }

  private static boolean hasEnglish(RealmModel realm) {
    return realm.isInternationalizationEnabled()
        && realm.getSupportedLocalesStream().anyMatch(ENGLISH::equals)
        && realm.getRequiredActionProviderByAlias(OtpSetupAction.ID) != null;
  }

  /** Without the header Keycloak reads "any language". */
  private static boolean browserAsks(KeycloakSession session) {
    return Stream.ofNullable(session.getContext().getHttpRequest().getHttpHeaders())
        .flatMap(headers -> Stream.ofNullable(headers.getRequestHeader("Accept-Language")))
        .flatMap(lines -> lines.stream())
        .anyMatch(line -> !line.isBlank() && !line.startsWith("*"));
  }

  private static RealmModel englishByDefault(RealmModel realm) {
    return new RealmModelDelegate(realm) {
      @Override
      public String getDefaultLocale() {
        return ENGLISH;
      }
    };
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
