package io.github.campusotp.office;

import io.github.campusotp.site.SiteFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Puts the office's page at {@code /realms/{realm}/office}. */
public final class OfficeSiteFactory extends SiteFactory {
  static final String ID = "office";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new OfficeSite(session);
  }
}
