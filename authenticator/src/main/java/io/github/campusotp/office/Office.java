package io.github.campusotp.office;

import io.github.campusotp.finding.FindingsWatch;
import io.github.campusotp.keycloak.Extension;
import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.ForbiddenException;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.resources.admin.AdminAuth;
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

  /**
   * Keycloak has checked the token by now, and that it is of this realm or of master. A user of
   * this realm needs a second factor that is in force, by whichever client the token came: on
   * campus others ask for none.
   */
  @Override
  public Object getResource(
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      AdminEventBuilder adminEvent) {
    AdminAuth asks = auth.adminAuth();
    boolean isPerson = asks.getUser().getServiceAccountClientLink() == null;
    if (isPerson && asks.getRealm().equals(realm) && !isVerified(session, asks)) {
      throw new ForbiddenException();
    }
    return new OfficeResource(session, realm, auth, new Act(session, realm, auth, adminEvent));
  }

  private static boolean isVerified(KeycloakSession session, AdminAuth asks) {
    UserSessionModel signedOn =
        session.sessions().getUserSession(asks.getRealm(), asks.getToken().getSessionId());
    return signedOn != null && VerifiedOtp.isFresh(signedOn, 0);
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
