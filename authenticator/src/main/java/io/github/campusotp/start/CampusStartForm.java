package io.github.campusotp.start;

import io.github.campusotp.keycloak.ProvisionalPassword;
import io.github.campusotp.recovery.FirstAddress;
import io.github.campusotp.site.SiteSignOnForm;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;
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

  /**
   * Users with a second factor set the new password at a service, where off campus it is asked for.
   */
  @Override
  protected Optional<String> refusal(AuthenticationFlowContext context) {
    return ProvisionalPassword.is(context) && FirstAddress.hasFactor(context.getUser())
        ? Optional.of(KEY_NEEDED)
        : Optional.empty();
  }

  @Override
  protected Response createLoginForm(LoginFormsProvider form) {
    return super.createLoginForm(form.setAttribute("campusStep", "signon"));
  }
}
