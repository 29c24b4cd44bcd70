package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A button of the front page, a Keycloak that only takes notes, and what comes of it. */
class NewStudentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Path.of("../realm-config/demo/omu-users-0.json");

  private final Set<String> taken = new HashSet<>();
  private final List<JsonNode> created = new CopyOnWriteArrayList<>();
  private HttpServer keycloak;
  private FrontDoor front;
  private NewStudents students;
  private volatile String signOn;
  private volatile String authorization;
  private volatile int refusal;

  @BeforeEach
  void open() throws Exception {
    keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keycloak.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] answer = {};
          int status;
          switch (exchange.getRequestURI().getPath()) {
            case "/realms/master/protocol/openid-connect/token" -> {
              signOn = body;
              status = 200;
              answer = "{\"access_token\": \"ticket\"}".getBytes(StandardCharsets.UTF_8);
            }
            case "/admin/realms/omu/users" -> {
              authorization = exchange.getRequestHeaders().getFirst("Authorization");
              JsonNode user = JSON.readTree(body);
              if (refusal != 0) {
                status = refusal;
                answer = "{\"errorMessage\": \"<no>\"}".getBytes(StandardCharsets.UTF_8);
              } else if (taken.add(user.path("username").asText())) {
                status = 201;
                created.add(user);
              } else {
                status = 409;
              }
            }
            default -> status = 404;
          }
          exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    keycloak.start();
    front = FrontDoor.reserve(0);
    students = new NewStudents(front.address());
    front.serve("", new FrontPage(DemoPeople.read(FILE), students, Clock.systemUTC()));
    front.serve("/new-student/*", students);
    front.open();
  }

  @AfterEach
  void close() {
    front.close();
    keycloak.stop(0);
  }

  @Test
  void makesSomebodyWhoHasOnlyAProvisionalPassword() throws Exception {
    register();

    HttpResponse<String> answer = press();

    assertThat(signOn).contains("grant_type=password", "client_id=admin-cli", "username=admin");
    assertThat(authorization).isEqualTo("Bearer ticket");
    JsonNode user = created.get(0);
    assertThat(user.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "username", "enabled", "email", "firstName", "lastName", "credentials");
    assertThat(user.path("username").asText()).isEqualTo("c26a0001");
    assertThat(user.path("email").asText()).isEqualTo("c26a0001@example.ac.jp");
    assertThat(user.path("enabled").asBoolean()).isTrue();
    JsonNode credential = user.path("credentials").path(0);
    assertThat(credential.path("type").asText()).isEqualTo("password");
    assertThat(credential.path("temporary").asBoolean()).isTrue();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.uri().getPath()).isEqualTo("/new-student/c26a0001");
    assertThat(answer.body())
        .contains(
            "c26a0001",
            credential.path("value").asText(),
            "href=\"/realms/omu/start\"",
            "href=\"/portal\"",
            "href=\"/inbox\"");
  }

  @Test
  void givesEverybodyAPasswordThatThePolicyTakes() throws Exception {
    register();
    for (int i = 0; i < 20; i++) {
      press();
    }

    assertThat(created)
        .extracting(user -> user.path("credentials").path(0).path("value").asText())
        .hasSize(20)
        .doesNotHaveDuplicates()
        .allSatisfy(password -> assertThat(password).matches("([a-z]{4}-){2}[a-z]{4}"));
  }

  @Test
  void makesNobodyWhenThePageIsReadAgain() throws Exception {
    register();
    URI page = press().uri();

    assertThat(get(page.getPath()).body()).contains("c26a0001");
    assertThat(get("/new-student").uri().getPath()).isEqualTo("/");
    assertThat(get("/new-student/c26a0002").statusCode()).isEqualTo(404);
    assertThat(created).hasSize(1);
  }

  @Test
  void takesTheNextOmuidThatIsFree() throws Exception {
    register();
    taken.addAll(List.of("c26a0001", "c26a0002", "c26a0004"));

    assertThat(press().uri().getPath()).endsWith("/c26a0003");
    assertThat(press().uri().getPath()).endsWith("/c26a0005");
  }

  @Test
  void listsTheNewestFirst() throws Exception {
    register();
    press();
    press();

    assertThat(get("/").body())
        .containsSubsequence(
            "person-c26a0002", "New: provisional password", "person-c26a0001", "person-c23a0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "http://localhost", "https://localhost:%d", "null", ""})
  void takesNoPressFromAnotherSite(String origin) throws Exception {
    register();

    HttpResponse<String> answer = press(origin.replace("%d", "" + front.address().getPort()));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Not done", front.address().toString());
    assertThat(created).isEmpty();
  }

  @Test
  void saysThatKeycloakIsStillStarting() throws Exception {
    HttpResponse<String> answer = press();

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("Keycloak is still starting");
  }

  @Test
  void saysWhatKeycloakRefusedAndTriesTheSameOmuidAgain() throws Exception {
    register();
    refusal = 400;

    HttpResponse<String> answer = press();

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("Keycloak refused: 400", "&lt;no&gt;");
    refusal = 0;
    assertThat(press().uri().getPath()).endsWith("/c26a0001");
  }

  @Test
  void saysThatKeycloakDoesNotAnswer() throws Exception {
    register();
    keycloak.stop(0);

    HttpResponse<String> answer = press();

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("Keycloak does not answer");
  }

  private void register() {
    students.registerWith(
        new Registrar(URI.create("http://127.0.0.1:" + keycloak.getAddress().getPort())));
  }

  private HttpResponse<String> press() throws Exception {
    return press(front.address().toString());
  }

  private HttpResponse<String> press(String origin) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(front.address().resolve("/new-student"))
            .POST(BodyPublishers.noBody());
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    return send(request);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(front.address().resolve(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
