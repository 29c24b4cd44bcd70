package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Setting;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens: who gets none without a one-time password, how long they last, and what they say. */
@ExtendWith(Campus.Resolver.class)
class TokensIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OIDC = "/realms/omu/protocol/openid-connect";
  private static final String TOKEN = OIDC + "/token";

  private final Campus campus;
  private final Person person;

  /** A client without a secret, and the only one in the shipped realm that has refresh tokens. */
  private final OidcClient console;

  TokensIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
    this.console = OidcClient.named("account-console", campus);
  }

  private HttpSignOn browser(String address) throws IOException {
    return new HttpSignOn(campus.front()).at(address);
  }

  private Answer signOn(HttpSignOn browser, String address) throws IOException {
    browser.get(address);
    return browser.rightPassword(person);
  }

  private JsonNode tokens(HttpSignOn browser, OidcClient client, Answer in) throws IOException {
    assertThat(in.isIn()).isTrue();
    Answer answer = browser.post(TOKEN, client.redemption(in.code()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode tokensFromCampus() throws IOException {
    HttpSignOn browser = browser(Networks.OMUNET);
    return tokens(browser, console, signOn(browser, console.authorization()));
  }

  private static JsonNode claims(JsonNode tokens) throws IOException {
    return OidcClient.claims(tokens.path("id_token").asText());
  }

  @Nested
  @DisplayName("given a grant that shows no page")
  class WithoutAPage {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "password",
          "client_credentials",
          "refresh_token",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          "urn:ietf:params:oauth:grant-type:token-exchange",
          "urn:ietf:params:oauth:grant-type:uma-ticket",
          "urn:openid:params:grant-type:ciba",
        })
    void noClientGetsATokenByIt(String grant) throws IOException {
      OidcClient portal = OidcClient.named("omu-portal", campus);
      HttpSignOn onCampus = browser(Networks.OMUNET);
      String token =
          tokens(onCampus, portal, signOn(onCampus, portal.authorization()))
              .path("access_token")
              .asText();
      Map<String, String> fields = new HashMap<>();
      fields.put("scope", "openid");
      fields.put("username", person.username());
      fields.put("password", person.password());
      fields.put("totp", person.code());
      fields.put("otp", person.code());
      fields.put("subject_token", token);
      fields.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
      fields.put("assertion", token);
      fields.put("refresh_token", token);
      fields.put("auth_req_id", token);
      fields.put("device_code", "x");
      HttpSignOn browser = browser(Networks.HOME);
      List<OidcClient> clients = OidcClient.all(campus);
      assertThat(clients).extracting(OidcClient::id).contains("admin-cli", "omu-portal");
      for (OidcClient client : clients) {
        Answer answer = browser.post(TOKEN, client.grant(grant, fields));
        assertThat(answer.status()).as("%s: %s", client.id(), answer.body()).isBetween(400, 403);
        assertThat(answer.body()).doesNotContain("_token\"");
      }
    }

    /** Whoever ticks the box in the console has not opened it yet. */
    @Test
    void thePasswordGrantIsDeniedThoughAClientIsAllowedIt() throws IOException {
      try (Setting allowed = campus.clients().turnOn("omu-portal", "directAccessGrantsEnabled")) {
        OidcClient portal = OidcClient.named("omu-portal", campus);
        Map<String, String> fields =
            Map.of(
                "username",
                person.username(),
                "password",
                person.password(),
                "totp",
                person.code());
        for (String network : List.of(Networks.OMUNET, Networks.HOME)) {
          Answer answer = browser(network).post(TOKEN, portal.grant("password", fields));
          assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        }
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/device", "/ext/ciba/auth"})
    void noClientBeginsASignOnElsewhere(String path) throws IOException {
      for (OidcClient client : OidcClient.all(campus)) {
        Map<String, String> fields = client.forDevice();
        fields.put("login_hint", person.username());
        fields.put("binding_message", "x");
        Answer answer = browser(Networks.HOME).post(OIDC + path, fields);
        assertThat(answer.status()).as("%s: %s", client.id(), answer.body()).isBetween(400, 403);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "id_token", "id_token token", "code id_token", "code token"})
    void noClientGetsATokenInAnAddress(String type) throws IOException {
      for (OidcClient client : OidcClient.all(campus)) {
        if (client.signsPeopleOn()) {
          Answer answer = browser(Networks.OMUNET).get(client.authorization("response_type", type));
          assertThat(answer.location()).as(client.id()).contains("error=unauthorized_client");
        }
      }
    }
  }

  /** A television at home, where the university allows such a service. */
  @Test
  void aDeviceThatSomebodyLetsInAtHomeNeedsTheCode() throws IOException {
    try (Setting device =
        campus
            .clients()
            .attribute("omu-portal", "oauth2.device.authorization.grant.enabled", "true")) {
      OidcClient portal = OidcClient.named("omu-portal", campus);
      HttpSignOn television = browser(Networks.HOME);
      JsonNode begun =
          JSON.readTree(television.post(OIDC + "/auth/device", portal.forDevice()).body());
      HttpSignOn browser = browser(Networks.HOME);
      String address = begun.path("verification_uri_complete").asText();
      assertThat(signOn(browser, address)).matches(Answer::isYellowPage);
      Map<String, String> poll =
          portal.grant(
              "urn:ietf:params:oauth:grant-type:device_code",
              Map.of(
                  "device_code",
                  begun.path("device_code").asText(),
                  "code_verifier",
                  OidcClient.VERIFIER));
      assertThat(television.post(TOKEN, poll).body()).contains("authorization_pending");
      assertThat(campus.records().sessions(person)).isEmpty();
    }
  }

  @Nested
  @DisplayName("given a session that began on campus and went home")
  class FromCampus {
    /**
     * A refresh shows no page either, so that Keycloak cannot ask; the client session's life bounds
     * it.
     */
    @Test
    void afterTheClientSessionARefreshNeedsTheCodeAgain() throws IOException {
      try (Setting brief = campus.settings().realm("clientSessionMaxLifespan", 3)) {
        HttpSignOn browser = browser(Networks.OMUNET);
        String token =
            tokens(browser, console, signOn(browser, console.authorization()))
                .path("refresh_token")
                .asText();
        browser.at(Networks.HOME);
        Answer answer;
        do {
          answer = refresh(browser, token);
        } while (answer.status() == 200);
        assertThat(answer.body()).contains("invalid_grant");
        assertThat(browser.get(console.authorization())).matches(Answer::isYellowPage);
      }
    }

    @Test
    void theShippedRealmBoundsThemToHalfAnHour() throws IOException {
      assertThat(tokensFromCampus().path("refresh_expires_in").asInt()).isBetween(1, 1800);
    }

    private Answer refresh(HttpSignOn browser, String token) throws IOException {
      return browser.post(TOKEN, console.grant("refresh_token", Map.of("refresh_token", token)));
    }

    @Test
    void thePortalHasNone() throws IOException {
      OidcClient portal = OidcClient.named("omu-portal", campus);
      HttpSignOn browser = browser(Networks.OMUNET);
      JsonNode tokens = tokens(browser, portal, signOn(browser, portal.authorization()));
      assertThat(tokens.has("id_token")).isTrue();
      assertThat(tokens.has("refresh_token")).isFalse();
    }

    @Test
    void noClientMayAskForATokenThatOutlivesTheSession() throws IOException {
      for (OidcClient client : OidcClient.all(campus)) {
        if (client.signsPeopleOn()) {
          Answer answer =
              browser(Networks.OMUNET).get(client.authorization("scope", "openid offline_access"));
          assertThat(answer.location()).as(client.id()).contains("error=invalid_scope");
        }
      }
    }

    @Test
    void nobodyMayHaveOneThoughAClientIsAllowedToAsk() throws IOException {
      try (Setting scope = campus.clients().optionalScope("account-console", "offline_access")) {
        HttpSignOn browser = browser(Networks.OMUNET);
        Answer in = signOn(browser, console.authorization("scope", "openid offline_access"));
        assertThat(browser.post(TOKEN, console.redemption(in.code())).body())
            .contains("not_allowed");
      }
    }
  }

  @Nested
  @DisplayName("given a client that asks for the password only")
  class Sites {
    @ParameterizedTest
    @ValueSource(strings = {"mfa-management", "start-procedure"})
    void itsCodesBecomeNoTokenWhateverItsSecret(String id) throws IOException {
      OidcClient site = OidcClient.named(id, campus);
      HttpSignOn browser = browser(Networks.HOME);
      try (Setting known = campus.clients().secret(id, "known")) {
        for (OidcClient thief :
            List.of(
                new OidcClient(id, site.redirect(), "known"),
                new OidcClient(id, site.redirect(), ""),
                OidcClient.named("omu-portal", campus),
                console)) {
          Answer in = signOn(browser, site.authorization());
          assertThat(in.isIn()).isTrue();
          Answer answer = browser.post(TOKEN, thief.redemption(in.code()));
          assertThat(answer.status()).as(answer.body()).isBetween(400, 401);
          assertThat(answer.body()).doesNotContain("_token\"");
        }
      }
      for (OidcClient service : OidcClient.all(campus)) {
        if (service.signsPeopleOn() && !service.redirect().contains("/realms/omu/start")) {
          Answer answer = browser.get(service.authorization("prompt", "none"));
          assertThat(answer.isIn()).as(service.id()).isFalse();
        }
      }
    }
  }

  @Nested
  @DisplayName("given the account console's own interface")
  class Account {
    @Test
    void theKeyCannotBeDeletedNorTheAddressChanged() throws IOException {
      JsonNode tokens = tokensFromCampus();
      HttpSignOn browser = browser(Networks.OMUNET);
      String bearer = "Authorization: Bearer " + tokens.path("access_token").asText();
      String json = "Accept: application/json";
      assertThat(browser.get("/realms/omu/account/", bearer, json).status()).isEqualTo(200);
      for (String id : campus.records().credentialIds(person, "otp")) {
        Answer answer = browser.delete("/realms/omu/account/credentials/" + id, bearer, json);
        assertThat(answer.status()).isEqualTo(403);
      }
      Answer answer =
          browser.post(
              "/realms/omu/account/", Map.of(), bearer, json, "Content-Type: application/json");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
      assertThat(campus.records().recoveryEmail(person)).contains(person.recoveryEmail());
    }
  }

  @Nested
  @DisplayName("given what a token says")
  class Claims {
    @Test
    void methodsAreThoseThatWereUsed() throws IOException {
      HttpSignOn browser = browser(Networks.OMUNET);
      Answer in = signOn(browser, portal().authorization());
      assertThat(methods(tokens(browser, portal(), in))).containsExactly("pwd");

      browser.at(Networks.HOME).get(portal().authorization());
      in = browser.submit(Map.of("otp", person.code()));
      assertThat(methods(tokens(browser, portal(), in))).containsExactlyInAnyOrder("pwd", "otp");
    }

    @Test
    void aMethodDoesNotOutliveItsKey() throws IOException {
      HttpSignOn browser = browser(Networks.HOME);
      signOn(browser, portal().authorization());
      Answer in = browser.submit(Map.of("otp", person.code()));
      assertThat(methods(tokens(browser, portal(), in))).containsExactlyInAnyOrder("pwd", "otp");

      campus.users().giveNewerKey(person);
      in = browser.at(Networks.OMUNET).get(portal().authorization());
      assertThat(methods(tokens(browser, portal(), in))).containsExactly("pwd");
    }

    /** A client may ask for more than a password; being asked is no proof. */
    @Test
    void nobodyIsSaidToHaveReachedALevelThatWasOnlyAskedFor() throws IOException {
      for (String level : List.of("gold", "urn:oasis:names:tc:SAML:2.0:ac:classes:X509")) {
        HttpSignOn browser = browser(Networks.OMUNET);
        Answer in = signOn(browser, portal().authorization("acr_values", level));
        assertThat(claims(tokens(browser, portal(), in)).path("acr").asText())
            .isEqualTo("https://refeds.org/profile/sfa");
      }
      assertThat(signOn(browser(Networks.OMUNET), portal().authorization("acr_values", "2")))
          .matches(Answer::isYellowPage);
    }

    @Test
    void theNameIsInTheOrderOfItsScript() throws IOException {
      HttpSignOn browser = browser(Networks.OMUNET);
      Answer in = signOn(browser, portal().authorization());
      assertThat(claims(tokens(browser, portal(), in)).path("name").asText()).isEqualTo("公立 太郎");
    }

    private OidcClient portal() {
      return OidcClient.named("omu-portal", campus);
    }

    private List<String> methods(JsonNode tokens) throws IOException {
      return JSON.convertValue(
          claims(tokens).path("amr"),
          JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
  }
}
