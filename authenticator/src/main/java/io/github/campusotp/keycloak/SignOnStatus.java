package io.github.campusotp.keycloak;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * May a running sign-on go on? Its user may have been disabled or deleted since its last page, or
 * the session that it rests on in place of a password may have been ended. Keycloak looks only at
 * the end, when a required action has already done its work.
 */
public final class SignOnStatus {
  private static final String ENDED = "campusSignOnEnded";

  private SignOnStatus() {}

  /**
   * Goes first in every action, before anything is shown or taken.
   *
   * @param context of the action
   * @throws ErrorPageException with the page that says why the sign-on is over
   */
  public static void requireOpen(RequiredActionContext context) {
    requireOpen(
        context.getSession(),
        context.getAuthenticationSession(),
        context.getUser(),
        context.getEvent());
  }

  /**
   * The same for a step of a flow that knows its user.
   *
   * @param context of the step
   * @throws ErrorPageException with the page that says why the sign-on is over
   */
  public static void requireOpen(AuthenticationFlowContext context) {
    requireOpen(
        context.getSession(),
        context.getAuthenticationSession(),
        context.getUser(),
        context.getEvent());
  }

  /**
   * Ends a sign-on that cannot begin again by itself.
   *
   * @param context of a step of its flow
   * @return to throw: the page that says that it is over
   */
  public static ErrorPageException ended(AuthenticationFlowContext context) {
    return end(context.getSession(), context.getAuthenticationSession(), ENDED);
  }

  /**
   * Ends a sign-on whose user has nothing left to do.
   *
   * @param context of an action
   * @param message key of what the page says
   * @return to throw
   */
  public static ErrorPageException ended(RequiredActionContext context, String message) {
    return end(context.getSession(), context.getAuthenticationSession(), message);
  }

  private static void requireOpen(
      KeycloakSession session,
      AuthenticationSessionModel signOn,
      UserModel user,
      EventBuilder event) {
    if (user == null) {
      event.error(Errors.USER_NOT_FOUND);
      throw end(session, signOn, ENDED);
    }
    if (!user.isEnabled()) {
      event.user(user).detail(Details.USERNAME, user.getUsername()).error(Errors.USER_DISABLED);
      throw end(session, signOn, Messages.ACCOUNT_DISABLED);
    }
    if (AuthenticatorUtil.isSSOAuthentication(signOn) && !hasSession(session, user)) {
      event.user(user).error(Errors.SESSION_EXPIRED);
      throw end(session, signOn, ENDED);
    }
  }

  private static boolean hasSession(KeycloakSession session, UserModel user) {
    AuthResult present =
        AuthenticationManager.authenticateIdentityCookie(
            session, session.getContext().getRealm(), true);
    return present != null && present.user().getId().equals(user.getId());
  }

  private static ErrorPageException end(
      KeycloakSession session, AuthenticationSessionModel signOn, String message) {
    return new ErrorPageException(session, signOn, Response.Status.BAD_REQUEST, message);
  }
}
