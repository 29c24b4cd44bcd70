package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A program with a service account that calls Keycloak's admin API, until it is closed. */
public final class Program implements Setting {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clients clients;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final String id;
  private final String secret;
  private final String token;

  /** With these roles of the client realm-management. */
  public Program(Campus campus, List<String> roles) throws IOException, InterruptedException {
    clients = campus.clients();
    server = campus.node();
    id = "program-" + UUID.randomUUID().toString().substring(0, 8);
    secret = UUID.randomUUID().toString();
    Secrets.SEEN.password(secret);
    String created =
        campus
            .admin()
            .call(
                "POST",
                REALM + "/clients",
                Map.of(
                    "clientId", id,
                    "secret", secret,
                    "publicClient", false,
                    "standardFlowEnabled", false,
                    "serviceAccountsEnabled", true))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String client = REALM + "/clients/" + created.substring(created.lastIndexOf('/') + 1);
    String account = campus.admin().get(client + "/service-account-user").path("id").asText();
    roles.forEach(role -> campus.users().grant(account, role));
    token = token();
  }

  @Override
  public void close() {
    clients.delete(id);
  }

  public String id() {
    return id;
  }

  public String secret() {
    return secret;
  }

  private String token() throws IOException, InterruptedException {
    Map<String, String> grant =
        Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/realms/omu/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(HttpSignOn.body(grant)))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .path("access_token")
        .asText();
  }

  /**
   * Calls the API, whatever it answers.
   *
   * @param headers names and values in turn
   */
  public HttpResponse<String> call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .setHeader("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** What the API answers, if it lets this program ask. */
  public JsonNode get(String path, String... headers) throws IOException, InterruptedException {
    HttpResponse<String> answer = call("GET", path, "", headers);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
