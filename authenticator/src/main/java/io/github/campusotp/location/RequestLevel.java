package io.github.campusotp.location;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Which level does the running request need, by its realm's policy? */
public final class RequestLevel {
  private RequestLevel() {}

  /**
   * Asks everyone who has a say.
   *
   * @param session of the running request
   * @param user who signs on; null where that is not known yet
   */
  public static Decision of(KeycloakSession session, UserModel user) {
    AlwaysAsked alwaysAsked = CampusPolicies.of(session.getContext().getRealm()).alwaysAsked();
    List<Reason> others =
        user == null ? List.of() : alwaysAsked.of(session, user).stream().toList();
    return Decision.of(RequestLocation.of(session), others);
  }
}
