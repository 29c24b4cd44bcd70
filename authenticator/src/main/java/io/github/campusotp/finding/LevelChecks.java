package io.github.campusotp.finding;

import io.github.campusotp.finding.Finding.Severity;
import io.github.campusotp.level.Decision;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.AcrUtils;

/** Which names the levels have, in the realm and at services with names of their own. */
final class LevelChecks {
  private static final String MFA = "https://refeds.org/profile/mfa";
  private static final String REALM = "Realm settings, General, ACR to LoA Mapping";

  static final List<Check> ALL =
      List.of(
          LevelChecks::unnamed,
          each(
              Severity.ERROR,
              "level-misnamed",
              "is said of sign-ons by a password alone",
              "map it to " + Decision.SECOND_FACTOR,
              (name, level) -> name.equals(MFA) && level < Decision.SECOND_FACTOR),
          each(
              Severity.WARNING,
              "level-unreachable",
              "is above " + Decision.HIGHEST + ": a service that insists on it is refused",
              "map it to a level that there is",
              (name, level) -> level > Decision.HIGHEST),
          LevelChecks::withoutUri);

  private LevelChecks() {}

  private static Stream<Finding> unnamed(KeycloakSession session, RealmModel realm) {
    return levels(realm.getAttribute(Constants.ACR_LOA_MAP)).containsValue(Decision.SECOND_FACTOR)
        ? Stream.empty()
        : Stream.of(
            Finding.warning(
                "level-unnamed",
                REALM,
                "no name means a second factor: services cannot ask for it",
                "map " + MFA + " to " + Decision.SECOND_FACTOR));
  }

  private static Stream<Finding> withoutUri(KeycloakSession session, RealmModel realm) {
    Map<String, String> uris = AcrUtils.getAcrUriMap(realm);
    return levels(realm.getAttribute(Constants.ACR_LOA_MAP)).keySet().stream()
        .filter(name -> !uris.containsKey(name))
        .map(
            name ->
                Finding.warning(
                    "level-without-uri",
                    "Realm settings, General, ACR to URI mapping",
                    name + " is not there: SAML services cannot ask for it",
                    "add it"));
  }

  private static Check each(
      Severity severity, String id, String what, String cure, BiPredicate<String, Integer> wrong) {
    return (session, realm) ->
        Stream.concat(
                Stream.of(Map.entry(REALM, levels(realm.getAttribute(Constants.ACR_LOA_MAP)))),
                realm.getClientsStream().map(LevelChecks::ofClient))
            .flatMap(
                map ->
                    map.getValue().entrySet().stream()
                        .filter(level -> wrong.test(level.getKey(), level.getValue()))
                        .map(
                            level ->
                                new Finding(
                                    id,
                                    severity,
                                    map.getKey(),
                                    level.getKey() + " " + what,
                                    cure)));
  }

  private static Map.Entry<String, Map<String, Integer>> ofClient(ClientModel client) {
    return Map.entry(
        "client " + client.getClientId(), levels(client.getAttribute(Constants.ACR_LOA_MAP)));
  }

  /** Keycloak takes what cannot be read for no names. */
  private static Map<String, Integer> levels(String map) {
    try {
      return map == null || map.isBlank() ? Map.of() : AcrUtils.parseAcrLoaMap(map);
    } catch (IOException notAMap) {
      return Map.of();
    }
  }
}
