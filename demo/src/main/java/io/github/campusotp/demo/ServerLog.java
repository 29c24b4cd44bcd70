package io.github.campusotp.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a log says when something went wrong. */
final class ServerLog {

  private static final int LINES = 3;
  private static final int LENGTH = 240;

  private ServerLog() {}

  /** The last errors of a log in one line, or its last lines where it has none, and its place. */
  static String complaint(Path log) {
    List<String> lines;
    try {
      // Not readAllLines, which gives up on a log that ends in the middle of a character.
      lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return "its log cannot be read (" + log + ").";
    }
    List<String> errors =
        lines.stream()
            .filter(line -> line.contains("ERROR") && !line.contains("'--verbose'"))
            .toList();
    List<String> telling =
        errors.isEmpty()
            ? lines.stream().filter(line -> !line.isBlank() && !line.contains("JAVA_OPTS")).toList()
            : errors;
    return telling.stream()
            .skip(Math.max(0, telling.size() - LINES))
            .map(line -> line.substring(0, Math.min(LENGTH, line.length())).strip())
            .collect(Collectors.joining(" | "))
        + " (log: "
        + log
        + ")";
  }
}
