package io.github.campusotp.finding;

import static io.github.campusotp.finding.Finding.error;
import static io.github.campusotp.finding.Finding.warning;

import io.github.campusotp.location.ProxySettings;
import io.github.campusotp.network.ProxyWarning;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.keycloak.common.Profile;
import org.keycloak.common.Version;
import org.keycloak.migration.ModelVersion;

/** The server's own settings, which hold in every realm. */
final class ServerChecks {
  /** Before it an entry that is there can be taken again. */
  private static final ModelVersion FIXED = new ModelVersion("26.7.4");

  private static final Finding EVERY_PROXY =
      error(
          "every-proxy-trusted",
          "proxy-trusted-addresses",
          "proxy-headers is set, and this is not: every request through a proxy is off campus",
          "name the addresses of the proxies in front of this server");

  private ServerChecks() {}

  static Stream<Finding> all() {
    return Stream.of(
            ProxySettings.ofServer().proxies().warnings().stream()
                .map(warning -> finding("server-proxies", warning)),
            ProxySettings.ofServer().trustsEveryProxy()
                ? Stream.of(EVERY_PROXY)
                : Stream.<Finding>empty(),
            sharedStore().stream())
        .flatMap(found -> found);
  }

  /** A setting of the server or of the realm. */
  static Finding finding(String id, ProxyWarning found) {
    return warning(id, found.setting(), found.what(), found.cure());
  }

  private static Optional<Finding> sharedStore() {
    return sharedStore(
        Profile.getInstance().getEnabledFeatures().stream()
            .anyMatch(feature -> feature.getUnversionedKey().equals("stateless")),
        ConfigProvider.getConfig().getOptionalValue("kc.db", String.class).orElse(""),
        Version.VERSION);
  }

  /**
   * What is wrong with the store of single-use entries, by which guesses are limited.
   *
   * @param stateless whether the feature is on that keeps them in the database
   * @param database Keycloak's name of its kind
   * @param version of Keycloak
   */
  static Optional<Finding> sharedStore(boolean stateless, String database, String version) {
    boolean open =
        stateless
            && Set.of("mysql", "mariadb").contains(database)
            && new ModelVersion(version).lessThan(FIXED);
    return open
        ? Optional.of(
            error(
                "store-without-limits",
                "features",
                "stateless on "
                    + database
                    + " does not limit guesses before Keycloak 26.7.4 (CVE-2026-90997)",
                "switch it off"))
        : Optional.empty();
  }
}
