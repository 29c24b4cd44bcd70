package io.github.campusotp.finding;

import io.github.campusotp.finding.Finding.Severity;
import io.github.campusotp.location.CampusPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.timer.TimerProvider;

/**
 * Looks at every realm that has the extension's policy, when the server starts and from time to
 * time. Logs what it did not find the last time, and tells other parts of the server.
 */
public final class FindingsWatch {
  private static final Logger LOG = Logger.getLogger(FindingsWatch.class);
  private static final String TASK = "campus-findings";
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private Set<String> known = Set.of();

  private FindingsWatch() {}

  /**
   * Waits until the realms are there.
   *
   * @param factory of the server that starts
   */
  public static void register(KeycloakSessionFactory factory) {
    FindingsWatch watch = new FindingsWatch();
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent) {
            KeycloakModelUtils.runJobInTransaction(
                factory,
                session ->
                    session
                        .getProvider(TimerProvider.class)
                        .scheduleTask(watch::look, 0, PAUSE.toMillis(), TASK));
          }
        });
  }

  private void look(KeycloakSession session) {
    Map<String, List<Finding>> found = new LinkedHashMap<>();
    session
        .realms()
        .getRealmsStream()
        .filter(realm -> realm.getRequiredActionProviderByAlias(CampusPolicy.ACTION) != null)
        .toList()
        .forEach(realm -> found.put(realm.getName(), of(session, realm)));
    log(found);
    session.getKeycloakSessionFactory().publish(new FindingsChecked(found));
  }

  private static List<Finding> of(KeycloakSession session, RealmModel realm) {
    session.getContext().setRealm(realm);
    return Findings.of(session, realm);
  }

  /** What holds in every realm is logged once. */
  private void log(Map<String, List<Finding>> found) {
    List<Finding> server = ServerChecks.all().toList();
    Map<String, Finding> lines = new LinkedHashMap<>();
    server.forEach(finding -> lines.put(finding.toString(), finding));
    found.forEach(
        (realm, findings) ->
            findings.stream()
                .filter(finding -> !server.contains(finding))
                .filter(finding -> !PolicyChecks.LOGGED.contains(finding.id()))
                .forEach(finding -> lines.put("Realm " + realm + ", " + finding, finding)));
    lines.forEach(
        (line, finding) -> {
          if (!known.contains(line)) {
            LOG.log(finding.severity() == Severity.ERROR ? Level.ERROR : Level.WARN, line);
          }
        });
    known = lines.keySet();
  }
}
