package io.github.campusotp.signin;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientLocation;
import io.github.campusotp.network.ForwardingHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakContext;

/** Where does this request come from? Every address known about it, put to the one rule. */
final class RequestLocation {
  private static final Logger LOG = Logger.getLogger(RequestLocation.class);
  private static final AtomicBoolean WARNED = new AtomicBoolean();
  private static final CampusNetworks NOWHERE = CampusNetworks.parse(null);

  private RequestLocation() {}

  static ClientLocation of(KeycloakContext context, CampusNetworkConfig config) {
    Config server = ConfigProvider.getConfig();
    // The header that the proxies write; the other kind comes from the client, whatever it says.
    String proxyHeader = server.getOptionalValue("kc.proxy-headers", String.class).orElse("");
    List<String> xForwardedFor =
        context.getHttpRequest().getHttpHeaders().getRequestHeader("X-Forwarded-For");
    List<String> forwarded =
        context.getHttpRequest().getHttpHeaders().getRequestHeader("Forwarded");
    List<String> ofProxies =
        ForwardingHeaders.addresses(
            proxyHeader.equals("forwarded") ? null : xForwardedFor,
            proxyHeader.equals("xforwarded") ? null : forwarded);
    List<String> ofAll = ForwardingHeaders.addresses(xForwardedFor, forwarded);

    boolean cameThroughProxy = !proxyHeader.isEmpty() && context.getHttpRequest().isProxyTrusted();
    String remote = context.getConnection().getRemoteAddr();
    CampusNetworks networks = config.networks();
    // A proxy that does not say whom it speaks for is no client, even if it stands on campus.
    if (cameThroughProxy && (ofProxies.isEmpty() || !namesItsProxies(server))
        || locate(ofProxies, remote, cameThroughProxy, networks, config).network().isEmpty()) {
      networks = NOWHERE;
    }
    return locate(ofAll, remote, cameThroughProxy, networks, config);
  }

  private static ClientLocation locate(
      List<String> hops,
      String remote,
      boolean remoteIsFarthest,
      CampusNetworks networks,
      CampusNetworkConfig config) {
    List<String> addresses = new ArrayList<>(hops);
    addresses.add(remoteIsFarthest ? 0 : addresses.size(), remote);
    return ClientLocation.of(addresses, networks, config.trustedProxies());
  }

  /**
   * Keycloak's isProxyTrusted() is also true where nobody named the trusted proxies: the remote
   * address is then whatever the client wrote, so a header proves nothing.
   */
  private static boolean namesItsProxies(Config server) {
    boolean named = server.getOptionalValue("kc.proxy-trusted-addresses", String.class).isPresent();
    if (!named && WARNED.compareAndSet(false, true)) {
      LOG.warn(
          "Everybody who comes through a proxy counts as off campus: proxy-headers is set, yet"
              + " proxy-trusted-addresses is not. Set proxy-trusted-addresses to the addresses of"
              + " the proxies in front of this server.");
    }
    return named;
  }
}
