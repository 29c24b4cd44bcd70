package io.github.campusotp.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.e2e.Secrets;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** What all servers of the stories have in common: how they are started, and searched when over. */
public final class StoryServer {
  public static final Path REPOSITORY = Path.of("..");

  /** The realm that comes with the extension. */
  public static final Path SHIPPED_REALM = REPOSITORY.resolve("realm-config/omu-realm.json");

  private static final Path BUILT = Path.of("target/servers/built");

  /** Until one answers, on a machine that is busy with something else. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** That a transaction began says nothing, and is a tenth of the log. */
  private static final String QUIET = ",org.keycloak.transaction:info";

  /** What Keycloak and the extension have to say; with the libraries below them: {@link #WORDY}. */
  private static final String LOG_LEVEL =
      "info,org.keycloak:debug,io.github.campusotp:debug" + QUIET;

  /**
   * All but Hibernate's, which prints statements without their values, or else every entity that it
   * writes, Keycloak's own credentials too; the address of each request once more, which the access
   * log has; and that a template was looked for. That was four fifths of the log.
   */
  private static final String WORDY =
      "debug,org.hibernate:info,io.quarkus.micrometer:info,io.quarkus.vertx.http.runtime:info,"
          + "freemarker.cache:info"
          + QUIET;

  /** Argon2 at its least, where a story is not about passwords: each sign-on hashes one. */
  private static final Map<String, String> QUICK_HASHING =
      Map.of(
          "spi-password-hashing--argon2--iterations", "1",
          "spi-password-hashing--argon2--memory", "64");

  private StoryServer() {}

  /** Where a server of that name runs; of all stories that are under way only one may. */
  public static Path directory(String name) {
    return Path.of("target/servers", name);
  }

  /** Keycloak with the extension and the theme, and nothing imported. */
  public static KeycloakServer.Options options(String name) throws Exception {
    return inStories(Demo.server(REPOSITORY, directory(name)));
  }

  /** Logs what it does, and spares the time that passwords take and building it once more. */
  public static KeycloakServer.Options inStories(KeycloakServer.Options server) {
    QUICK_HASHING.forEach(server::setting);
    return server
        .builtServers(BUILT)
        .readyDatabase(true)
        .limit(PATIENCE)
        .setting("log-level", LOG_LEVEL)
        .setting("http-access-log-enabled", "true")
        .setting("http-access-log-pattern", "combined");
  }

  /** Lets it take as long over passwords as it does by itself. */
  public static KeycloakServer.Options withRealHashing(KeycloakServer.Options server) {
    QUICK_HASHING.keySet().forEach(name -> server.setting(name, null));
    return server;
  }

  /** Lets it log all that it can. */
  public static KeycloakServer.Options wordy(KeycloakServer.Options server) {
    return server.setting("log-level", WORDY);
  }

  /** Ends all, and fails where the server wrote down what it must not. */
  public static void end(Demo demo) throws IOException {
    try (demo) {
      new Mailbox(demo.mail()).tell(Secrets.SEEN);
      expectNoSecretInEvents(KeycloakAdmin.of(demo.keycloak()));
    }
    expectNoSecret(demo.keycloak().log());
  }

  /** Fails where the realm's events hold what they must not. */
  public static void expectNoSecretInEvents(KeycloakAdmin admin) throws IOException {
    assertThat(Secrets.SEEN.in(new StringReader(admin.records().events())))
        .as("in the events")
        .isEmpty();
  }

  /** Fails where a server wrote down what it must not. */
  public static void expectNoSecret(Path file) throws IOException {
    for (String talk : List.of(" DEBUG \\[org\\.keycloak\\.", "\"GET /realms/master HTTP")) {
      try (Scanner log = new Scanner(file, StandardCharsets.UTF_8)) {
        assertThat(log.findWithinHorizon(talk, 0))
            .as("the log is as talkative as asked")
            .isNotNull();
      }
    }
    try (Reader log = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      assertThat(Secrets.SEEN.in(log)).as("in the log").isEmpty();
    }
  }
}
