package io.github.campusotp.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The server of an earlier run whose JVM was killed before it could end it. Call it only with the
 * lock of the directory: then no other process needs that server.
 */
final class Orphan {

  private final Path file;

  Orphan(Path file) {
    this.file = file;
  }

  void remember(ProcessHandle process) throws IOException {
    Files.writeString(file, identity(process));
  }

  /**
   * Ends the remembered process where it still runs, and nothing else that got its number since.
   */
  void end() throws IOException {
    if (Files.exists(file)) {
      String remembered = Files.readString(file);
      Optional<ProcessHandle> process =
          ProcessHandle.of(Long.parseLong(remembered.substring(0, remembered.indexOf(' '))));
      process.filter(handle -> identity(handle).equals(remembered)).ifPresent(ProcessTree::end);
      Files.delete(file);
    }
  }

  private static String identity(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("");
  }
}
