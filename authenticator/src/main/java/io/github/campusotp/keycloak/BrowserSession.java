package io.github.campusotp.keycloak;

import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** The session that a browser has beside the running sign-on. */
public final class BrowserSession {
  private BrowserSession() {}

  /**
   * Its user, if different from the one who signs on. Keycloak refuses that too, but only after the
   * required actions, when the key is already changed.
   *
   * @param context of a step behind the password
   */
  public static Optional<UserModel> ofAnotherUser(AuthenticationFlowContext context) {
    String id = context.getAuthenticationSession().getParentSession().getId();
    UserSessionModel present =
        context.getSession().sessions().getUserSession(context.getRealm(), id);
    return Optional.ofNullable(present)
        .filter(session -> session.getUser() != null)
        .filter(session -> AuthenticationManager.isSessionValid(context.getRealm(), session))
        .map(UserSessionModel::getUser)
        .filter(user -> !user.getId().equals(context.getUser().getId()));
  }
}
