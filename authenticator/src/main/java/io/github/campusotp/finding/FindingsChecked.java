package io.github.campusotp.finding;

import java.util.List;
import java.util.Map;
import org.keycloak.provider.ProviderEvent;

/**
 * Every realm was looked at.
 *
 * @param byRealm what was found, by the realm's name
 */
public record FindingsChecked(Map<String, List<Finding>> byRealm) implements ProviderEvent {
  /** Keycloak logs every event, several times at DEBUG: what was found is logged once already. */
  @Override
  public String toString() {
    return "FindingsChecked" + byRealm.keySet();
  }
}
