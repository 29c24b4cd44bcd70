package io.github.campusotp.location;

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
record ProxySettings(Config source, String header, boolean namesProxies) {
  private static volatile ProxySettings last;

  /** Those of the running server. */
  static ProxySettings ofServer() {
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
}
