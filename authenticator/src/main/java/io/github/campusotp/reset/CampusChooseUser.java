package io.github.campusotp.reset;

import io.github.campusotp.keycloak.ProviderLink;
import io.github.campusotp.keycloak.TypedUsername;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialChooseUser;
import org.keycloak.models.KeycloakSession;

/**
 * Asks for the name of a user who forgot the password: Keycloak's page, which takes it as meant.
 */
public final class CampusChooseUser extends ResetCredentialChooseUser {
  static final String ID = "campus-choose-user";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return this;
  }

  @Override
  public String getDisplayType() {
    return "Campus choose user";
  }

  @Override
  public String getHelpText() {
    return "Keycloak's own page. Takes a name that was typed in full width or with spaces.";
  }

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    ProviderLink.requireNone(context);
    super.authenticate(context);
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    ProviderLink.requireNone(context);
    TypedUsername.read(context, context.getHttpRequest().getDecodedFormParameters());
    super.action(context);
  }
}
