package io.github.campusotp.keycloak;

import jakarta.ws.rs.RedirectionException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A request for a page while the form of the one before it is not answered yet: it waits, and leads
 * to where the sign-on then stands. Keycloak itself sends a form that comes a second time there.
 */
public final class EarlyRequest {
  /** Keycloak's note of the code of the form that is shown: {@code CodeGenerateUtil}. */
  private static final String CODE = "active_code";

  private static final String WAITED = "campus-form.waited";

  private EarlyRequest() {}

  /**
   * Ends a request for the page of a step whose form is not answered yet: Keycloak itself sends a
   * form that comes a second time there.
   *
   * @param context before the step shows its page
   * @throws RedirectionException if it is one
   */
  public static void leave(AuthenticationFlowContext context) {
    FormMessage told = context.getForwardedErrorMessage();
    boolean isSecond = told != null && Messages.EXPIRED_ACTION.equals(told.getMessage());
    if (isEarly(context.getSession(), context.getAuthenticationSession(), isSecond)) {
      throw RepeatedSubmit.redirect(context.getSession(), context.getAuthenticationSession());
    }
  }

  /**
   * Ends a request for the page of a required action whose form is not answered yet.
   *
   * @param context before an action shows its page, or judges what such a form changes
   * @throws RedirectionException if it is one
   */
  public static void leave(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String told = signOn.getAuthNote(LoginActionsService.FORWARDED_ERROR_MESSAGE_NOTE);
    boolean isSecond = Messages.EXPIRED_ACTION.equals(told);
    if (isSecond) {
      signOn.removeAuthNote(LoginActionsService.FORWARDED_ERROR_MESSAGE_NOTE);
    }
    if (isEarly(context.getSession(), signOn, isSecond)) {
      throw RepeatedSubmit.redirect(context.getSession(), context.getAuthenticationSession());
    }
  }

  /**
   * One that hangs is not waited for again and again.
   *
   * @param isSecond whether Keycloak sent a form here whose code was used. Where no page has come
   *     of that yet, its first request may still be on the way from Keycloak's look at it to ours
   */
  private static boolean isEarly(
      KeycloakSession session, AuthenticationSessionModel signOn, boolean isSecond) {
    if (RepeatedSubmit.form(session) != null) {
      return false;
    }
    boolean comes =
        isSecond && isTaken(signOn) && hasNoPage(signOn) && signOn.getAuthNote(WAITED) == null;
    if (comes) {
      signOn.setAuthNote(WAITED, "true"); // once: forms that are only old come here, too
      FormRequest.awaitEntry(signOn, () -> hasNoPage(signOn));
    }
    return FormRequest.running(signOn).map(FormRequest::await).orElse(comes);
  }

  /** Of a form with a wrong code Keycloak does not note that it is processed. */
  private static boolean isTaken(AuthenticationSessionModel signOn) {
    String present = signOn.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION);
    return present != null
        && present.equals(signOn.getAuthNote(AuthenticationProcessor.LAST_PROCESSED_EXECUTION));
  }

  /** Keycloak takes the code away with the form, and makes another with the next page. */
  private static boolean hasNoPage(AuthenticationSessionModel signOn) {
    return signOn.getAuthNote(CODE) == null;
  }
}
