package io.github.campusotp.manage;

import io.github.campusotp.keycloak.ProvisionalPassword;
import io.github.campusotp.keycloak.SiteSignOn;
import io.github.campusotp.recovery.FirstAddress;
import io.github.campusotp.site.SiteSignOnForm;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The management site's sign-on page: it refuses provisional passwords. */
final class CampusManagementForm extends SiteSignOnForm {
  static final CampusManagementForm SINGLETON = new CampusManagementForm();

  private static final String MENU = "menu";

  private CampusManagementForm() {}

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    SiteSignOn.note(context.getAuthenticationSession());
    super.authenticate(context);
  }

  @Override
  protected String purpose(AuthenticationSessionModel signOn) {
    return ManagementAction.ofId(signOn.getClientNote(Constants.KC_ACTION))
        .map(ManagementAction::word)
        .orElse(MENU);
  }

  @Override
  protected boolean mayAskFor(String action) {
    return ManagementAction.ofId(action).isPresent();
  }

  @Override
  protected Optional<String> refusal(AuthenticationFlowContext context) {
    return ProvisionalPassword.is(context)
        ? Optional.of(FirstAddress.hasFactor(context.getUser()) ? KEY_NEEDED : PROVISIONAL)
        : Optional.empty();
  }
}
