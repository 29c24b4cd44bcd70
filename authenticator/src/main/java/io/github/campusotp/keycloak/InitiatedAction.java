package io.github.campusotp.keycloak;

import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContext.KcActionStatus;
import org.keycloak.models.Constants;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Did the user initiate this action (by {@code kc_action}), and may therefore cancel it? An action
 * that the sign-on itself waits for cannot be dropped, whatever the request says (CVE-2025-3910).
 */
public final class InitiatedAction {
  private static final String NEEDED_FIRST = "campus-needed-first.";

  private InitiatedAction() {}

  /**
   * Puts an action before the pending one that needs it.
   *
   * @param context of the running sign-on
   * @param action its id
   * @param by the pending action; one that cannot be dropped counts before one that can
   */
  public static void requireFirst(RequiredActionContext context, String action, String by) {
    String note = NEEDED_FIRST + action;
    if (context.getAuthenticationSession().getAuthNote(note) == null || isRequired(context, by)) {
      context.getAuthenticationSession().setAuthNote(note, by);
    }
    context.getAuthenticationSession().addRequiredAction(action);
  }

  /**
   * Whether the running action can be dropped.
   *
   * @param context of an action that the user initiated, or that such an action needs first
   */
  public static boolean isCancellable(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String wish = signOn.getClientNote(Constants.KC_ACTION);
    return wish != null
        && !isRequired(context, wish)
        && (wish.equals(context.getAction()) || isOnlyNeededFor(context, wish));
  }

  /**
   * Whether the request asked for the running action itself, be it owed or not.
   *
   * @param context of the running action
   */
  public static boolean isRequested(RequiredActionContext context) {
    return context
        .getAction()
        .equals(context.getAuthenticationSession().getClientNote(Constants.KC_ACTION));
  }

  /** Whether the user initiated the running action itself, and not one that needs it first. */
  public static boolean isRequestedDirectly(RequiredActionContext context) {
    return isRequested(context) && isCancellable(context);
  }

  /** An action in the sign-on's own list may be owed, as is the key of a user off campus. */
  private static boolean isOnlyNeededFor(RequiredActionContext context, String wish) {
    return wish.equals(
            context.getAuthenticationSession().getAuthNote(NEEDED_FIRST + context.getAction()))
        && context.getUser().getRequiredActionsStream().noneMatch(context.getAction()::equals);
  }

  /** Cancels the running action, and tells the client so. */
  public static void cancel(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String wish = signOn.getClientNote(Constants.KC_ACTION);
    if (!wish.equals(context.getAction())) {
      signOn.removeRequiredAction(context.getAction());
      AuthenticationManager.setKcActionStatus(wish, KcActionStatus.CANCELLED, signOn);
    }
    context.cancel();
  }

  /**
   * Whether the sign-on waits for an action, initiated or required.
   *
   * @param context of the running sign-on
   * @param action its id
   */
  public static boolean isPending(RequiredActionContext context, String action) {
    return action.equals(context.getAuthenticationSession().getClientNote(Constants.KC_ACTION))
        || isRequired(context, action);
  }

  private static boolean isRequired(RequiredActionContext context, String action) {
    return Stream.concat(
            context.getAuthenticationSession().getRequiredActions().stream(),
            context.getUser().getRequiredActionsStream())
        .anyMatch(action::equals);
  }
}
