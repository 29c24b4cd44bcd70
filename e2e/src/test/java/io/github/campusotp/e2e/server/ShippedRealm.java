package io.github.campusotp.e2e.server;

import io.github.campusotp.demo.KeycloakServer;

/** The realm that comes with the extension, and what its file wants of the environment. */
public final class ShippedRealm {
  private ShippedRealm() {}

  /** A server that imports it. */
  public static KeycloakServer.Options in(KeycloakServer.Options server) {
    return server
        .realm(StoryServer.SHIPPED_REALM)
        .environment("OMU_PORTAL_SECRET", "the-secret-of-the-stories");
  }
}
