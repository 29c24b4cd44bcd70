package io.github.campusotp.signin;

import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The management site's sign-on page: whoever has a provisional password starts elsewhere. */
final class CampusManagementForm extends SiteSignOnForm {
  static final CampusManagementForm SINGLETON = new CampusManagementForm();

  private static final String MENU = "menu";

  private CampusManagementForm() {}

  @Override
  String purpose(AuthenticationSessionModel signOn) {
    return ManagementAction.ofId(signOn.getClientNote(Constants.KC_ACTION))
        .map(ManagementAction::word)
        .orElse(MENU);
  }

  @Override
  boolean mayAskFor(String action) {
    return ManagementAction.ofId(action).isPresent();
  }

  @Override
  Optional<String> refusal(AuthenticationFlowContext context) {
    String owed = UserModel.RequiredAction.UPDATE_PASSWORD.name();
    return Stream.concat(
                context.getUser().getRequiredActionsStream(),
                context.getAuthenticationSession().getRequiredActions().stream())
            .anyMatch(owed::equals)
        ? Optional.of("provisional_password")
        : Optional.empty();
  }
}
