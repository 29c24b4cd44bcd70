package io.github.campusotp.e2e.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.demo.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;

/** Keycloak's admin API, as far as the stories need it to set the scene and look behind it. */
public final class KeycloakAdmin {
  /** The shipped realm, as a path of the API. */
  public static final String REALM = "/admin/realms/omu";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> FIRST_ADMINISTRATOR =
      Map.of(
          "grant_type", "password",
          "client_id", "admin-cli",
          "username", "admin",
          "password", "admin-demo");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private String token = "";
  private Instant tokenEnds = Instant.MIN;

  private KeycloakAdmin(URI server) {
    this.server = server;
  }

  /** The demo's server, as its first administrator. */
  public static KeycloakAdmin of(Server server) {
    return at(server.address());
  }

  /** Another server, whose first administrator has the same name and password. */
  public static KeycloakAdmin at(URI server) {
    return new KeycloakAdmin(server);
  }

  public People people() {
    return new People(this);
  }

  public Users users() {
    return new Users(this);
  }

  public Settings settings() {
    return new Settings(this);
  }

  public Clients clients() {
    return new Clients(this);
  }

  public Records records() {
    return new Records(this);
  }

  /** What is at a path of the API. */
  public JsonNode get(String path) {
    return read(call("GET", path, null).body());
  }

  /**
   * Calls the API.
   *
   * @param body what is sent as JSON, or null for nothing
   * @throws IllegalStateException where it refuses
   */
  public HttpResponse<String> call(String method, String path, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(write(body)))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  /** The server's clock, to the second: when it issued a token just now, RFC 7519, 4.1.6. */
  public Instant now() throws IOException {
    tokenEnds = Instant.MIN;
    return Instant.ofEpochSecond(OidcClient.claims(token()).path("iat").asLong());
  }

  private String token() {
    if (Instant.now().isBefore(tokenEnds)) {
      return token;
    }
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(HttpSignOn.body(FIRST_ADMINISTRATOR)))
            .build();
    JsonNode answer = read(send(request).body());
    token = answer.path("access_token").asText();
    tokenEnds = Instant.now().plusSeconds(answer.path("expires_in").asLong() / 2);
    return token;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
