package io.github.campusotp.finding;

import static io.github.campusotp.finding.Finding.error;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which flows the realm and its identity providers have. */
final class FlowChecks {
  private static final String FLOWS = "Authentication, Flows, ";

  static final List<Check> ALL =
      List.of(
          FlowChecks::bindings,
          Check.that(
              error(
                  "second-factor-out-of-place",
                  FLOWS + RealmFlows.BROWSER,
                  "campus second factor can be gone around",
                  "put it behind campus identify, Conditional, with both steps Required"),
              realm ->
                  realm.getFlowByAlias(RealmFlows.BROWSER) != null
                      && !RealmFlows.secondFactorIsInPlace(realm)),
          FlowChecks::afterLogin,
          FlowChecks::firstLogin);

  private FlowChecks() {}

  private static Stream<Finding> bindings(KeycloakSession session, RealmModel realm) {
    return RealmFlows.BINDINGS.stream()
        .flatMap(
            binding ->
                binding.other(realm).stream()
                    .map(
                        other ->
                            error(
                                "flow-not-bound",
                                FLOWS + binding.name(),
                                "it is " + other,
                                "bind " + binding.flow())));
  }

  private static Stream<Finding> afterLogin(KeycloakSession session, RealmModel realm) {
    return session
        .identityProviders()
        .getAllStream(IdentityProviderQuery.userAuthentication())
        .flatMap(
            provider ->
                other(
                    realm,
                    provider,
                    provider.getPostBrokerLoginFlowId(),
                    "post login flow",
                    RealmFlows.AFTER_PROVIDER));
  }

  /** Without one of its own, a provider has the realm's. */
  private static Stream<Finding> firstLogin(KeycloakSession session, RealmModel realm) {
    return session
        .identityProviders()
        .getAllStream(IdentityProviderQuery.userAuthentication())
        .filter(provider -> provider.getFirstBrokerLoginFlowId() != null)
        .flatMap(
            provider ->
                other(
                    realm,
                    provider,
                    provider.getFirstBrokerLoginFlowId(),
                    "first login flow",
                    RealmFlows.FIRST_LOGIN));
  }

  private static Stream<Finding> other(
      RealmModel realm, IdentityProviderModel provider, String id, String what, String right) {
    String alias = RealmFlows.alias(realm, id);
    return alias.equals(right)
        ? Stream.empty()
        : Stream.of(
            error(
                "provider-flow",
                "identity provider " + provider.getAlias(),
                "its " + what + " is " + alias,
                "set " + right));
  }
}
