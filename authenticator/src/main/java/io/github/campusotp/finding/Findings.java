package io.github.campusotp.finding;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What is wrong with a realm? */
public final class Findings {
  private static final List<Check> CHECKS =
      Stream.of(
              FlowChecks.ALL,
              ClientChecks.ALL,
              UserChecks.ALL,
              ActionChecks.ALL,
              SettingChecks.ALL,
              LevelChecks.ALL,
              PolicyChecks.ALL)
          .flatMap(List::stream)
          .toList();

  private Findings() {}

  /**
   * All of it, the worst first.
   *
   * @param session whose context has the realm
   * @param realm which is looked at
   */
  public static List<Finding> of(KeycloakSession session, RealmModel realm) {
    return Stream.concat(
            ServerChecks.all(), CHECKS.stream().flatMap(check -> check.of(session, realm)))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }
}
