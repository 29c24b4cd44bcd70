package io.github.campusotp.location;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientLocation;
import io.github.campusotp.network.TrustedProxies;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;

/** Where does this request come from? Applies the one rule to every address known about it. */
public final class RequestLocation {
  private static final String JUDGED = RequestLocation.class.getName();

  private RequestLocation() {}

  /**
   * The running request, judged by its realm's policy.
   *
   * @param session of the running request
   * @return where it comes from; off campus where the realm has no policy
   */
  public static ClientLocation of(KeycloakSession session) {
    KeycloakContext context = session.getContext();
    HttpRequest request = context.getHttpRequest();
    CampusPolicy policy = CampusPolicies.of(context.getRealm());
    if (session.getAttribute(JUDGED) instanceof Judged last
        && last.request == request
        && last.policy == policy) {
      return last.location;
    }
    ClientLocation location = of(context, policy.networks(), policy.trustedProxies());
    session.setAttribute(JUDGED, new Judged(request, policy, location));
    return location;
  }

  /** What a request was judged to be: several steps of it ask. */
  private record Judged(HttpRequest request, CampusPolicy policy, ClientLocation location) {}

  /**
   * The running request, judged by one list.
   *
   * @param context of the running request
   * @param networks what counts as campus
   * @param proxies whose addresses are left out
   */
  static ClientLocation of(
      KeycloakContext context, CampusNetworks networks, TrustedProxies proxies) {
    return KnownAddresses.of(context).locate(networks, proxies);
  }
}
