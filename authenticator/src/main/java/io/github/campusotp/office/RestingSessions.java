package io.github.campusotp.office;

import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/** The sessions that rest on a second factor. */
final class RestingSessions {
  private RestingSessions() {}

  /**
   * Ends them, and tells their services.
   *
   * @param credentials ids of what was taken away
   */
  static void end(
      KeycloakSession session, RealmModel realm, UserModel user, List<String> credentials) {
    Stream.concat(
            session.sessions().getUserSessionsStream(realm, user),
            session.sessions().getOfflineUserSessionsStream(realm, user))
        .filter(begun -> credentials.stream().anyMatch(id -> VerifiedOtp.isBy(begun, id)))
        .toList()
        .forEach(begun -> AuthenticationManager.backchannelLogout(session, begun, true));
  }
}
