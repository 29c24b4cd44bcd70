package io.github.campusotp.site;

import java.util.Set;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;

/** What registers a {@link SiteSignOnForm}: as Keycloak's own form, but the password only. */
public abstract class SiteSignOnFormFactory extends UsernamePasswordFormFactory {
  /** No passkeys: new members have none, and managing a second factor takes the password. */
  @Override
  public final Set<String> getOptionalReferenceCategories(KeycloakSession session) {
    return Set.of();
  }
}
