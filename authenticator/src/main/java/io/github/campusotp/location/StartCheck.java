package io.github.campusotp.location;

import io.github.campusotp.network.ServerProxies;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.keycloak.common.Profile;
import org.keycloak.common.Version;
import org.keycloak.migration.ModelVersion;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/** Says when the server starts, not at the first sign-on, which settings are wrong. */
public final class StartCheck {
  private static final Logger LOG = Logger.getLogger(StartCheck.class);

  /** Before it an entry that is there can be taken again. */
  private static final ModelVersion FIXED = new ModelVersion("26.7.4");

  private StartCheck() {}

  /**
   * Waits until the realms are there, and looks at the server's settings and at each realm's.
   *
   * @param factory of the server that starts
   */
  public static void register(KeycloakSessionFactory factory) {
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent) {
            server().warnings().forEach(LOG::warn);
            sharedStore().ifPresent(LOG::warn);
            KeycloakModelUtils.runJobInTransaction(factory, StartCheck::readPolicies);
          }
        });
  }

  /** Reading a policy logs what is wrong with it. */
  private static void readPolicies(KeycloakSession session) {
    session
        .realms()
        .getRealmsStream()
        .forEach(
            realm ->
                CampusPolicies.of(realm)
                    .mistakesIn(session, realm)
                    .forEach(
                        mistake ->
                            LOG.errorf("Campus policy of realm %s, %s", realm.getName(), mistake)));
  }

  private static Optional<String> sharedStore() {
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
  static Optional<String> sharedStore(boolean stateless, String database, String version) {
    boolean open =
        stateless
            && Set.of("mysql", "mariadb").contains(database)
            && new ModelVersion(version).lessThan(FIXED);
    return open
        ? Optional.of(
            "The feature stateless on "
                + database
                + " does not limit guesses before Keycloak 26.7.4 (CVE-2026-90997): switch it off.")
        : Optional.empty();
  }

  static ServerProxies server() {
    Config server = ConfigProvider.getConfig();
    return ServerProxies.of(
        server.getOptionalValue("kc.proxy-trusted-addresses", String.class).orElse(""),
        server
            .getOptionalValue("kc.proxy-protocol-enabled", String.class)
            .orElse("")
            .equals("true"));
  }
}
