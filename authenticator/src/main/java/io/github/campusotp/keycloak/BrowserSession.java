package io.github.campusotp.keycloak;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;

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

  /**
   * Ends a sign-on beside the session of another user, where no page of ours can say so.
   *
   * @param context of a step that knows its user
   * @throws ErrorPageException if there is such a session
   */
  public static void requireNoOther(AuthenticationFlowContext context) {
    UserModel other = ofAnotherUser(context).orElse(null);
    if (other != null) {
      context
          .getEvent()
          .user(context.getUser())
          .detail(Details.EXISTING_USER, other.getId())
          .error(Errors.DIFFERENT_USER_AUTHENTICATED);
      throw new ErrorPageException(
          context.getSession(),
          context.getAuthenticationSession(),
          Response.Status.BAD_REQUEST,
          Messages.DIFFERENT_USER_AUTHENTICATED,
          other.getUsername());
    }
  }
}
