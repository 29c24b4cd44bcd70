package io.github.campusotp.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType.ASTChoiceType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.FullNameMapper;
import org.keycloak.representations.IDToken;

/** What services get of a user's name, by OpenID Connect and by SAML. */
class DisplayNameMappersTest {
  @ParameterizedTest
  @CsvSource({"花子, 公立, 公立 花子", "Hanako, Koritsu, Hanako Koritsu", ",,"})
  void tellTheSameName(String given, String family, String name) {
    UserSessionModel session = session(given, family);
    IDToken token = new IDToken();
    token.getOtherClaims().put("name", "of Keycloak's own mapper");
    new DisplayNameClaim()
        .transformIDToken(token, mapper(Map.of("id.token.claim", "true")), null, session, null);
    assertThat(token.getOtherClaims().get("name"))
        .isEqualTo(name == null ? "of Keycloak's own mapper" : name);

    AttributeStatementType statement = new AttributeStatementType();
    new DisplayNameAttribute()
        .transformAttributeStatement(
            statement, mapper(Map.of("attribute.name", "displayName")), null, session, null);
    Optional<AttributeType> attribute =
        statement.getAttributes().stream().map(ASTChoiceType::getAttribute).findFirst();
    assertThat(attribute.map(AttributeType::getName).orElse(null))
        .isEqualTo(name == null ? null : "displayName");
    assertThat(attribute.map(AttributeType::getAttributeValue).orElse(List.of()))
        .isEqualTo(name == null ? List.of() : List.of(name));
  }

  /** Keycloak's own writes the same claim, given name first; the last one counts. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void haveTheLastWordWhereAnAdministratorWantsIt(boolean wanted) {
    assertThat(new DisplayNameClaim().getPriority())
        .isGreaterThan(new FullNameMapper().getPriority());
    IDToken token = new IDToken();
    new DisplayNameClaim()
        .transformIDToken(
            token,
            mapper(Map.of("id.token.claim", Boolean.toString(wanted))),
            null,
            session("花子", "公立"),
            null);
    assertThat(token.getOtherClaims().containsKey("name")).isEqualTo(wanted);
  }

  private static UserSessionModel session(String given, String family) {
    FakeUser user = new FakeUser("hanako");
    user.setFirstName(given);
    user.setLastName(family);
    return new FakeUserSession("session", user).model();
  }

  private static ProtocolMapperModel mapper(Map<String, String> config) {
    ProtocolMapperModel mapper = new ProtocolMapperModel();
    mapper.setConfig(config);
    return mapper;
  }
}
