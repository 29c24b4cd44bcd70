package io.github.campusotp.signin;

import io.github.campusotp.keycloak.StepFactory;
import java.util.List;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Registers the condition "Condition - campus network" and describes it to administrators. */
public final class CampusNetworkConditionFactory extends StepFactory
    implements ConditionalAuthenticatorFactory {
  static final String ID = "campus-network-condition";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public ConditionalAuthenticator getSingleton() {
    return CampusNetworkCondition.SINGLETON;
  }

  @Override
  public String getReferenceCategory() {
    return REFERENCE_CATEGORY;
  }

  @Override
  public String getDisplayType() {
    return "Condition - campus network";
  }

  @Override
  public String getHelpText() {
    return "Runs the flow it stands in only for users who are not on the campus network (or only"
        + " for those who are). A user counts as on campus only if every address known about the"
        + " request lies in a campus network; whatever cannot be read is off campus.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return MatchWhen.properties();
  }

  @Override
  public boolean isConfigurable() {
    return true;
  }
}
