package io.github.campusotp.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Keycloak distributions with their providers built in, kept by what went into them. Unpacking and
 * building take most of the time of a start, so each combination is built once, for every JVM that
 * shares the folder. A server never runs in it: {@link KeycloakInstallation} links what it needs.
 */
final class BuiltServers {

  /** Enough for all stories at one state of the code; each takes 200 MB until it is linked. */
  private static final int KEPT = 6;

  private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);

  private final Path folder;

  BuiltServers(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks and builds where that was not done before.
   *
   * @param distribution Keycloak's zip distribution
   * @param providers jars for Keycloak's {@code providers/}
   * @param options what follows {@code kc.sh build}
   * @param step told what takes time now
   * @return the home of that Keycloak, named by a fingerprint of the other arguments
   */
  @SuppressWarnings("try") // locks are held, not used
  Path get(Path distribution, List<Path> providers, List<String> options, Consumer<String> step)
      throws IOException, InterruptedException, StartupException {
    Path home = folder.resolve(fingerprint(distribution, providers, options));
    Files.createDirectories(folder);
    synchronized (BuiltServers.class) { // a file's lock is the JVM's, not the thread's
      try (FileChannel held = lock(beside(home, ".lock"))) {
        if (!Files.exists(home)) {
          try (FileChannel all = lock(folder.resolve("lock"))) { // two may want to delete the same
            deleteAllBut(KEPT - 1);
          }
          build(home, distribution, providers, options, step);
        }
        Files.setLastModifiedTime(home, FileTime.from(Instant.now()));
      }
    }
    return home;
  }

  /** The database of a first start of such a server. */
  static ReadyDatabase database(Path home) {
    return new ReadyDatabase(beside(home, ".database"));
  }

  /** Waits until no other JVM has it; closing it gives it back. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }

  /** Under another name until it is complete, so that what broke off is done again. */
  private void build(
      Path home,
      Path distribution,
      List<Path> providers,
      List<String> options,
      Consumer<String> step)
      throws IOException, InterruptedException, StartupException {
    Path unfinished = beside(home, ".unfinished");
    FileTree.delete(unfinished);
    step.accept("unpacking");
    unpack(distribution, unfinished);
    for (Path provider : providers) {
      // Keycloak notes when its providers were last changed, and builds itself anew after that.
      Files.copy(
          provider,
          unfinished.resolve("providers").resolve(provider.getFileName()),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    step.accept("building");
    List<String> command = new ArrayList<>(List.of("build"));
    command.addAll(options);
    Path log = beside(home, ".log");
    Map<String, String> java = Map.of("JAVA_OPTS_KC_HEAP", "-Xms256m -Xmx1g");
    try (ProcessTree build =
        ProcessTree.start(new KeycloakScript(unfinished).command(command, java, log))) {
      if (!build.ended(BUILD_LIMIT) || build.exitCode() != 0) {
        throw new StartupException("Keycloak could not be built: " + ServerLog.complaint(log));
      }
    }
    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes those that were unused the longest; what was linked from them stays. */
  private void deleteAllBut(int kept) throws IOException {
    List<Path> homes;
    try (Stream<Path> entries = Files.list(folder)) {
      homes = new ArrayList<>(entries.filter(BuiltServers::isHome).toList());
    }
    homes.sort(Comparator.comparing((Path home) -> home.toFile().lastModified()).reversed());
    for (Path old : homes.subList(Math.min(kept, homes.size()), homes.size())) {
      FileTree.delete(old);
      Files.deleteIfExists(beside(old, ".database"));
    }
  }

  private static boolean isHome(Path entry) {
    return Files.isDirectory(entry) && entry.getFileName().toString().matches("\\p{XDigit}+");
  }

  private static Path beside(Path home, String ending) {
    return home.resolveSibling(home.getFileName() + ending);
  }

  private static void unpack(Path distribution, Path home) throws IOException {
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

  private static String fingerprint(Path distribution, List<Path> providers, List<String> options)
      throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
    // The zip's own directory has every entry's checksum, so its content need not be read.
    try (ZipFile zip = new ZipFile(distribution.toFile())) {
      zip.stream()
          .map(entry -> entry.getName() + ' ' + entry.getCrc() + ' ' + entry.getSize() + '\n')
          .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    }
    for (String option : options) {
      digest.update((option + '\n').getBytes(StandardCharsets.UTF_8));
    }
    for (Path provider : providers) {
      digest.update((provider.getFileName().toString() + '\n').getBytes(StandardCharsets.UTF_8));
      try (InputStream content = new DigestInputStream(Files.newInputStream(provider), digest)) {
        content.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
