package io.github.campusotp.metrics;

import io.github.campusotp.finding.FindingsChecked;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventListenerTransaction;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.EnvironmentDependentProviderFactory;

/**
 * Counts the events of every realm for Keycloak's own {@code /metrics}, whether or not the realm
 * stores them, and what is wrong with it. A server built without metrics does not have this
 * listener at all.
 */
public final class CampusMetrics
    implements EventListenerProviderFactory, EnvironmentDependentProviderFactory {
  private EventCounters counters;

  @Override
  public String getId() {
    return "campus-metrics";
  }

  @Override
  public boolean isSupported(Config.Scope config) {
    return config.root().getBoolean("metrics-enabled", false);
  }

  @Override
  public boolean isGlobal() {
    return true;
  }

  @Override
  public void init(Config.Scope config) {
    counters = new EventCounters(Metrics.globalRegistry);
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    EventListenerTransaction committed = new EventListenerTransaction(null, counters::count);
    session.getTransactionManager().enlistAfterCompletion(committed);
    return new Listener(committed);
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    FindingGauges gauges = new FindingGauges(Metrics.globalRegistry);
    factory.register(
        event -> {
          if (event instanceof FindingsChecked checked) {
            gauges.show(checked);
          }
        });
  }

  @Override
  public void close() {}

  /** What was rolled back did not happen: Keycloak may do it again. */
  private record Listener(EventListenerTransaction committed) implements EventListenerProvider {
    @Override
    public void onEvent(Event event) {
      committed.addEvent(event);
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
  }
}
