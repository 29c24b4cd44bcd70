package io.github.campusotp.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** The flows that a realm must have, and what they must be like. */
final class RealmFlows {
  static final String BROWSER = "campus browser";
  static final String DIRECT_GRANT = "campus direct grant";
  static final String FIRST_LOGIN = "campus first broker login";
  static final String AFTER_PROVIDER = "campus after identity provider";

  private static final String SECOND_FACTOR = "campus second factor";
  private static final String DENY = "deny-access-authenticator";

  /** The steps of {@link #SECOND_FACTOR}. */
  private static final List<String> STEPS = List.of("campus-network-condition", "campus-otp-form");

  /**
   * What is bound to what.
   *
   * @param name of the binding
   * @param flow that must be bound
   * @param bound which is
   */
  record Binding(String name, String flow, Function<RealmModel, AuthenticationFlowModel> bound) {
    /** The alias of another flow that is there instead. */
    Optional<String> other(RealmModel realm) {
      String alias = alias(bound.apply(realm));
      return alias.equals(flow) ? Optional.empty() : Optional.of(alias);
    }
  }

  static final List<Binding> BINDINGS =
      List.of(
          new Binding("browser flow", BROWSER, RealmModel::getBrowserFlow),
          new Binding("direct grant flow", DIRECT_GRANT, RealmModel::getDirectGrantFlow),
          new Binding(
              "reset credentials flow",
              "campus reset credentials",
              RealmModel::getResetCredentialsFlow),
          new Binding("first broker login flow", FIRST_LOGIN, RealmModel::getFirstBrokerLoginFlow));

  /** The clients that have a browser flow of their own, each with its flow. */
  static final Map<String, String> OF_CLIENTS =
      Map.of("start-procedure", "campus start", "mfa-management", "campus mfa management");

  private RealmFlows() {}

  /** The name of a flow; "none" for none. */
  static String alias(AuthenticationFlowModel flow) {
    return flow == null ? "none" : flow.getAlias();
  }

  /** The name of a flow; "none" for none. */
  static String alias(RealmModel realm, String id) {
    return id == null || id.isEmpty() ? "none" : alias(realm.getAuthenticationFlowById(id));
  }

  /** Whether a password is all that a program needs. */
  static boolean directGrantsAreDenied(RealmModel realm) {
    return alias(realm.getDirectGrantFlow()).equals(DIRECT_GRANT);
  }

  /** Whether SAML without a browser leads nowhere. */
  static boolean ecpIsDenied(RealmModel realm) {
    return steps(realm, "saml ecp").stream()
        .filter(AuthenticationExecutionModel::isEnabled)
        .findFirst()
        .filter(AuthenticationExecutionModel::isRequired)
        .map(AuthenticationExecutionModel::getAuthenticator)
        .filter(DENY::equals)
        .isPresent();
  }

  /** Whether the second factor stands behind the first, and cannot be gone around. */
  static boolean secondFactorIsInPlace(RealmModel realm) {
    List<AuthenticationExecutionModel> steps = steps(realm, BROWSER);
    return steps.size() > 1
        && steps.get(0).isRequired()
        && steps.stream()
            .skip(1)
            .anyMatch(
                step ->
                    step.getRequirement() == Requirement.CONDITIONAL
                        && alias(realm, step.getFlowId()).equals(SECOND_FACTOR)
                        && isWhole(steps(realm, SECOND_FACTOR)));
  }

  private static boolean isWhole(List<AuthenticationExecutionModel> steps) {
    return steps.stream()
        .filter(AuthenticationExecutionModel::isRequired)
        .map(AuthenticationExecutionModel::getAuthenticator)
        .toList()
        .equals(STEPS);
  }

  /** In their order. */
  private static List<AuthenticationExecutionModel> steps(RealmModel realm, String alias) {
    AuthenticationFlowModel flow = realm.getFlowByAlias(alias);
    return flow == null
        ? List.of()
        : realm.getAuthenticationExecutionsStream(flow.getId()).toList();
  }
}
