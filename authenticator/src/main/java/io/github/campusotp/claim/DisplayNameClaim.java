package io.github.campusotp.claim;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/** The display name as the claim {@code name}, OpenID Connect Core 1.0, 5.1. */
public final class DisplayNameClaim extends AbstractOIDCProtocolMapper
    implements OIDCAccessTokenMapper,
        OIDCIDTokenMapper,
        UserInfoTokenMapper,
        TokenIntrospectionTokenMapper {
  private static final int AFTER_KEYCLOAKS_OWN = 10;

  @Override
  public String getId() {
    return "campus-oidc-display-name";
  }

  @Override
  public String getDisplayType() {
    return "Campus: display name";
  }

  @Override
  public String getDisplayCategory() {
    return TOKEN_MAPPER_CATEGORY;
  }

  @Override
  public String getHelpText() {
    return "Claim name: first and last name; in Japanese the last name comes first.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    List<ProviderConfigProperty> properties = new ArrayList<>();
    OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, DisplayNameClaim.class);
    return properties;
  }

  /** The scope {@code profile} writes the same claim, given name first. */
  @Override
  public int getPriority() {
    return AFTER_KEYCLOAKS_OWN;
  }

  @Override
  protected void setClaim(
      IDToken token,
      ProtocolMapperModel mapper,
      UserSessionModel userSession,
      KeycloakSession session,
      ClientSessionContext context) {
    DisplayName.of(userSession.getUser())
        .ifPresent(name -> token.getOtherClaims().put(IDToken.NAME, name));
  }
}
