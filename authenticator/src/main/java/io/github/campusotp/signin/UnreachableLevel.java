package io.github.campusotp.signin;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What becomes of a sign-on that needs more than any user can prove. */
final class UnreachableLevel {
  private UnreachableLevel() {}

  /**
   * Ends it with the protocol's own answer to the service: OAuth's {@code access_denied}, SAML's
   * {@code NoAuthnContext}.
   *
   * @param context of a step of its flow
   * @return to throw
   */
  static AuthenticationFlowException of(AuthenticationFlowContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    Response answer =
        context
            .getSession()
            .getProvider(LoginProtocol.class, signOn.getProtocol())
            .setRealm(context.getRealm())
            .setHttpHeaders(context.getHttpRequest().getHttpHeaders())
            .setUriInfo(context.getUriInfo())
            .setEventBuilder(context.getEvent())
            .sendError(
                signOn,
                LoginProtocol.Error.LOA_INVALID,
                "The level of authentication that the service needs cannot be reached.");
    return new AuthenticationFlowException(
        AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR, answer);
  }
}
