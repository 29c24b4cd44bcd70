package io.github.campusotp.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An unpacked Keycloak distribution with its providers built in. Unpacking and building take most
 * of the time of a start, so each is done again only where what goes into it has changed.
 */
final class KeycloakInstallation {

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);

  private final Path directory;
  private final Path home;
  private final Path log;

  KeycloakInstallation(Path directory) {
    this.directory = directory;
    this.home = directory.resolve("keycloak");
    this.log = directory.resolve("build.log");
  }

  Path home() {
    return home;
  }

  /**
   * Unpacks and builds as far as necessary.
   *
   * @param distribution Keycloak's zip distribution
   * @param providers jars for Keycloak's {@code providers/}
   * @param build what follows {@code kc.sh build}
   * @param step told what takes time now
   */
  void prepare(Path distribution, List<Path> providers, List<String> build, Consumer<String> step)
      throws IOException, InterruptedException, StartupException {
    String unpacked = fingerprintOfZip(distribution);
    Marker unpackedMarker = new Marker(directory.resolve("unpacked"));
    Marker builtMarker = new Marker(directory.resolve("built"));
    if (!unpackedMarker.says(unpacked)) {
      step.accept("unpacking");
      builtMarker.clear();
      unpackedMarker.clear();
      unpack(distribution);
      unpackedMarker.set(unpacked);
    }
    String built = unpacked + ' ' + String.join(" ", build) + ' ' + fingerprintOf(providers);
    if (!builtMarker.says(built)) {
      step.accept("building");
      builtMarker.clear();
      replaceProviders(providers);
      build(build);
      builtMarker.set(built);
    }
  }

  /** A command of Keycloak's own script, with this JVM's Java and nothing else from outside. */
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
    // A server that lives for minutes never pays back what the second compiler costs it.
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    builder.environment().putAll(environment);
    return builder;
  }

  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void unpack(Path distribution) throws IOException {
    delete(home);
    try (ZipFile zip = new ZipFile(distribution.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        int top = entry.getName().indexOf('/');
        Path target = home.resolve(entry.getName().substring(top + 1)).normalize();
        if (!target.startsWith(home)) {
          throw new IOException("The distribution has an entry outside of itself: " + entry);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target);
          }
          if (target.getFileName().toString().endsWith(".sh")) {
            target.toFile().setExecutable(true);
          }
        }
      }
    }
  }

  private void replaceProviders(List<Path> providers) throws IOException {
    Path folder = home.resolve("providers");
    try (Stream<Path> old = Files.list(folder)) {
      for (Path jar : old.filter(path -> path.toString().endsWith(".jar")).toList()) {
        Files.delete(jar);
      }
    }
    for (Path provider : providers) {
      Files.copy(
          provider,
          folder.resolve(provider.getFileName()),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private void build(List<String> options)
      throws IOException, InterruptedException, StartupException {
    List<String> command = new ArrayList<>(List.of("build"));
    command.addAll(options);
    try (ProcessTree build =
        ProcessTree.start(command(command, Map.of("JAVA_OPTS_KC_HEAP", "-Xms256m -Xmx1g"), log))) {
      if (!build.ended(BUILD_LIMIT) || build.exitCode() != 0) {
        throw new StartupException("Keycloak could not be built: " + ServerLog.complaint(log));
      }
    }
  }

  /** The zip's own directory has every entry's checksum, so its content need not be read. */
  private static String fingerprintOfZip(Path distribution) throws IOException {
    MessageDigest digest = sha256();
    try (ZipFile zip = new ZipFile(distribution.toFile())) {
      zip.stream()
          .map(entry -> entry.getName() + ' ' + entry.getCrc() + ' ' + entry.getSize() + '\n')
          .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String fingerprintOf(List<Path> files) throws IOException {
    MessageDigest digest = sha256();
    for (Path file : files) {
      digest.update((file.getFileName().toString() + '\n').getBytes(StandardCharsets.UTF_8));
      try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
        content.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** A file that says what was finished last, so that a step that broke off is done again. */
  private record Marker(Path file) {

    boolean says(String fingerprint) throws IOException {
      return Files.exists(file) && Files.readString(file).equals(fingerprint);
    }

    void clear() throws IOException {
      Files.deleteIfExists(file);
    }

    void set(String fingerprint) throws IOException {
      Files.writeString(file, fingerprint);
    }
  }
}
