package io.github.campusotp.location;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientLocation;
import io.github.campusotp.network.ForwardingHeaders;
import io.github.campusotp.network.TrustedProxies;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.common.ClientConnection;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;

/** Where does this request come from? Applies the one rule to every address known about it. */
public final class RequestLocation {
  private static final Logger LOG = Logger.getLogger(RequestLocation.class);
  private static final AtomicBoolean WARNED = new AtomicBoolean();
  private static final String JUDGED = RequestLocation.class.getName();
  private static final CampusNetworks NOWHERE = CampusNetworks.parse(null);

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
    ProxySettings server = ProxySettings.ofServer();
    HttpHeaders headers = context.getHttpRequest().getHttpHeaders();
    List<String> xForwardedFor = headers.getRequestHeader("X-Forwarded-For");
    List<String> forwarded = headers.getRequestHeader("Forwarded");
    boolean byForwarded = server.header().equals("forwarded");
    boolean byXForwarded = server.header().equals("xforwarded");
    List<String> hops =
        new ArrayList<>(
            ForwardingHeaders.addresses(
                byForwarded ? null : xForwardedFor, byXForwarded ? null : forwarded));
    List<String> clientsWords =
        ForwardingHeaders.addresses(
            byForwarded ? xForwardedFor : null, byXForwarded ? forwarded : null);

    boolean throughProxy = !server.header().isEmpty() && context.getHttpRequest().isProxyTrusted();
    // A proxy that does not name its client is no client, even if it stands on campus.
    boolean believable = !throughProxy || !hops.isEmpty() && namesItsProxies(server);
    hops.add(
        throughProxy ? 0 : hops.size(),
        remote(context.getConnection(), throughProxy && !hops.isEmpty()));
    ClientLocation location = ClientLocation.of(hops, believable ? networks : NOWHERE, proxies);
    if (location.network().isEmpty() || clientsWords.isEmpty()) {
      return location;
    }
    // The header that no proxy writes comes from the client: it can take away, and never give.
    hops.addAll(0, clientsWords);
    return ClientLocation.of(hops, networks, proxies);
  }

  /**
   * Keycloak's address of the client. It has none where the header's first entry is IPv6 in
   * brackets (RFC 7239 demands them) or ends with a blank: then its host is the text of that entry,
   * without the port. Elsewhere the host may be a name, and is not read.
   */
  private static String remote(ClientConnection connection, boolean fromHeader) {
    String address = connection.getRemoteAddr();
    return address == null && fromHeader
        ? ForwardingHeaders.entry(connection.getRemoteHost())
        : address;
  }

  /**
   * Keycloak's isProxyTrusted() is also true if no trusted proxies are configured: the remote
   * address is then whatever the client wrote, so a header proves nothing.
   */
  private static boolean namesItsProxies(ProxySettings server) {
    if (!server.namesProxies() && WARNED.compareAndSet(false, true)) {
      LOG.warn(
          "Every request through a proxy counts as off campus: proxy-headers is set, yet"
              + " proxy-trusted-addresses is not. Set proxy-trusted-addresses to the addresses of"
              + " the proxies in front of this server.");
    }
    return server.namesProxies();
  }
}
