package io.github.campusotp.location;

import io.github.campusotp.level.Decision;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** Which level does the running request need, by its realm's policy? */
public final class RequestLevel {
  private RequestLevel() {}

  /**
   * Asks everyone who has a say.
   *
   * @param session of the running request
   */
  public static Decision of(KeycloakSession session) {
    return Decision.of(RequestLocation.of(session), List.of());
  }
}
