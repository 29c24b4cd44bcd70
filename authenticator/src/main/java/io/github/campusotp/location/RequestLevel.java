package io.github.campusotp.location;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import java.util.List;
import java.util.Optional;
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
    return Decision.of(RequestLocation.of(session), others(session, user));
  }

  /**
   * What the list that is tried out would have decided.
   *
   * @param session of the running request
   * @param user who signs on; null where that is not known yet
   * @param decision what was decided
   * @return empty where there is no such list, or where it comes to the same level
   */
  public static Optional<Decision> candidate(
      KeycloakSession session, UserModel user, Decision decision) {
    CampusPolicy policy = CampusPolicies.of(session.getContext().getRealm());
    return policy
        .candidate()
        .map(list -> RequestLocation.of(session.getContext(), list, policy.trustedProxies()))
        .map(location -> Decision.of(location, others(session, user)))
        .filter(other -> other.level() != decision.level());
  }

  private static List<Reason> others(KeycloakSession session, UserModel user) {
    AlwaysAsked alwaysAsked = CampusPolicies.of(session.getContext().getRealm()).alwaysAsked();
    return user == null ? List.of() : alwaysAsked.of(session, user).stream().toList();
  }
}
