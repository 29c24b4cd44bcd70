package io.github.campusotp.location;

import io.github.campusotp.network.ServerProxies;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The server's settings by which a request tells where it comes from. They stay as they are while
 * it runs, and each look-up in them takes longer than the decision.
 *
 * @param source what they were read from
 * @param header {@code proxy-headers}; empty if unset
 * @param namesProxies whether there are {@code proxy-trusted-addresses}
 */
public record ProxySettings(Config source, String header, boolean namesProxies) {
  private static volatile ProxySettings last;

  /** Those of the running server. */
  public static ProxySettings ofServer() {
    Config source = ConfigProvider.getConfig();
    ProxySettings known = last;
    if (known == null || known.source != source) {
      known =
          new ProxySettings(
              source,
              source.getOptionalValue("kc.proxy-headers", String.class).orElse(""),
              source.getOptionalValue("kc.proxy-trusted-addresses", String.class).isPresent());
      last = known;
    }
    return known;
  }

  /**
   * Whether a request through a proxy proves nothing, so that all of them are off campus.
   * Keycloak's isProxyTrusted() is also true if no trusted proxies are configured: the remote
   * address is then whatever the client wrote.
   */
  public boolean trustsEveryProxy() {
    return !header.isEmpty() && !namesProxies;
  }

  /** Which proxies the server believes. */
  public ServerProxies proxies() {
    return ServerProxies.of(
        source.getOptionalValue("kc.proxy-trusted-addresses", String.class).orElse(""),
        source
            .getOptionalValue("kc.proxy-protocol-enabled", String.class)
            .orElse("")
            .equals("true"));
  }
}
