package io.github.campusotp.e2e.service;

import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/services.md as an administrator follows it: the files and commands of each section, and the
 * addresses of its table.
 */
final class Guide {
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern FILE =
      Pattern.compile("(?ms)^`(/[^`\n]+)`[^\n]*(?:\n[^\n]+)*\n\n```\\w+\n(.*?)^```$");

  private final String text;

  /**
   * @param here puts names of this machine in place of the example's
   */
  Guide(UnaryOperator<String> here) throws IOException {
    text = here.apply(Files.readString(StoryServer.REPOSITORY.resolve("docs/services.md")));
  }

  /** The blocks of shell commands of a section, in their order. */
  List<String> commands(String section) {
    return COMMANDS.matcher(section(section)).results().map(block -> block.group(1)).toList();
  }

  /** The files of a section, by their paths. */
  Map<String, String> files(String section) {
    Map<String, String> files = new LinkedHashMap<>();
    for (MatchResult file : FILE.matcher(section(section)).results().toList()) {
      files.put(file.group(1), file.group(2));
    }
    return files;
  }

  /** Where a service's own logout is, from the table. */
  String logout(String service) {
    Matcher row =
        Pattern.compile("(?m)^\\| " + service + " \\| `([^`]+)` \\|").matcher(section("Logout"));
    if (!row.find()) {
      throw new IllegalStateException("No logout of " + service);
    }
    return row.group(1);
  }

  private String section(String title) {
    String[] parts = text.split("(?m)^## " + title + "\n", 2);
    if (parts.length < 2) {
      throw new IllegalStateException("No section " + title);
    }
    return parts[1].split("(?m)^## ", 2)[0];
  }
}
