package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.RealmScript;
import io.github.campusotp.e2e.server.RealmScript.Outcome;
import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An administrator at a shell, who types what docs/first-login.md says. */
final class Office {
  static final Path DOCUMENT = StoryServer.REPOSITORY.resolve("docs/first-login.md");

  private static final Pattern COMMANDS = Pattern.compile("(?m)(?:^ {4}.*\n)+");

  private final RealmScript shell;
  private final List<String> document;

  /** Signed on as the first administrator of the realm master. */
  Office(Campus campus, Path folder) throws IOException, InterruptedException {
    shell = campus.shell(folder);
    shell.signOn(campus.node().toString());
    String text =
        Files.readString(DOCUMENT).replace("https://sso.example.ac.jp", campus.node().toString());
    document = COMMANDS.matcher(text).results().map(MatchResult::group).toList();
  }

  /**
   * Types the commands that belong together in the document.
   *
   * @param words which only they have
   * @param before what is typed before them
   * @return what they printed
   */
  String type(String words, String before) throws IOException, InterruptedException {
    Outcome outcome = attempt(words, before);
    assertThat(outcome.status()).as("%s: %s", words, outcome.output()).isZero();
    return outcome.output();
  }

  /** As {@link #type}, however it ends. */
  Outcome attempt(String words, String before) throws IOException, InterruptedException {
    List<String> meant = document.stream().filter(commands -> commands.contains(words)).toList();
    assertThat(meant).as(words).hasSize(1);
    return shell.bash("set -o pipefail\n" + before + "\n" + meant.get(0));
  }
}
