package io.github.campusotp.site;

import jakarta.ws.rs.core.HttpHeaders;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Pages of the extension below a realm's address; no browser caches them. */
public abstract class Site implements RealmResourceProvider {
  protected final KeycloakSession session;

  protected Site(KeycloakSession session) {
    this.session = session;
  }

  @Override
  public final Object getResource() {
    session.getContext().getHttpResponse().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return this;
  }

  @Override
  public final void close() {}
}
