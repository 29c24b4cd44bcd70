package io.github.campusotp.keycloak;

import java.net.URI;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.authenticators.broker.util.PostBrokerLoginConstants;
import org.keycloak.models.Constants;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Restarts the running sign-on, for the same service and in the same tab. */
public final class SignOnRestart {
  private SignOnRestart() {}

  /**
   * @param context of a required action of that sign-on
   * @return Keycloak's own address for it
   */
  public static URI address(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    return LoginActionsService.loginActionsBaseUrl(context.getUriInfo())
        .path(LoginActionsService.RESTART_PATH)
        .queryParam(Constants.CLIENT_ID, signOn.getClient().getClientId())
        .queryParam(Constants.TAB_ID, signOn.getTabId())
        .queryParam(
            Constants.CLIENT_DATA,
            AuthenticationProcessor.getClientData(context.getSession(), signOn))
        .queryParam(Constants.SKIP_LOGOUT, true)
        .build(context.getRealm().getName());
  }

  /**
   * Begins it again, with the session if there is one.
   *
   * @param context of a step of its flow
   * @throws org.keycloak.services.ErrorPageException behind an identity provider
   */
  public static void asBefore(AuthenticationFlowContext context) {
    requireFlowOfItsOwn(context);
    context.resetFlow();
  }

  /**
   * The flows of an identity provider cannot begin again by themselves; that one has to be asked.
   */
  private static void requireFlowOfItsOwn(AuthenticationFlowContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (ProviderLink.isPart(signOn)
        || signOn.getAuthNote(PostBrokerLoginConstants.PBL_BROKERED_IDENTITY_CONTEXT) != null) {
      throw SignOnStatus.ended(context);
    }
  }

  /**
   * Restarts it with the password, even if there is a session.
   *
   * @param context of a step of its flow
   * @param atTheStart what to do once it stands there
   * @throws org.keycloak.services.ErrorPageException behind an identity provider
   */
  public static void withPassword(AuthenticationFlowContext context, Runnable atTheStart) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    requireFlowOfItsOwn(context);
    context.resetFlow(
        () -> {
          signOn.setClientNote(
              OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
          signOn.setAuthNote(
              SamlProtocol.SAML_LOGIN_REQUEST_FORCEAUTHN, SamlProtocol.SAML_FORCEAUTHN_REQUIREMENT);
          atTheStart.run();
        });
  }
}
