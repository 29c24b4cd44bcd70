package io.github.campusotp.location;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** The realms' policies by id. Each is parsed, and its mistakes logged, once per change. */
public final class CampusPolicies {
  private static final Logger LOG = Logger.getLogger(CampusPolicies.class);
  private static final int MOST_LOGGED = 50;
  private static final Map<String, Parsed> BY_REALM = new ConcurrentHashMap<>();
  private static final CampusPolicy NONE = CampusPolicy.read(Map.of());

  private CampusPolicies() {}

  /**
   * The policy of a realm, whether its required action is enabled or not.
   *
   * @param realm of the running request
   * @return its parsed form; where the realm has none every request is off campus
   */
  public static CampusPolicy of(RealmModel realm) {
    // Not getRequiredActionConfigByAlias: Keycloak changes that cached object before it validates.
    return Optional.ofNullable(realm.getRequiredActionProviderByAlias(CampusPolicy.ACTION))
        .map(RequiredActionProviderModel::getConfig)
        .map(values -> of(realm, values))
        .orElse(NONE);
  }

  private static CampusPolicy of(RealmModel realm, Map<String, String> values) {
    Parsed parsed = BY_REALM.get(realm.getId());
    if (parsed == null || !parsed.values.equals(values)) {
      parsed =
          BY_REALM.compute(
              realm.getId(),
              (id, known) ->
                  known != null && known.values.equals(values)
                      ? known
                      : parse(new HashMap<>(values), realm.getName()));
    }
    return parsed.policy;
  }

  private static Parsed parse(Map<String, String> values, String realm) {
    CampusPolicy policy = CampusPolicy.read(values);
    List<CampusPolicy.Mistake> mistakes = policy.mistakes();
    for (CampusPolicy.Mistake mistake :
        mistakes.subList(0, Math.min(mistakes.size(), MOST_LOGGED))) {
      LOG.errorf("Campus policy of realm %s, %s", realm, mistake);
    }
    if (mistakes.size() > MOST_LOGGED) {
      LOG.errorf(
          "Campus policy of realm %s: %d more mistakes", realm, mistakes.size() - MOST_LOGGED);
    }
    ProxySettings.ofServer()
        .proxies()
        .warnings(policy.trustedProxies(), policy.networks())
        .forEach(warning -> LOG.warnf("Campus policy of realm %s, %s", realm, warning));
    return new Parsed(values, policy);
  }

  private record Parsed(Map<String, String> values, CampusPolicy policy) {}
}
