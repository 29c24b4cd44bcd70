package io.github.campusotp.site;

import io.github.campusotp.keycloak.BrowserSession;
import io.github.campusotp.keycloak.EarlyRequest;
import io.github.campusotp.keycloak.ProviderLink;
import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.TypedUsername;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.signin.CredentialSnapshot;
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
import org.keycloak.models.utils.FormMessage;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.validation.Validation;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The sign-on page of a site of our own: Keycloak's form checks the password, whatever session
 * there is. This one says what the sign-on is for, leads to the site's own actions only, and keeps
 * users of a shared browser apart.
 */
public abstract class SiteSignOnForm extends UsernamePasswordForm {
  /** Refusals: the password is to be changed first, in the start procedure or at a service. */
  protected static final String PROVISIONAL = "provisional_password";

  protected static final String KEY_NEEDED = "provisional_password_with_key";

  /** What the sign-on is for, as the page knows it. */
  protected abstract String purpose(AuthenticationSessionModel signOn);

  /** Whether a request may ask for this action; with a password alone none but the site's own. */
  protected abstract boolean mayAskFor(String action);

  /** Why this site refuses a right password, as the page knows it. */
  protected abstract Optional<String> refusal(AuthenticationFlowContext context);

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    EarlyRequest.leave(context);
    context.clearUser();
    ProviderLink.dropElsewhere(context);
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    signOn.clearExecutionStatus(); // what another user proved in this tab is no proof of this one
    if (!mayAskFor(signOn.getClientNote(Constants.KC_ACTION))) {
      signOn.removeClientNote(Constants.KC_ACTION);
    }
    super.authenticate(context);
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    RepeatedSubmit.leave(context);
    EventDetails.place(context, RequestLocation.of(context.getSession()));
    super.action(context);
  }

  @Override
  protected boolean validateForm(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    TypedUsername.read(context, typed);
    Optional<FormMessage> empty = EmptyField.of(typed);
    if (empty.isPresent()) {
      context.forceChallenge(createLoginForm(form(context, typed).addError(empty.get())));
      return false;
    }
    if (!super.validateForm(context, typed)) {
      return false;
    }
    UserModel other = BrowserSession.ofAnotherUser(context).orElse(null);
    Optional<String> refusal =
        other == null ? refusal(context) : Optional.of(Errors.DIFFERENT_USER_AUTHENTICATED);
    if (refusal.isEmpty()) {
      CredentialSnapshot.renew(context.getAuthenticationSession(), context.getUser());
      return true;
    }
    if (other != null) {
      context.getEvent().detail(Details.EXISTING_USER, other.getId());
      context
          .form()
          .setAttribute("campusOther", other.getUsername())
          .setAttribute("campusLogoutUrl", logoutUrl(context));
    }
    // Not a failureChallenge, which counts: the password was right, so this is no guess.
    context.getEvent().user(context.getUser()).error(refusal.get());
    context.clearUser();
    context.getAuthenticationSession().removeAuthNote(AuthenticationManager.PASSWORD_VALIDATED);
    context.form().setAttribute("campusRefusal", refusal.get());
    context.forceChallenge(challenge(context, typed));
    return false;
  }

  private static String logoutUrl(AuthenticationFlowContext context) {
    return OIDCLoginProtocolService.logoutUrl(context.getUriInfo())
        .queryParam("client_id", context.getAuthenticationSession().getClient().getClientId())
        .build(context.getRealm().getName())
        .toString();
  }

  @Override
  protected Response challenge(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    return createLoginForm(form(context, typed));
  }

  /** All in one place: whether the name or the password is to blame tells which names exist. */
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
  private LoginFormsProvider form(
      AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    String username =
        Optional.ofNullable(typed.getFirst(AuthenticationManager.FORM_USERNAME)).orElse("");
    return context
        .form()
        .setAttribute("login", Map.of("username", username))
        .setAttribute("campusAction", purpose(context.getAuthenticationSession()));
  }

  @Override
  protected Response createLoginForm(LoginFormsProvider form) {
    return form.createForm("campus-sign-on.ftl");
  }
}
