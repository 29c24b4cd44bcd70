package io.github.campusotp.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** A realm's flows and settings; what a test does not set is as in a new realm. */
public final class FakeRealm {
  public static final String BROWSER_FLOW = "browser-flow";

  private final RealmModel model = Fake.of(RealmModel.class, this);
  private final List<AuthenticationExecutionModel> executions = new ArrayList<>();
  private final Map<String, AuthenticatorConfigModel> configs = new HashMap<>();

  public RealmModel model() {
    return model;
  }

  /** Puts an execution last in the flow that it names. */
  public AuthenticationExecutionModel add(AuthenticationExecutionModel execution) {
    executions.add(execution);
    return execution;
  }

  /** Stores an authenticator's configuration under an id. */
  public AuthenticatorConfigModel configure(String id, Map<String, String> values) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setId(id);
    config.setAlias(id);
    config.setConfig(values);
    configs.put(id, config);
    return config;
  }

  Stream<AuthenticationExecutionModel> getAuthenticationExecutionsStream(String flow) {
    return executions.stream().filter(execution -> flow.equals(execution.getParentFlow()));
  }

  AuthenticatorConfigModel getAuthenticatorConfigById(String id) {
    return configs.get(id);
  }

  AuthenticationFlowModel getBrowserFlow() {
    AuthenticationFlowModel flow = new AuthenticationFlowModel();
    flow.setId(BROWSER_FLOW);
    return flow;
  }
}
