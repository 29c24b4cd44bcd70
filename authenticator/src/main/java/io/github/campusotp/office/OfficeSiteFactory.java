package io.github.campusotp.office;

import io.github.campusotp.site.SiteFactory;
import org.keycloak.common.util.Encode;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resource.RealmResourceProvider;

/** Puts the office's page at {@code /realms/{realm}/office}. */
public final class OfficeSiteFactory extends SiteFactory {
  private static final String ID = "office";

  /** Where the page is, below the server's own address. */
  static String path(RealmModel realm) {
    return "realms/" + Encode.encodePathAsIs(realm.getName()) + "/" + ID;
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new OfficeSite(session);
  }
}
