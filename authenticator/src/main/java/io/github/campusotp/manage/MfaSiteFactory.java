package io.github.campusotp.manage;

import io.github.campusotp.site.SiteFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Puts the MFA management site at {@code /realms/{realm}/mfa}. */
public final class MfaSiteFactory extends SiteFactory {
  static final String ID = "mfa";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new MfaSite(session);
  }
}
