package io.github.campusotp.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** How long the office waits for an answer in a large university. */
final class OfficeSpeed {
  private static final int GROUPS = 20;
  private static final int TIMES = 9;
  private static final int KEYS = 20_000;
  private static final int WRONG = 100;
  private static final int PAGE = 500;
  private static final int LOOKS = 5;
  private static final List<String> CALLS =
      List.of(
          "report",
          "report?by=group",
          "report?by=role",
          "report?by=federation",
          "report/weeks",
          "people",
          "people?first=150000",
          "people?missing=key",
          "people?missing=address&group=/g7",
          "people?search=m1234",
          "people?search=nobody",
          "people?search=mm%203",
          "findings",
          "decision?address=203.0.113.20&person=m1234");

  /** A tenth is missing each, and the tenths meet. */
  private static final List<String> GAPS =
      List.of(
          "DELETE FROM credential WHERE type = 'otp' AND right(user_id, 1) IN ('0', '1')",
          "INSERT INTO user_attribute (id, name, value, user_id)"
              + " SELECT gen_random_uuid()::text, 'recoveryEmail', username || '@example.net', id"
              + " FROM user_entity WHERE right(id, 1) NOT IN ('1', '2')",
          "INSERT INTO user_group_membership (group_id, user_id, membership_type)"
              + " SELECT g.id, u.id, 'UNMANAGED' FROM user_entity u JOIN keycloak_group g"
              + " ON g.realm_id = u.realm_id AND g.name = 'g' || mod(abs(hashtext(u.id)), 20)",
          // two weeks of sign-ons
          "INSERT INTO event_entity (id, client_id, realm_id, event_time, type, user_id,"
              + " details_json_long_value)"
              + " SELECT gen_random_uuid()::text, 'omu-portal', r.id,"
              + " (extract(epoch FROM now()) * 1000)::bigint - 1200 * n, 'LOGIN',"
              + " md5(mod(n, 200000)::text)::uuid::text,"
              + " '{\"campus_network\":\"off-campus\",\"client_address\":\"203.0.113.' || mod(n, 250)"
              + " || '\",\"level\":\"2\",\"level_reason\":\"network: off-campus\"}'"
              + " FROM realm r, generate_series(1, 1000000) n WHERE r.name = 'omu'",
          "ANALYZE");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI node;
  private final ProcessHandle server;
  private final PrintStream out;
  private String token;

  private OfficeSpeed(URI node, ProcessHandle server, PrintStream out) {
    this.node = node;
    this.server = server;
    this.out = out;
  }

  /**
   * Measures for some minutes.
   *
   * @param arguments the repository, with the jars built; a directory for the server and its logs;
   *     how many people there are
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = Driver.out();
    Path root = Path.of(arguments[0]);
    int people = Integer.parseInt(arguments[2]);
    try (University university =
        new University(
            root,
            Path.of(arguments[1]),
            Duration.ZERO,
            1,
            List.of(root.resolve("realm-config/omu-realm.json")),
            List.of(People.MEMBERS),
            Map.of())) {
      OfficeSpeed speed =
          new OfficeSpeed(university.addresses().get(0), university.processes().get(0), out);
      speed.token = speed.newToken();
      for (int group = 0; group < GROUPS; group++) {
        speed.call("POST", "groups", "{\"name\":\"g" + group + "\"}", "application/json");
      }
      People.MEMBERS.admit(university.database(), 1, people - 1);
      leaveGaps(university.database());
      speed.measure();
    }
  }

  private static void leaveGaps(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String gap : GAPS) {
        statement.execute(gap);
      }
    }
  }

  private void measure() throws IOException, InterruptedException {
    String head = "| call | the first ms | median ms | slowest ms | kB | MB of heap |";
    String rule = "| --- | ---: | ---: | ---: | ---: | ---: |";
    out.printf("%s%n%s%n", head, rule);
    for (String call : CALLS) {
      measure(call, "application/json");
    }
    measure("people", "text/csv");
    out.println();
    out.println("| once | seconds | kB | MB of heap |");
    out.println("| --- | ---: | ---: | ---: |");
    once(
        "networks/check",
        "{\"networks\":\"Dormitory = 203.0.113.0/25\",\"days\":15}",
        "application/json");
    once(
        "waves",
        "{\"missing\":\"key\",\"action\":\"campus-otp-setup\",\"reason\":\"bench\"}",
        "application/json");
    String keys = keys();
    expect(once("keys?reason=bench", keys, "text/csv"), "added");
    expect(once("keys?reason=bench", keys, "text/csv"), "there");
    // What is asked for the page of one person, with the import's acts among which theirs are.
    out.printf("%n%s%n%s%n", head, rule);
    String found = call("GET", "campus-otp/people?search=m1234&max=1", "", "application/json");
    String person = "people/" + JSON.readTree(found).path(0).path("id").asText();
    for (String part : List.of("", "/sign-ons", "/changes", "/acts")) {
      measure(person + part, "application/json");
    }
  }

  /** Every line has its answer: the wrong ones why they are refused, all others the same. */
  private static void expect(String answer, String result) throws IOException {
    int refused = 0;
    for (JsonNode line : JSON.readTree(answer)) {
      boolean wrong = line.path("line").asInt() % (KEYS / WRONG) == 0;
      String right = wrong ? "refused" : result;
      if (!line.path("result").asText().equals(right) || wrong != line.has("why")) {
        throw new IOException("Not " + right + ": " + line);
      }
      refused += wrong ? 1 : 0;
    }
    if (refused != WRONG) {
      throw new IOException(refused + " lines are refused");
    }
  }

