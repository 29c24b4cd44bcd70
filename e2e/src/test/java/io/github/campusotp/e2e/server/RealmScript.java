package io.github.campusotp.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * An administrator's shell: {@code realm-config/apply} and {@code kcadm.sh}, which is the one of
 * the server's own distribution.
 */
public final class RealmScript {
  private static final Path SCRIPT = StoryServer.REPOSITORY.resolve("realm-config/apply");

  private final Path folder;
  private final String curl;
  private String path = System.getenv("PATH");
  private String kcadm;
  private String networks = "";
  private String ownDomains = "";

  /**
   * @param folder where it keeps what kcadm knows, and its own files
   * @param keycloak the distribution that its kcadm is of
   */
  public RealmScript(Path folder, Path keycloak) throws IOException, InterruptedException {
    this.folder = folder;
    this.kcadm = keycloak.resolve("bin/kcadm.sh").toAbsolutePath().normalize().toString();
    for (String program : List.of("jq", "curl")) {
      assertThat(bash("command -v " + program).status())
          .as("realm-config/apply needs %1$s: install the package %1$s and run this again", program)
          .isZero();
    }
    curl = bash("command -v curl").output();
    path = Files.createDirectory(folder.resolve("bin")) + ":" + path;
    beforeCurl("");
    program(
        folder.resolve("bin/kcadm.sh"),
        "exec '%s' \"$@\" --config '%s'".formatted(kcadm, config()));
  }

  /** Writes down how curl is called, and does this before. */
  private void beforeCurl(String commands) throws IOException {
    program(
        folder.resolve("bin/curl"),
        """
        printf '%%s\\n' "$*" >>'%s'
        %s
        exec '%s' "$@"
        """
            .formatted(calls(), commands, curl));
  }

  /** In place of the one before, which a script that was ended a moment ago may still begin. */
  private static void program(Path file, String commands) throws IOException {
    Path next = Files.writeString(Path.of(file + ".next"), "#!/bin/sh\n" + commands);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwx------"));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path calls() {
    return folder.resolve("calls");
  }

  /** All command lines of curl up to now, which every user of the machine may see. */
  public String commandLines() throws IOException {
    return Files.readString(calls());
  }

  /** With these campus networks in the environment. */
  public void networks(String list) {
    networks = list;
  }

  /** With these mail domains in the environment, as the university's own. */
  public void ownDomains(String list) {
    ownDomains = list;
  }

  /** Looks for Keycloak's own program elsewhere. */
  public void kcadm(String program) {
    kcadm = program;
  }

  /** With no other programs than these, which do nothing. */
  public void programs(String... names) throws IOException {
    Path few = Files.createTempDirectory(folder, "programs");
    for (String name : names) {
      program(few.resolve(name), "");
    }
    path = few.toString();
  }

  /** Signs on as the first administrator of the realm master. */
  public void signOn(String server) throws IOException, InterruptedException {
    signOn(server, "master", "admin", "admin-demo");
  }

  /** Signs on as somebody of this realm. */
  public void signOn(String server, String realm, String username, String password)
      throws IOException, InterruptedException {
    Outcome outcome =
        bash(
            "\"$KCADM\" config credentials --server %s --realm %s --user %s --password %s --config %s"
                .formatted(server, realm, username, password, config()));
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  /** Runs the script to its end. */
  public Outcome apply(String... arguments) throws IOException, InterruptedException {
    return finish(start(command(arguments)));
  }

  /** Runs the script to its end, with a pause before its first call of this path. */
  public Outcome applySlowly(String path, int seconds, String... arguments)
      throws IOException, InterruptedException {
    beforeCurl(
        "case \"$*\" in */%s) mkdir '%s' 2>/dev/null && sleep %d ;; esac"
            .formatted(path, folder.resolve("paused"), seconds));
    try {
      return apply(arguments);
    } finally {
      beforeCurl("");
    }
  }

  /** Runs the script until it says this, and kills it before it calls the server again. */
  public void applyUntil(String line, String... arguments) throws Exception {
    Path said = folder.resolve("said");
    beforeCurl("while grep -qxF '%s' '%s'; do sleep 1; done".formatted(line, said));
    Process process = builder(command(arguments)).redirectOutput(said.toFile()).start();
    Patience.until(
        line,
        () -> {
          List<String> lines = Files.readAllLines(said);
          assertThat(process.isAlive() || lines.contains(line)).as("after " + lines).isTrue();
          return lines.contains(line);
        });
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
    beforeCurl("");
  }

  /** Runs what an administrator copied from a document or from its output. */
  public Outcome bash(String commands) throws IOException, InterruptedException {
    return finish(start(List.of("bash", "-euc", commands)));
  }

  private Path config() {
    return folder.resolve("kcadm.config").toAbsolutePath();
  }

  private List<String> command(String... arguments) {
    return Stream.concat(
            Stream.of("bash", SCRIPT.toAbsolutePath().toString()),
            Stream.concat(Stream.of(arguments), Stream.of("--config", config().toString())))
        .toList();
  }

  private Process start(List<String> command) throws IOException {
    return builder(command).start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("TMPDIR", folder.toAbsolutePath().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.environment().put("KCADM", kcadm);
    builder.environment().put("OMU_NETWORKS", networks);
    builder.environment().put("OMU_OWN_DOMAINS", ownDomains);
    builder.environment().put("OMU_TRUSTED_PROXIES", "127.0.0.1");
    return builder;
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
  public record Outcome(int status, List<String> lines) {
    public String output() {
      return String.join("\n", lines);
    }

    /** The commands that switch back, as they were printed. */
    public String wayBack() {
      return String.join(
          "\n", lines.stream().filter(line -> line.contains("kcadm.sh update ")).toList());
    }
  }
}
