package io.github.campusotp.location;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientLocation;
import io.github.campusotp.network.ForwardingHeaders;
import io.github.campusotp.network.TrustedProxies;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakContext;

/**
 * Every address that is known about a request.
 *
 * @param hops those that a proxy or the server vouches for, from the farthest to the nearest
 * @param clientsWords those of the header that no proxy of this server writes
 * @param believable whether the hops can prove a place
 */
public record KnownAddresses(List<Known> hops, List<Known> clientsWords, boolean believable) {
  private static final CampusNetworks NOWHERE = CampusNetworks.parse(null);
  private static final String X_FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED = "Forwarded";
  private static final String SERVER = "server";
  private static final String QUERY = "query";

  /**
   * One address.
   *
   * @param text as it came: it may be anything, also null
   * @param source the header it stands in, {@code server} for the server's remote address, or
   *     {@code query} for one that an administrator asks about
   */
  public record Known(String text, String source) {}

  /**
   * Those of the running request.
   *
   * @param context of the running request
   */
  public static KnownAddresses of(KeycloakContext context) {
    ProxySettings server = ProxySettings.ofServer();
    boolean byForwarded = server.header().equals("forwarded");
    boolean byXForwarded = server.header().equals("xforwarded");
    HttpHeaders headers = context.getHttpRequest().getHttpHeaders();
    List<Known> xForwardedFor =
        known(
            ForwardingHeaders.addresses(headers.getRequestHeader(X_FORWARDED_FOR), null),
            X_FORWARDED_FOR);
    List<Known> forwarded =
        known(ForwardingHeaders.addresses(null, headers.getRequestHeader(FORWARDED)), FORWARDED);
    List<Known> hops = new ArrayList<>();
    List<Known> clientsWords = new ArrayList<>();
    (byForwarded ? clientsWords : hops).addAll(xForwardedFor);
    (byXForwarded ? clientsWords : hops).addAll(forwarded);

    boolean throughProxy = !server.header().isEmpty() && context.getHttpRequest().isProxyTrusted();
    // A proxy that does not name its client is no client, even if it stands on campus.
    boolean believable = !throughProxy || !hops.isEmpty() && !server.trustsEveryProxy();
    String remote = remote(context.getConnection(), throughProxy && !hops.isEmpty());
    hops.add(throughProxy ? 0 : hops.size(), new Known(remote, SERVER));
    return new KnownAddresses(List.copyOf(hops), List.copyOf(clientsWords), believable);
  }

  /**
   * One that an administrator asks about.
   *
   * @param address any text
   */
  public static KnownAddresses only(String address) {
    return new KnownAddresses(List.of(new Known(address, QUERY)), List.of(), true);
  }

  /**
   * Where they say that the client is.
   *
   * @param networks what counts as campus
   * @param proxies whose addresses are left out
   */
  public ClientLocation locate(CampusNetworks networks, TrustedProxies proxies) {
    ClientLocation location =
        ClientLocation.of(texts(hops), believable ? networks : NOWHERE, proxies);
    if (location.network().isEmpty() || clientsWords.isEmpty()) {
      return location;
    }
    // The header that no proxy writes comes from the client: it can take away, and never give.
    return ClientLocation.of(texts(all()), networks, proxies);
  }

  /** From the one that is proved least to the nearest. */
  public List<Known> all() {
    return Stream.concat(clientsWords.stream(), hops.stream()).toList();
  }

  private static List<String> texts(List<Known> known) {
    List<String> texts = new ArrayList<>(); // one of them may be null
    known.forEach(address -> texts.add(address.text()));
    return texts;
  }

  private static List<Known> known(List<String> texts, String source) {
    return texts.stream().map(text -> new Known(text, source)).toList();
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
}
