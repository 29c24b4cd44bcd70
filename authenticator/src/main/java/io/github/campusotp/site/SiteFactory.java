package io.github.campusotp.site;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** What registers a {@link Site}: its id is its address below the realm's. */
public abstract class SiteFactory implements RealmResourceProviderFactory {
  @Override
  public final void init(Config.Scope config) {}

  @Override
  public final void postInit(KeycloakSessionFactory factory) {}

  @Override
  public final void close() {}
}
