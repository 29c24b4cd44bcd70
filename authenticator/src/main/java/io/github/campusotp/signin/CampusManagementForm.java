package io.github.campusotp.signin;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The management site's sign-on page. Keycloak's own form checks the password; this one says what
 * the sign-on is for, refuses a provisional password, and leads to the site's own actions only.
 */
final class CampusManagementForm extends UsernamePasswordForm {
  static final CampusManagementForm SINGLETON = new CampusManagementForm();

  private static final String PROVISIONAL_PASSWORD = "provisional_password";
  private static final String MENU = "menu";

  private CampusManagementForm() {}

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    context.clearUser();
    keepToOwnActions(context.getAuthenticationSession());
    super.authenticate(context);
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    EventDetails.place(context, RequestLocation.of(context.getSession()));
    super.action(context);
  }

  @Override
  protected boolean validateForm(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    if (!super.validateForm(context, typed)) {
      return false;
    }
    if (owesPassword(context)) {
      refuse(context, PROVISIONAL_PASSWORD);
      context.form().setAttribute("campusProvisional", true);
      context.forceChallenge(challenge(context, typed));
      return false;
    }
    UserModel other = somebodyElse(context);
    if (other != null) {
      context.getEvent().detail(Details.EXISTING_USER, other.getId());
      refuse(context, Errors.DIFFERENT_USER_AUTHENTICATED);
      context.forceChallenge(
          context
              .form()
              .setError(Messages.DIFFERENT_USER_AUTHENTICATED, other.getUsername())
              .createErrorPage(Response.Status.BAD_REQUEST));
      return false;
    }
    return true;
  }

  /** Not a failureChallenge, which counts: the password was right, so nobody is guessing. */
  private static void refuse(AuthenticationFlowContext context, String error) {
    context.getEvent().user(context.getUser()).error(error);
    context.clearUser();
    context.getAuthenticationSession().removeAuthNote(AuthenticationManager.PASSWORD_VALIDATED);
  }

  private static boolean owesPassword(AuthenticationFlowContext context) {
    String action = UserModel.RequiredAction.UPDATE_PASSWORD.name();
    return context.getUser().getRequiredActionsStream().anyMatch(action::equals)
        || context.getAuthenticationSession().getRequiredActions().contains(action);
  }

  /**
   * Whose session this browser has, if not this user's. Keycloak refuses that too, yet only after
   * the required actions, with the key already changed.
   */
  private static UserModel somebodyElse(AuthenticationFlowContext context) {
    UserSessionModel present =
        context
            .getSession()
            .sessions()
            .getUserSession(
                context.getRealm(), context.getAuthenticationSession().getParentSession().getId());
    return present == null
            || present.getUser() == null
            || !AuthenticationManager.isSessionValid(context.getRealm(), present)
            || present.getUser().getId().equals(context.getUser().getId())
        ? null
        : present.getUser();
  }

  /** A password alone opens no other required action, whatever the request asked for. */
  private static void keepToOwnActions(AuthenticationSessionModel signOn) {
    if (ManagementAction.ofId(signOn.getClientNote(Constants.KC_ACTION)).isEmpty()) {
      signOn.removeClientNote(Constants.KC_ACTION);
    }
  }

  @Override
  protected Response challenge(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    return createLoginForm(form(context, typed));
  }

  /**
   * Every error stands in one place: Keycloak blames the username or the password, and the page
   * would tell which names exist and which are locked.
   */
  @Override
  protected Response challenge(AuthenticationFlowContext context, String error, String field) {
    form(context, context.getHttpRequest().getDecodedFormParameters());
    return super.challenge(context, error, field == null ? null : Validation.FIELD_PASSWORD);
  }

  @Override
  protected Response setDuplicateUserChallenge(
      AuthenticationFlowContext context,
      String eventError,
      String message,
      AuthenticationFlowError error) {
    context.getEvent().error(eventError);
    Response page = challenge(context, message, null);
    context.failureChallenge(error, page);
    return page;
  }

  /** The request's one form, with what the page needs and Keycloak gives to its own pages only. */
  private static LoginFormsProvider form(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    String username =
        Optional.ofNullable(typed.getFirst(AuthenticationManager.FORM_USERNAME)).orElse("");
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    return context
        .form()
        .setAttribute("login", Map.of("username", username))
        .setAttribute(
            "campusAction",
            ManagementAction.ofId(signOn.getClientNote(Constants.KC_ACTION))
                .map(ManagementAction::word)
                .orElse(MENU));
  }

  @Override
  protected Response createLoginForm(LoginFormsProvider form) {
    return form.createForm("campus-management.ftl");
  }
}
