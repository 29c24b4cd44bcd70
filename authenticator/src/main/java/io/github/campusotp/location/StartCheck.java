package io.github.campusotp.location;

import io.github.campusotp.network.ServerProxies;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/** Says when the server starts, not at the first sign-on, which settings are wrong. */
public final class StartCheck {
  private static final Logger LOG = Logger.getLogger(StartCheck.class);

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
            KeycloakModelUtils.runJobInTransaction(factory, StartCheck::readConditions);
          }
        });
  }

  /** Reading a condition's configuration logs what is wrong with it. */
  private static void readConditions(KeycloakSession session) {
    session
        .realms()
        .getRealmsStream()
        .filter(realm -> realm.getBrowserFlow() != null)
        .forEach(CampusNetworkConfigs::inForce);
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
