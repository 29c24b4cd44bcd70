package io.github.campusotp.start;

import io.github.campusotp.site.SiteSignOnFormFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Registers the form "Campus start procedure sign-on"; all else is as with Keycloak's own form. */
public final class CampusStartFormFactory extends SiteSignOnFormFactory {
  static final String ID = "campus-start-form";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return CampusStartForm.SINGLETON;
  }

  @Override
  public String getDisplayType() {
    return "Campus start procedure sign-on";
  }

  @Override
  public String getHelpText() {
    return "Asks for username and password, which may be provisional.";
  }
}
