package io.github.campusotp.reset;

import io.github.campusotp.keycloak.StepFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Registers the step "Campus mailed code". */
public final class CampusResetCodeFactory extends StepFactory {
  @Override
  public String getId() {
    return CampusResetCode.ID;
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return CampusResetCode.SINGLETON;
  }

  @Override
  public String getDisplayType() {
    return "Campus mailed code";
  }

  @Override
  public String getHelpText() {
    return "Mails a code to the recovery address of a user who forgot the password.";
  }
}
