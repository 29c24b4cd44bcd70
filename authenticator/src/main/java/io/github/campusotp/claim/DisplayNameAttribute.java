package io.github.campusotp.claim;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLAttributeStatementMapper;
import org.keycloak.provider.ProviderConfigProperty;

/** The display name as a SAML attribute; displayName is in RFC 2798, 2.3. */
public final class DisplayNameAttribute extends AbstractSAMLProtocolMapper
    implements SAMLAttributeStatementMapper {
  @Override
  public String getId() {
    return "campus-saml-display-name";
  }

  @Override
  public String getDisplayType() {
    return "Campus: display name";
  }

  @Override
  public String getDisplayCategory() {
    return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
  }

  @Override
  public String getHelpText() {
    return "First and last name; in Japanese the last name comes first.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    List<ProviderConfigProperty> properties = new ArrayList<>();
    AttributeStatementHelper.setConfigProperties(properties);
    return properties;
  }

  @Override
  public void transformAttributeStatement(
      AttributeStatementType statement,
      ProtocolMapperModel mapper,
      KeycloakSession session,
      UserSessionModel userSession,
      AuthenticatedClientSessionModel clientSession) {
    DisplayName.of(userSession.getUser())
        .ifPresent(name -> AttributeStatementHelper.addAttribute(statement, mapper, name));
  }
}
