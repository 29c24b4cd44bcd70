package io.github.campusotp.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keycloak's own script, {@code kc.sh} or {@code kc.bat}.
 *
 * @param home where the distribution was unpacked
 */
record KeycloakScript(Path home) {

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  /**
   * A server that lives for minutes never pays back what these cost it: the second compiler, a
   * collector that runs beside the program, a look at each of Keycloak's 20,000 classes for damage.
   * Without the second compiler an RSA signature takes ten times as long, and all together still a
   * fifth less.
   */
  private static final List<String> SHORT_LIVED =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:-UseG1GC",
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  /** A command of it, with this JVM's Java and nothing else from outside. */
  ProcessBuilder command(List<String> arguments, Map<String, String> environment, Path output) {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(home.resolve("bin").resolve(WINDOWS ? "kc.bat" : "kc.sh").toString());
    builder.command().addAll(arguments);
    builder.directory(home.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(KC|QUARKUS|KEYCLOAK)_.*|JAVA|JAVA_OPTS.*|DEBUG.*"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_APPEND", String.join(" ", SHORT_LIVED));
    builder.environment().putAll(environment);
    return builder;
  }
}
