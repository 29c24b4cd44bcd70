package io.github.campusotp.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A file of H2's with Keycloak's tables, the realm {@code master} and its administrator, kept
 * beside a built server. Making these takes most of what a first start takes longer than a second.
 */
final class ReadyDatabase {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String NAME = "h2/keycloakdb.mv.db";

  private final Path kept;

  /**
   * @param kept where the file is or will be
   */
  ReadyDatabase(Path kept) {
    this.kept = kept;
  }

  /**
   * Copies it to a server without data; that server makes it if there is none yet.
   *
   * @param environment with the administrator's name and password
   * @param log of making it
   */
  void copyTo(KeycloakInstallation server, Map<String, String> environment, Path log)
      throws IOException, InterruptedException, StartupException {
    Path file = server.data().resolve(NAME);
    if (Files.exists(kept)) {
      Files.createDirectories(file.getParent());
      Files.copy(kept, file);
      return;
    }
    make(server.script(), environment, log);
    Path unfinished = Files.createTempFile(kept.getParent(), kept.getFileName().toString(), "");
    Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
    Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void make(KeycloakScript script, Map<String, String> environment, Path log)
      throws IOException, InterruptedException, StartupException {
    // Under another name: Keycloak would make this administrator by itself, and refuse to twice.
    // On a port of its own: another JVM may be at it, too.
    Map<String, String> own =
        Map.of(
            "ADMINISTRATOR_PASSWORD",
            environment.get("KC_BOOTSTRAP_ADMIN_PASSWORD"),
            "KC_HTTP_MANAGEMENT_PORT",
            Integer.toString(FreePort.at(InetAddress.getLoopbackAddress())));
    List<String> command =
        List.of(
            "bootstrap-admin",
            "user",
            "--optimized",
            "--username=" + environment.get("KC_BOOTSTRAP_ADMIN_USERNAME"),
            "--password:env=ADMINISTRATOR_PASSWORD");
    try (ProcessTree process = ProcessTree.start(script.command(command, own, log))) {
      if (!process.ended(LIMIT) || process.exitCode() != 0) {
        throw new StartupException("No database could be made: " + ServerLog.complaint(log));
      }
    }
  }
}
