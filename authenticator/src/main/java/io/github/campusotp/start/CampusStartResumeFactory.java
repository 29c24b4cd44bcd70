package io.github.campusotp.start;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Registers the step "Campus start procedure". */
public final class CampusStartResumeFactory implements AuthenticatorFactory {
  private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

  @Override
  public String getId() {
    return "campus-start-resume";
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return CampusStartResume.SINGLETON;
  }

  @Override
  public String getDisplayType() {
    return "Campus start procedure";
  }

  @Override
  public String getHelpText() {
    return "Takes whoever signs on through all of first enrolment, and asks those who left it"
        + " half-way whether to go on there.";
  }

  @Override
  public String getReferenceCategory() {
    return null;
  }

  @Override
  public boolean isConfigurable() {
    return false;
  }

  @Override
  public Requirement[] getRequirementChoices() {
    return REQUIREMENTS.clone();
  }

  @Override
  public boolean isUserSetupAllowed() {
    return false;
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return List.of();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
