package io.github.campusotp.office;

import io.github.campusotp.finding.FindingsWatch;
import io.github.campusotp.keycloak.Extension;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Puts the API at {@code /admin/realms/{realm}/campus-otp}. */
public final class Office
    implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider, Extension {
  @Override
  public String getId() {
    return "campus-otp";
  }

  @Override
  public AdminRealmResourceProvider create(KeycloakSession session) {
    return this;
  }

  /** Keycloak has checked the token by now, and that it is of this realm or of master. */
  @Override
  public Object getResource(
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      AdminEventBuilder adminEvent) {
    return new OfficeResource(session, realm, auth, new Act(session, realm, auth, adminEvent));
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new OfficeRoles());
    FindingsWatch.register(factory);
  }

  @Override
  public void close() {}
}
