package io.github.campusotp.location;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.network.ClientLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Which level does the running request need, by its realm's policy? */
public final class RequestLevel {
  private RequestLevel() {}

  /**
   * Asks network, service, request and user.
   *
   * @param session of the running request
   * @param user who signs on; null where that is not known yet
   */
  public static Decision of(KeycloakSession session, UserModel user) {
    return of(session, user, Optional.empty());
  }

  /**
   * Asks everyone who has a say.
   *
   * @param session of the running request
   * @param user who signs on; null where that is not known yet
   * @param action what the user's action wants, beside them
   */
  public static Decision of(KeycloakSession session, UserModel user, Optional<Reason> action) {
    return Decision.of(RequestLocation.of(session), all(session, user, action));
  }

  /**
   * Whether a sign-on ends with less than its service insists on, as after its user deleted the key
   * in it.
   *
   * @param signOn whose level was decided, or one that has none
   */
  public static boolean isMissed(AuthenticationSessionModel signOn) {
    int reached = ReachedLevel.of(signOn);
    return reached >= Decision.PASSWORD && reached < ServiceLevel.insisted(signOn);
  }

  /**
   * Whether its service insists on a passkey.
   *
   * @param signOn whose level was decided, or one that has none
   */
  public static boolean insistsOnPasskey(AuthenticationSessionModel signOn) {
    return ServiceLevel.insisted(signOn) >= Decision.PHISHING_RESISTANT;
  }

  /**
   * Asks everyone who has a say about a sign-on that is only imagined.
   *
   * @param session of the running request, in whose realm it is
   * @param location where the client would be
   * @param client which service it would be to; null for any
   * @param user who would sign on; null for anyone
   */
  public static Decision of(
      KeycloakSession session, ClientLocation location, ClientModel client, UserModel user) {
    List<Reason> reasons = new ArrayList<>();
    if (client != null) {
      ServiceLevel.always(client).ifPresent(reasons::add);
    }
    ofPerson(session, user).ifPresent(reasons::add);
    return Decision.of(location, reasons);
  }

  /**
   * What the list that is tried out would have decided.
   *
   * @param session of the running request
   * @param user who signs on; null where that is not known yet
   * @param action what the user's action wants, beside them
   * @param decision what was decided
   * @return empty where there is no such list, or where it comes to the same level
   */
  public static Optional<Decision> candidate(
      KeycloakSession session, UserModel user, Optional<Reason> action, Decision decision) {
    CampusPolicy policy = CampusPolicies.of(session.getContext().getRealm());
    return policy
        .candidate()
        .map(list -> RequestLocation.of(session.getContext(), list, policy.trustedProxies()))
        .map(location -> Decision.of(location, all(session, user, action)))
        .filter(other -> other.level() != decision.level());
  }

  private static List<Reason> all(
      KeycloakSession session, UserModel user, Optional<Reason> action) {
    List<Reason> reasons = new ArrayList<>();
    AuthenticationSessionModel signOn = session.getContext().getAuthenticationSession();
    if (signOn != null) {
      ServiceLevel.always(signOn.getClient()).ifPresent(reasons::add);
      ServiceLevel.thisTime(signOn, user).ifPresent(reasons::add);
    }
    ofPerson(session, user).ifPresent(reasons::add);
    action.ifPresent(reasons::add);
    return reasons;
  }

  private static Optional<Reason> ofPerson(KeycloakSession session, UserModel user) {
    AlwaysAsked alwaysAsked = CampusPolicies.of(session.getContext().getRealm()).alwaysAsked();
    return user == null ? Optional.empty() : alwaysAsked.of(session, user);
  }
}
