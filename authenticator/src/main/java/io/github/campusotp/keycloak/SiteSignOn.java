package io.github.campusotp.keycloak;

import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A sign-on at the management site. One factor opens it, since its actions ask for a mailed code:
 * users who have lost their key come here. Services still ask for the second factor.
 */
public final class SiteSignOn {
  private static final String NOTE = "campus-site";
  private static final Set<String> PATHS =
      Set.of(LoginActionsService.AUTHENTICATE_PATH, LoginActionsService.POST_BROKER_LOGIN_PATH);

  private SiteSignOn() {}

  /** Notes it, at the site's own sign-on page. */
  public static void note(AuthenticationSessionModel signOn) {
    signOn.setAuthNote(NOTE, "true");
  }

  /**
   * Whether one factor signs the user on to the site: the password at its own page, or an identity
   * provider. A new password would be set without a mailed code, so a user who owes one is asked as
   * at a service.
   *
   * @param context of a step of any flow
   */
  public static boolean takesOneFactor(AuthenticationFlowContext context) {
    return PATHS.contains(context.getFlowPath())
        && context.getAuthenticationSession().getAuthNote(NOTE) != null
        && !ProvisionalPassword.is(context);
  }
}
