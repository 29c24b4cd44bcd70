package io.github.campusotp.manage;

import io.github.campusotp.site.SiteSignOnFormFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Registers the form "Campus management sign-on"; all else is as with Keycloak's own form. */
public final class CampusManagementFormFactory extends SiteSignOnFormFactory {
  static final String ID = "campus-management-form";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return CampusManagementForm.SINGLETON;
  }

  @Override
  public String getDisplayType() {
    return "Campus management sign-on";
  }

  @Override
  public String getHelpText() {
    return "Username and password form of the management site. Refuses provisional passwords.";
  }
}
