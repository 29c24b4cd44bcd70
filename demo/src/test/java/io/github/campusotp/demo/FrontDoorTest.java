package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Keycloak gets to see, spoken over plain sockets since HTTP clients forbid some headers. */
class FrontDoorTest {

  private HttpServer keycloak;
  private FrontDoor front;
  private volatile Headers seen;
  private volatile URI asked;

  @BeforeEach
  void open() throws Exception {
    keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keycloak.createContext(
        "/",
        exchange -> {
          seen = exchange.getRequestHeaders();
          asked = exchange.getRequestURI();
          exchange.getResponseHeaders().add("Set-Cookie", "a=b; Path=/realms; Secure");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    keycloak.start();
    front = FrontDoor.reserve(0);
    front.open();
    front.passOnTo(URI.create("http://127.0.0.1:" + keycloak.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    front.close();
    keycloak.stop(0);
  }

  @Test
  void isAtHomeWithoutCookie() throws IOException {
    get("/realms/omu");

    assertThat(seen.get("X-Forwarded-For")).containsExactly("203.0.113.20");
  }

  @Test
  void takesTheAddressFromTheCookie() throws IOException {
    get("/realms/omu", "Cookie: demo-network=10.64.1.20");
    assertThat(seen.get("X-Forwarded-For")).containsExactly("10.64.1.20");

    get("/realms/omu", "Cookie: a=b; demo-network=2001%3Adb8%3A1000%3A%3A20");
    assertThat(seen.get("X-Forwarded-For")).containsExactly("2001:db8:1000::20");
  }

  @Test
  void isAtHomeWithAnythingElseInTheCookie() throws IOException {
    get("/realms/omu", "Cookie: demo-network=10.64.1.20%0d%0aX-Forwarded-For%3a%2010.64.1.20");

    assertThat(seen.get("X-Forwarded-For")).containsExactly("203.0.113.20");
  }

  @Test
  void appendsToWhatTheClientForged() throws IOException {
    get(
        "/realms/omu",
        "X-Forwarded-For: 10.64.1.1, unknown",
        "X-Forwarded-For: [2001:db8::1]:80",
        "Forwarded: for=10.64.1.2",
        "Connection: X-Forwarded-For");

    assertThat(seen.get("X-Forwarded-For"))
        .containsExactly("10.64.1.1, unknown, [2001:db8::1]:80, 203.0.113.20");
    assertThat(seen.get("Forwarded")).containsExactly("for=10.64.1.2");
  }

  @Test
  void saysItselfHowItWasReached() throws IOException {
    get(
        "/realms/omu",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 1");

    assertThat(seen.get("X-Forwarded-Proto")).containsExactly("http");
    assertThat(seen.get("X-Forwarded-Host")).containsExactly(front.address().getAuthority());
    assertThat(seen.get("X-Forwarded-Port"))
        .containsExactly(Integer.toString(front.address().getPort()));
  }

  @Test
  void passesThePathAndTheAnswerOn() throws IOException {
    String answer = get("/realms/omu/a%20b%2Fc?x=%2F&y");

    assertThat(asked).isEqualTo(URI.create("/realms/omu/a%20b%2Fc?x=%2F&y"));
    assertThat(answer).startsWith("HTTP/1.1 302").contains("Set-Cookie: a=b; Path=/realms; Secure");
  }

  @Test
  void refusesWhatIsNoAddress() throws IOException {
    for (String path : List.of("/%zz", "/a|b", "/a?<>", "/%00", "/..;/x")) {
      assertThat(get(path)).as(path).doesNotContain(" 500 ");
    }
  }

  @Test
  void saysThatThePortIsTaken() {
    int port = front.address().getPort();

    assertThatThrownBy(() -> FrontDoor.reserve(port))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("Port " + port + " is taken");
  }

  private String get(String path, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", front.address().getPort())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
              .formatted(
                  path,
                  front.address().getAuthority(),
                  List.of(headers).stream().map(line -> line + "\r\n").reduce("", String::concat));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(5_000);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      while (!answer.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        answer.write(next);
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
