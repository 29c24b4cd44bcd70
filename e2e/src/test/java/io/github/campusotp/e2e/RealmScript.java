package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code realm-config/apply} in a shell, with the kcadm of the server's own distribution. */
final class RealmScript {
  private static final Path SCRIPT = StoryServer.REPOSITORY.resolve("realm-config/apply");

  private final Path folder;
  private String path = System.getenv("PATH");
  private String kcadm;
  private String networks = "";

  /**
   * @param folder where it keeps what kcadm knows, and its own files
   * @param keycloak the distribution that its kcadm is of
   */
  RealmScript(Path folder, Path keycloak) throws IOException, InterruptedException {
    this.folder = folder;
    this.kcadm = keycloak.resolve("bin/kcadm.sh").toAbsolutePath().normalize().toString();
    assertThat(bash("command -v jq").status())
        .as("realm-config/apply needs jq: install the package jq and run this again")
        .isZero();
  }

  /** With these campus networks in the environment. */
  void networks(String list) {
    networks = list;
  }

  /** Looks for Keycloak's own program elsewhere. */
  void kcadm(String program) {
    kcadm = program;
  }

  /** Without the programs of the system. */
  void withoutPrograms() {
    path = "/nowhere";
  }

  /** Signs on as the first administrator of the realm master. */
  void signOn(String server) throws IOException, InterruptedException {
    Outcome outcome =
        bash(
            "\"$KCADM\" config credentials --server %s --realm master --user admin --password %s --config %s"
                .formatted(server, "admin-demo", config()));
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  /** Runs the script to its end. */
  Outcome apply(String... arguments) throws IOException, InterruptedException {
    return finish(start(command(arguments)));
  }

  /** Runs the script until it says this, and kills it in whatever it does next. */
  void applyUntil(String line, String... arguments) throws IOException, InterruptedException {
    Process process = start(command(arguments));
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> said = new ArrayList<>();
      while (!said.contains(line)) {
        String next = output.readLine();
        assertThat(next).as("after " + said).isNotNull();
        said.add(next);
      }
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
    }
  }

  /** Runs what somebody copied from its output. */
  Outcome bash(String commands) throws IOException, InterruptedException {
    return finish(start(List.of("bash", "-euc", commands)));
  }

  private Path config() {
    return folder.resolve("kcadm.config");
  }

  private List<String> command(String... arguments) {
    return Stream.concat(
            Stream.of("bash", SCRIPT.toAbsolutePath().toString()),
            Stream.concat(
                Stream.of(arguments), Stream.of("--config", config().toAbsolutePath().toString())))
        .toList();
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("TMPDIR", folder.toAbsolutePath().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KC_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().put("KCADM", kcadm);
    builder.environment().put("OMU_NETWORKS", networks);
    builder.environment().put("OMU_TRUSTED_PROXIES", "127.0.0.1");
    return builder.start();
  }

  private static Outcome finish(Process process) throws IOException, InterruptedException {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = output.lines().toList();
      return new Outcome(process.waitFor(), lines);
    }
  }

  /**
   * What came of it.
   *
   * @param status the exit status
   * @param lines all that was said
   */
  record Outcome(int status, List<String> lines) {
    String output() {
      return String.join("\n", lines);
    }

    /** The commands that switch back, as they were printed. */
    String wayBack() {
      return String.join(
          "\n", lines.stream().filter(line -> line.contains("kcadm.sh update ")).toList());
    }
  }
}
