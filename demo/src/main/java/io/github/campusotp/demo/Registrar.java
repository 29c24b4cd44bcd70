package io.github.campusotp.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Enters students and another service into the realm, by Keycloak's admin API. */
final class Registrar {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final List<String> FAMILY_NAMES = List.of("高橋", "伊藤", "渡辺", "中村", "小林");
  private static final List<String> GIVEN_NAMES = List.of("葵", "湊", "結衣", "蓮", "陽菜", "樹", "凛");
  private static final int LAST = 9_999;
  private static final int BATCH = 250;
  private static final String SECOND_FACTOR = "https://refeds.org/profile/mfa";

  /** No vowels, so that no words come of it, and no l, which looks like 1. */
  private static final String LETTERS = "bcdfghjkmnprstvwxz";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI keycloak;
  private int next = 1;

  Registrar(URI keycloak) {
    this.keycloak = keycloak;
  }

  /**
   * A student who did not exist before. What they have to do first is for the realm to say.
   *
   * @throws IOException when Keycloak refuses or does not answer; the message says which
   */
  synchronized DemoPeople.Person admit() throws IOException, InterruptedException {
    String token = token();
    for (; next <= LAST; next++) {
      DemoPeople.Person student = student(next);
      HttpResponse<String> answer = create(student, token);
      if (answer.statusCode() == 201) {
        next++;
        return student;
      }
      // Taken, where the data of an earlier run were kept.
      if (answer.statusCode() != 409) {
        throw refused(answer);
      }
    }
    throw new IOException("There is no OMUID left.");
  }

  /**
   * Connects a service that asks for a second factor on campus, too, unless it is connected.
   *
   * @param clientId its client id
   * @param name what users call it
   * @param home its address
   * @param secret what it proves itself with
   * @throws IOException when Keycloak refuses or does not answer; the message says which
   */
  void connect(String clientId, String name, URI home, String secret)
      throws IOException, InterruptedException {
    Map<String, Object> client =
        Map.of(
            "clientId", clientId,
            "name", name,
            "secret", secret,
            "baseUrl", home,
            "redirectUris", List.of(home + "/callback"),
            "fullScopeAllowed", false,
            "attributes",
                Map.of(
                    "minimum.acr.value", SECOND_FACTOR,
                    "pkce.code.challenge.method", "S256",
                    "post.logout.redirect.uris", home));
    HttpResponse<String> answer = post("/admin/realms/omu/clients", client, token());
    if (answer.statusCode() != 201 && answer.statusCode() != 409) {
      throw refused(answer);
    }
  }

  /**
   * Enters many users at once; those who are there already stay as they are.
   *
   * @param users as Keycloak's API takes them
   * @param groups that they are members of
   * @throws IOException when Keycloak refuses or does not answer; the message says which
   */
  void enter(List<Map<String, Object>> users, List<String> groups)
      throws IOException, InterruptedException {
    String token = token();
    for (String group : groups) {
      HttpResponse<String> answer = post("/admin/realms/omu/groups", Map.of("name", group), token);
      if (answer.statusCode() != 201 && answer.statusCode() != 409) {
        throw refused(answer);
      }
    }
    for (int from = 0; from < users.size(); from += BATCH) {
      List<Map<String, Object>> batch = users.subList(from, Math.min(from + BATCH, users.size()));
      HttpResponse<String> answer =
          post(
              "/admin/realms/omu/partialImport",
              Map.of("ifResourceExists", "SKIP", "users", batch),
              token());
      if (answer.statusCode() != 200) {
        throw refused(answer);
      }
    }
  }

  private static DemoPeople.Person student(int number) {
    return new DemoPeople.Person(
        "c26a%04d".formatted(number),
        provisionalPassword(),
        FAMILY_NAMES.get(number % FAMILY_NAMES.size())
            + " "
            + GIVEN_NAMES.get(number % GIVEN_NAMES.size()),
        "New: provisional password",
        "",
        "");
  }

  private static String provisionalPassword() {
    return RANDOM
        .ints(12, 0, LETTERS.length())
        .mapToObj(letter -> LETTERS.substring(letter, letter + 1))
        .collect(Collectors.joining())
        .replaceAll("....(?!$)", "$0-");
  }

  private HttpResponse<String> create(DemoPeople.Person student, String token)
      throws IOException, InterruptedException {
    String[] name = student.name().split(" ");
    Map<String, Object> user =
        Map.of(
            "username",
            student.username(),
            "enabled",
            true,
            "email",
            student.username() + "@example.ac.jp",
            "lastName",
            name[0],
            "firstName",
            name[1],
            "credentials",
            List.of(Map.of("type", "password", "value", student.password(), "temporary", true)));
    return post("/admin/realms/omu/users", user, token);
  }

  private HttpResponse<String> post(String path, Map<String, Object> body, String token)
      throws IOException, InterruptedException {
    return send(
        to(path, "application/json", JSON.writeValueAsString(body))
            .header("Authorization", "Bearer " + token));
  }

  private String token() throws IOException, InterruptedException {
    String form =
        Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                Demo.ADMINISTRATOR,
                "password",
                Demo.ADMINISTRATOR_PASSWORD)
            .entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        send(
            to(
                "/realms/master/protocol/openid-connect/token",
                "application/x-www-form-urlencoded",
                form));
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    return JSON.readTree(answer.body()).path("access_token").asText();
  }

  private HttpRequest.Builder to(String path, String type, String body) {
    return HttpRequest.newBuilder(keycloak.resolve(path))
        .timeout(TIMEOUT)
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("Keycloak does not answer.", e);
    }
  }

  private static IOException refused(HttpResponse<String> answer) {
    return new IOException("Keycloak refused: %d %s".formatted(answer.statusCode(), answer.body()));
  }
}
