package io.github.campusotp.finding;

import static io.github.campusotp.finding.Finding.error;
import static io.github.campusotp.finding.Finding.warning;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.location.CampusPolicies;
import io.github.campusotp.location.CampusPolicy;
import io.github.campusotp.location.ProxySettings;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.people.People;
import io.github.campusotp.recovery.RecoveryConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** The settings of the extension's own required actions, and what became of them. */
final class PolicyChecks {
  private static final String POLICY = "Campus: networks and levels";
  private static final String DOCUMENT = "docs/networks.md";

  static final List<Check> ALL =
      List.of(
          PolicyChecks::mistakes,
          PolicyChecks::mistakesInTheRealm,
          PolicyChecks::proxies,
          Check.that(
              warning(
                  "no-networks",
                  POLICY,
                  "no campus networks are set: every user is asked everywhere",
                  DOCUMENT),
              realm -> isEmpty(realm, CampusPolicy.NETWORKS)),
          Check.that(
              warning(
                  "no-trusted-proxies",
                  POLICY,
                  "no trusted proxies are set: behind a proxy every user is off campus",
                  DOCUMENT),
              realm -> isEmpty(realm, CampusPolicy.TRUSTED_PROXIES)),
          Check.that(
              warning(
                  "issuer-with-colon",
                  "Campus: set up one-time password",
                  "apps split the issuer at its colon",
                  "write another"),
              realm -> ActionConfig.of(realm, OtpSetupAction.ID).text("issuer", "").contains(":")),
          Check.that(
              warning(
                  "no-own-domains",
                  "Campus: recovery address",
                  "no mail domain is refused: users may register a mailbox behind this very sign-on",
                  "enter the university's under Refused mail domains, and in the pattern of recoveryEmail"),
              realm -> RecoveryConfig.of(realm).ownDomains().isEmpty()),
          PolicyChecks::unreachable,
          PolicyChecks::unusable);

  /** What reading a policy has logged already. */
  static final List<String> LOGGED = List.of("policy-mistake", "wide-proxies");

  private PolicyChecks() {}

  private static Stream<Finding> mistakes(KeycloakSession session, RealmModel realm) {
    return CampusPolicies.of(realm).mistakes().stream()
        .map(mistake -> mistake("policy-mistake", mistake));
  }

  private static Stream<Finding> mistakesInTheRealm(KeycloakSession session, RealmModel realm) {
    return CampusPolicies.of(realm).mistakesIn(session, realm).stream()
        .map(mistake -> mistake("always-asked-gone", mistake));
  }

  private static Finding mistake(String id, CampusPolicy.Mistake mistake) {
    return error(
        id,
        POLICY + ", " + mistake.setting(),
        mistake.problem().advice(),
        "correct it; until then " + mistake.problem().untilThen());
  }

  private static Stream<Finding> proxies(KeycloakSession session, RealmModel realm) {
    CampusPolicy policy = CampusPolicies.of(realm);
    return ProxySettings.ofServer()
        .proxies()
        .warnings(policy.trustedProxies(), policy.networks())
        .stream()
        .map(warning -> ServerChecks.finding("wide-proxies", warning));
  }

  private static Stream<Finding> unreachable(KeycloakSession session, RealmModel realm) {
    return finding(
        "key-without-address",
        new People(session, realm).withKeyAndNoAddress(),
        "people with a key and no recovery address: %d: they can change nothing");
  }

  private static Stream<Finding> unusable(KeycloakSession session, RealmModel realm) {
    return finding(
        "address-unusable",
        new People(session, realm).withUnusableAddress(),
        "people whose recovery address counts as none, malformed, of the university, or several: %d");
  }

  private static Stream<Finding> finding(String id, long people, String what) {
    String cure = "docs/first-login.md, \"People who already exist\"";
    return people == 0
        ? Stream.empty()
        : Stream.of(warning(id, "Users", what.formatted(people), cure));
  }

  private static boolean isEmpty(RealmModel realm, String setting) {
    return Optional.ofNullable(realm.getRequiredActionProviderByAlias(CampusPolicy.ACTION))
        .map(RequiredActionProviderModel::getConfig)
        .map(values -> values.get(setting))
        .filter(text -> !text.isBlank())
        .isEmpty();
  }
}
