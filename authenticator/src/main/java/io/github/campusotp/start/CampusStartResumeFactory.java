package io.github.campusotp.start;

import io.github.campusotp.keycloak.StepFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Registers the step "Campus start procedure". */
public final class CampusStartResumeFactory extends StepFactory {
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
    return "Takes the user through all of first enrolment, and asks users who left it half-way"
        + " whether to continue there.";
  }
}
