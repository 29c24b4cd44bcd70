package io.github.campusotp.start;

import io.github.campusotp.site.SiteFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Puts the start procedure at {@code /realms/{realm}/start}. */
public final class StartSiteFactory extends SiteFactory {
  static final String ID = "start";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new StartSite(session);
  }
}
