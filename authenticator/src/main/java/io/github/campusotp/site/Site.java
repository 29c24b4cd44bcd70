package io.github.campusotp.site;

import jakarta.ws.rs.core.HttpHeaders;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Pages of our own below a realm's address; none of them is kept by a browser. */
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