  private String once(String call, String body, String type)
      throws IOException, InterruptedException {
    token = newToken();
    try (LiveHeap heap = new LiveHeap(server, Duration.ofSeconds(2))) {
      long begin = System.nanoTime();
      String answer = call("POST", "campus-otp/" + call, body, "application/json", type);
      out.printf(
          Locale.ROOT,
          "| `%s` | %.1f | %d | %.0f |%n",
          call,
          (System.nanoTime() - begin) / 1e9,
          answer.length() / 1000,
          heap.more());
      return answer;
    }
  }

  /** For the first of those who have none; now and then a line is wrong. */
  private String keys() throws IOException, InterruptedException {
    StringBuilder csv = new StringBuilder();
    int number = 0;
    for (int first = 0; first < KEYS; first += PAGE) {
      token = newToken();
      String page = "campus-otp/people?missing=key&first=" + first + "&max=" + PAGE;
      for (JsonNode person : JSON.readTree(call("GET", page, "", "application/json"))) {
        boolean wrong = ++number % (KEYS / WRONG) == 0;
        csv.append(person.path("username").asText())
            .append(wrong ? ",0189\n" : ",GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n");
      }
    }
    return csv.toString();
  }

  private void measure(String call, String type) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    int size = 0;
    for (int time = 0; time <= TIMES; time++) {
      token = newToken();
      long begin = System.nanoTime();
      size = call("GET", "campus-otp/" + call, "", type).length();
      times.add((System.nanoTime() - begin) / 1e6);
    }
    double more;
    try (LiveHeap heap = new LiveHeap(server, Duration.ZERO)) {
      do {
        token = newToken();
        call("GET", "campus-otp/" + call, "", type);
      } while (heap.times() < LOOKS);
      more = heap.more();
    }
    List<Double> later = times.subList(1, times.size()).stream().sorted().toList();
    out.printf(
        Locale.ROOT,
        "| `%s`%s | %.0f | %.0f | %.0f | %d | %.0f |%n",
        call,
        type.equals("text/csv") ? " as CSV" : "",
        times.get(0),
        later.get(TIMES / 2),
        later.get(TIMES - 1),
        size / 1000,
        more);
  }

  private String call(String method, String path, String body, String accepted)
      throws IOException, InterruptedException {
    return call(method, path, body, accepted, "application/json");
  }

  private String call(String method, String path, String body, String accepted, String type)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/admin/realms/omu/" + path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", accepted)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** It lasts a minute only. */
  private String newToken() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=password&client_id=admin-cli&username=admin&password=admin-demo"))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .path("access_token")
        .asText();
  }
}
