package io.github.campusotp.signin;

import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/** The session that a sign-on by cookie joins. A forced sign-on joins none: it has no SSO_AUTH. */
final class JoinedSession {
  private JoinedSession() {}

  /** That of the same user; empty where everything is proved anew. */
  static Optional<UserSessionModel> of(AuthenticationFlowContext context) {
    return AuthenticatorUtil.isSSOAuthentication(context.getAuthenticationSession())
        ? cookie(context).filter(session -> session.getUser().equals(context.getUser()))
        : Optional.empty();
  }

  /** That of the browser's cookie, whoever's it is. */
  static Optional<UserSessionModel> cookie(AuthenticationFlowContext context) {
    return Optional.ofNullable(
            AuthenticationManager.authenticateIdentityCookie(
                context.getSession(), context.getRealm(), true))
        .map(AuthResult::session);
  }

  /** Whether an administrator acts as its user, who gave no password. */
  static boolean isImpersonated(UserSessionModel session) {
    return session.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null;
  }
}
