package io.github.campusotp.start;

import io.github.campusotp.keycloak.ProvisionalPassword;
import io.github.campusotp.otpkey.FirstEnrolment;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.site.SiteSignOnForm;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The start procedure's sign-on page, where a provisional password will do. */
final class CampusStartForm extends SiteSignOnForm {
  static final CampusStartForm SINGLETON = new CampusStartForm();

  private CampusStartForm() {}

  @Override
  protected String purpose(AuthenticationSessionModel signOn) {
    return "start";
  }

  @Override
  protected boolean mayAskFor(String action) {
    return false;
  }

  /** Users with a key set the new password at a service, where off campus the key is asked for. */
  @Override
  protected Optional<String> refusal(AuthenticationFlowContext context) {
    return ProvisionalPassword.is(context) && OtpKey.of(context.getUser()).isPresent()
        ? Optional.of(KEY_NEEDED)
        : Optional.empty();
  }

  @Override
  protected Response createLoginForm(LoginFormsProvider form) {
    return super.createLoginForm(form.setAttribute("campusStep", "signon"));
  }

  /**
   * Not a question that a form without a user is asked by a flow, but by themes, on any page:
   * {@code authenticatorConfigured("campus-start-form")} says whether it is part of a first
   * enrolment, whichever service they came from.
   */
  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    AuthenticationSessionModel signOn = session.getContext().getAuthenticationSession();
    return signOn != null && FirstEnrolment.is(signOn);
  }
}
