package io.github.campusotp.location;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/**
 * The condition's configurations by id. Each is parsed, and its mistakes logged, once per change.
 */
public final class CampusNetworkConfigs {
  private static final Logger LOG = Logger.getLogger(CampusNetworkConfigs.class);
  private static final int MOST_LOGGED = 50;
  private static final Map<String, Parsed> BY_ID = new ConcurrentHashMap<>();
  private static final CampusNetworkConfig NONE = CampusNetworkConfig.of(Map.of());

  private CampusNetworkConfigs() {}

  /**
   * The configuration of one execution of the condition.
   *
   * @param model as Keycloak stores it; null if the execution was never configured
   * @return its parsed form; without a configuration every request is off campus
   */
  public static CampusNetworkConfig of(AuthenticatorConfigModel model) {
    if (model == null || model.getConfig() == null) {
      return NONE;
    }
    Map<String, String> values = model.getConfig();
    Parsed parsed = BY_ID.get(model.getId());
    if (parsed == null || !parsed.values.equals(values)) {
      parsed =
          BY_ID.compute(
              model.getId(),
              (id, known) ->
                  known != null && known.values.equals(values)
                      ? known
                      : parse(Map.copyOf(values), model.getAlias()));
    }
    return parsed.config;
  }

  private static Parsed parse(Map<String, String> values, String alias) {
    CampusNetworkConfig config = CampusNetworkConfig.of(values);
    List<String> problems = config.problems();
    for (String problem : problems.subList(0, Math.min(problems.size(), MOST_LOGGED))) {
      LOG.errorf("Campus network condition \"%s\", %s", alias, problem);
    }
    if (problems.size() > MOST_LOGGED) {
      LOG.errorf(
          "Campus network condition \"%s\": %d more lines with mistakes",
          alias, problems.size() - MOST_LOGGED);
    }
    StartCheck.server()
        .warnings(config.trustedProxies(), config.networks())
        .forEach(warning -> LOG.warnf("Campus network condition \"%s\", %s", alias, warning));
    return new Parsed(values, config);
  }

  /**
   * The configuration of the condition that stands before an execution in the same flow.
   *
   * @param realm the realm of the flow
   * @param execution an execution beside the condition
   * @return the condition's configuration; without a condition or configuration, every request is
   *     off campus
   */
  public static CampusNetworkConfig beside(
      RealmModel realm, AuthenticationExecutionModel execution) {
    return realm
        .getAuthenticationExecutionsStream(execution.getParentFlow())
        .filter(sibling -> CampusNetworkConfig.CONDITION.equals(sibling.getAuthenticator()))
        .findFirst()
        .map(condition -> of(realm, condition))
        .orElse(NONE);
  }

  /**
   * The configuration that a realm's sign-ons are judged by.
   *
   * @param realm whose browser flow is searched, sub-flows too, from the top
   * @return the first condition's configuration; where it has none every request is off campus
   */
  public static CampusNetworkConfig inForce(RealmModel realm) {
    return conditions(realm, realm.getBrowserFlow().getId())
        .findFirst()
        .map(condition -> of(realm, condition))
        .orElse(NONE);
  }

  /** A condition that no administrator has configured yet has no id of a configuration. */
  private static CampusNetworkConfig of(RealmModel realm, AuthenticationExecutionModel condition) {
    String id = condition.getAuthenticatorConfig();
    return id == null ? NONE : of(realm.getAuthenticatorConfigById(id));
  }

  private static Stream<AuthenticationExecutionModel> conditions(RealmModel realm, String flow) {
    return realm
        .getAuthenticationExecutionsStream(flow)
        .filter(AuthenticationExecutionModel::isEnabled)
        .flatMap(
            step ->
                step.isAuthenticatorFlow()
                    ? conditions(realm, step.getFlowId())
                    : Stream.of(step)
                        .filter(s -> CampusNetworkConfig.CONDITION.equals(s.getAuthenticator())));
  }

  private record Parsed(Map<String, String> values, CampusNetworkConfig config) {}
}
