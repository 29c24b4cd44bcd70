package io.github.campusotp.office;

import io.github.campusotp.level.Decision;
import java.util.Map;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/**
 * The office's page as a service: it wants a second factor on campus, too, and its tokens are good
 * for the office's roles alone, whatever else its user may.
 */
final class OfficeClient {
  static final String ID = "campus-office";

  private static final String LEVEL = Integer.toString(Decision.SECOND_FACTOR);

  private OfficeClient() {}

  /**
   * Registers it in a realm, unless it is there, as an administrator may have changed it.
   *
   * @param roles of the office
   */
  static void makeIn(RealmModel realm, Set<RoleModel> roles) {
    if (realm.getClientByClientId(ID) != null) {
      return;
    }
    String page = "/" + OfficeSiteFactory.path(realm);
    ClientModel client = realm.addClient(ID);
    client.setName("Campus OTP: office (窓口)");
    client.setEnabled(true);
    client.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    client.setPublicClient(true);
    client.setStandardFlowEnabled(true);
    client.setRootUrl(Constants.AUTH_BASE_URL_PROP);
    client.setBaseUrl(page);
    client.setRedirectUris(Set.of(page));
    client.setFullScopeAllowed(false);
    roles.forEach(client::addScopeMapping);
    ClientScopeModel basic =
        KeycloakModelUtils.getClientScopeByName(realm, OIDCLoginProtocolFactory.BASIC_SCOPE);
    if (basic != null) {
      client.addClientScope(basic, true); // the token's subject
    }
    Map.of(
            Constants.MINIMUM_ACR_VALUE,
            LEVEL,
            Constants.ACR_LOA_MAP,
            "{\"" + LEVEL + "\":" + LEVEL + "}", // else Keycloak refuses it
            OIDCConfigAttributes.PKCE_CODE_CHALLENGE_METHOD,
            OAuth2Constants.PKCE_METHOD_S256,
            OIDCConfigAttributes.POST_LOGOUT_REDIRECT_URIS,
            "+")
        .forEach(client::setAttribute);
  }
}
