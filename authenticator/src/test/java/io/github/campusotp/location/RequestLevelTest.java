package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.level.Decision;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule: network, service, request and user; the most demanding wins. */
class RequestLevelTest {
  private static final String ON = "10.64.0.1";
  private static final String OFF = "198.51.100.1";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  @BeforeEach
  void realm() {
    keycloak.realm().judgeBy(Map.of("networks", "OMU = 10.64.0.0/12", "alwaysSecondFactor", "vip"));
    keycloak.realm().setAttribute("acr.loa.map", "{\"sfa\": 1, \"mfa\": 2, \"pass\": 3}");
    keycloak
        .realm()
        .setAttribute(
            "acr.uri.map", "{\"sfa\": \"urn:sfa\", \"mfa\": \"urn:mfa\", \"pass\": \"u\"}");
    keycloak.realm().role("vip");
    keycloak.signOn(signOn);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // the place, the client's minimum, acr_values, an essential level, a role
        "10.64.0.1, -, -, -, -, 1, network: OMU",
        "198.51.100.1, -, -, -, -, 2, network: off-campus",
        "10.64.0.1, mfa, -, -, -, 2, service: minimum mfa",
        "198.51.100.1, mfa, -, -, -, 2, network: off-campus; service: minimum mfa",
        "10.64.0.1, sfa, -, -, -, 1, network: OMU; service: minimum sfa",
        "10.64.0.1, 1, -, -, -, 1, network: OMU; service: minimum 1",
        "10.64.0.1, 3, -, -, -, 3, service: minimum 3",
        "10.64.0.1, gone, -, -, -, 2, service: minimum gone",
        "10.64.0.1, ' ', -, -, -, 1, network: OMU",
        "10.64.0.1, -, mfa, -, -, 2, request: acr_values",
        "10.64.0.1, -, 2, -, -, 2, request: acr_values",
        "10.64.0.1, -, sfa, -, -, 1, network: OMU; request: acr_values",
        "10.64.0.1, -, gold, -, -, 1, network: OMU",
        "10.64.0.1, -, gold mfa, -, -, 2, request: acr_values",
        "10.64.0.1, -, mfa sfa, -, -, 1, network: OMU; request: acr_values",
        "10.64.0.1, -, pass, -, -, 2, request: acr_values",
        "10.64.0.1, -, 3, -, -, 2, request: acr_values",
        "10.64.0.1, mfa, sfa, -, -, 2, service: minimum mfa; request: acr_values",
        "198.51.100.1, -, sfa, -, -, 2, network: off-campus",
        "10.64.0.1, -, -, 2, -, 2, request: claims",
        "10.64.0.1, -, -, 1, -, 1, network: OMU; request: claims",
        "10.64.0.1, -, -, 3, -, 3, request: claims",
        "10.64.0.1, -, -, 4, -, 4, request: claims",
        "10.64.0.1, -, -, -, vip, 2, person: vip",
        "10.64.0.1, pass, -, -, vip, 3, service: minimum pass",
      })
  void isTheHighestThatAnyoneWants(
      String address,
      String minimum,
      String acrValues,
      String essential,
      String role,
      int level,
      String reasons) {
    keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", minimum);
    if (acrValues != null) {
      signOn.model().setClientNote("acr_values", acrValues);
      signOn.model().setClientNote("requested-level-of-authentication", "0"); // of gold
    }
    if (essential != null) {
      signOn.model().setClientNote("claims", "{}");
      signOn.model().setClientNote("requested-level-of-authentication", essential);
      signOn.model().setClientNote("force-level-of-authentication", "true");
    }
    if (role != null) {
      user.grantRole(keycloak.realm().role(role));
    }
    Decision decision = at(address);
    assertThat(decision.level()).isEqualTo(level);
    assertThat(decision.reasons())
        .extracting(Object::toString)
        .containsExactly(reasons.split("; "));
    assertThat(decision.isReachable()).isEqualTo(level < 4);
  }

  /** After the user deleted the key, or the service's own deed undid it. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // minimum, an essential level, what was reached
        "mfa, -, 1, true",
        "mfa, -, 2, false",
        "pass, -, 2, true",
        "pass, -, 3, false",
        "-, 3, 2, true",
        "-, 2, 1, true",
        "-, 2, 2, false",
        "-, -, 1, false",
        "sfa, 1, 1, false",
        "mfa, -, -, false",
        "mfa, -, -1, false",
      })
  void isMissedWhereTheServiceInsists(
      String minimum, String essential, String reached, boolean missed) {
    keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", minimum);
    signOn.model().setClientNote("requested-level-of-authentication", essential);
    signOn.model().setClientNote("force-level-of-authentication", essential == null ? "" : "true");
    signOn.model().setAuthNote("level-of-authentication", reached);
    assertThat(RequestLevel.isMissed(signOn.model())).isEqualTo(missed);
  }

  /** More than a user has is only a wish, unless the service insists. */
  @ParameterizedTest
  @CsvSource({"pass, true, 3", "3, true, 3", "4, true, 3", "mfa, true, 2", "pass, false, 2"})
  void ofAWishIsWhatTheUserHas(String wish, boolean hasPasskey, int level) {
    signOn.model().setClientNote("acr_values", wish);
    signOn.model().setClientNote("requested-level-of-authentication", "2");
    if (hasPasskey) {
      user.givePasskey("passkey");
    }
    assertThat(at(ON).level()).isEqualTo(level);
    assertThat(RequestLevel.insistsOnPasskey(signOn.model())).isFalse();
  }

  /** SAML knows levels by their addresses only. */
  @ParameterizedTest
  @CsvSource({"urn:mfa, 2", "urn:sfa, 1", "mfa, 2", "sfa, 2"})
  void isFoundForSamlByAddress(String minimum, int level) {
    keycloak.realm().client("omu-portal").speaksSaml();
    keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", minimum);
    assertThat(at(ON).level()).isEqualTo(level);
  }

  /** Whatever a service writes into its request stays out of events. */
  @ParameterizedTest
  @CsvSource({
    "claims, '{\"id_token\":{\"acr\":{\"value\":\"mfa\"}}}', claims",
    "claims, anything at all, claims",
    "acr_values, mfa and anything at all, acr_values",
    "saml_authn_context_class_ref, urn:mfa, urn:mfa",
  })
  void namesWhereTheWishCameFrom(String note, String text, String rule) {
    signOn.model().setClientNote("requested-level-of-authentication", "2");
    signOn.model().setClientNote(note, text);
    assertThat(at(ON).reasons()).extracting(Object::toString).containsExactly("request: " + rule);
  }

  /** Keycloak asks for the client's own values where the request has none. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "mfa, -, -, service: minimum mfa",
        "-, mfa, -, request: mfa",
        "-, -, -, request: level",
        "urn:mfa, -, urn:mfa, service: minimum urn:mfa",
        "urn:mfa, -, urn:other, service: minimum urn:mfa; request: urn:other",
      })
  void isNotTwiceTheMinimum(String minimum, String byDefault, String samlClass, String reasons) {
    keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", minimum);
    keycloak.realm().client("omu-portal").setAttribute("default.acr.values", byDefault);
    signOn.model().setClientNote("requested-level-of-authentication", "2");
    signOn.model().setClientNote("saml_authn_context_class_ref", samlClass);
    signOn
        .model()
        .setClientNote("force-level-of-authentication", String.valueOf(samlClass != null));
    assertThat(at(ON).reasons()).extracting(Object::toString).containsExactly(reasons.split("; "));
  }

  @Test
  void isKnownWithoutASignOn() {
    FakeKeycloak other = new FakeKeycloak();
    other.realm().judgeBy(Map.of());
    other.request(FakeRequest.from(OFF));
    assertThat(RequestLevel.of(other.session(), null).level()).isEqualTo(2);
  }

  private Decision at(String address) {
    keycloak.request(FakeRequest.from(address));
    return RequestLevel.of(keycloak.session(), user);
  }
}
