package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OpenID Connect client of the realm, as whoever knows its secret may play it.
 *
 * @param id its client id
 * @param redirect an address that people may be sent back to, or "" where nobody signs on by it
 * @param secret what it proves itself with, or "" without one
 */
public record OidcClient(String id, String redirect, String secret) {
  /** The example of RFC 7636, appendix B. */
  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** Everything in the realm that speaks OpenID Connect. */
  public static List<OidcClient> all(Campus campus) {
    List<OidcClient> clients = new ArrayList<>();
    for (JsonNode client : campus.admin().get(REALM + "/clients")) {
      if (client.path("protocol").asText().equals("openid-connect")) {
        clients.add(of(client, campus));
      }
    }
    return clients;
  }

  public static OidcClient named(String id, Campus campus) {
    return of(campus.admin().get(REALM + "/clients?clientId=" + id).path(0), campus);
  }

  private static OidcClient of(JsonNode client, Campus campus) {
    JsonNode redirect = client.path("redirectUris").path(0);
    boolean signsOn = client.path("standardFlowEnabled").asBoolean() && !redirect.isMissingNode();
    return new OidcClient(
        client.path("clientId").asText(),
        signsOn ? campus.front().resolve(redirect.asText().replace("*", "x")).toString() : "",
        client.path("secret").asText());
  }

  /** What a token says, RFC 7519, 7.2; its signature is not looked at. */
  public static JsonNode claims(String token) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  public boolean signsPeopleOn() {
    return !redirect.isEmpty();
  }

  /**
   * Where it sends people to sign on.
   *
   * @param more parameters to add or to replace, name and value in turn
   */
  public String authorization(String... more) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("state", "s");
    query.put("nonce", "n");
    query.put("code_challenge_method", "S256");
    query.put("code_challenge", CHALLENGE);
    query.put("client_id", id);
    query.put("redirect_uri", redirect);
    for (int i = 0; i < more.length; i += 2) {
      query.put(more[i], more[i + 1]);
    }
    return "/realms/omu/protocol/openid-connect/auth?" + HttpSignOn.body(query);
  }

  /** What it sends to the token endpoint. */
  public Map<String, String> grant(String type, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("grant_type", type);
    form.put("client_id", id);
    if (!secret.isEmpty()) {
      form.put("client_secret", secret);
    }
    return form;
  }

  /** How it exchanges the code that a sign-on ended with. */
  public Map<String, String> redemption(String code) {
    return grant(
        "authorization_code",
        Map.of("code", code, "redirect_uri", redirect, "code_verifier", VERIFIER));
  }

  /** How it begins a sign-on of a device without a browser, RFC 8628. */
  public Map<String, String> forDevice() {
    return grant(
        "",
        Map.of("scope", "openid", "code_challenge_method", "S256", "code_challenge", CHALLENGE));
  }
}
