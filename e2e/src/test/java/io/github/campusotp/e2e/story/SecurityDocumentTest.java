package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names stories: they are there, and so are the classes that it trusts. */
class SecurityDocumentTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern STORY = Pattern.compile("([A-Z]\\w+(?:IT|Test))(?:\\.(\\w+…?))?");
  private static final Pattern METHOD = Pattern.compile("[a-z]\\w*[A-Z]\\w*…?");
  private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]+[A-Z]\\w+");

  @Test
  void everyStoryAndClassThatItNamesIsThere() throws IOException {
    Map<String, String> stories = sources("../e2e/src/test", "../authenticator/src/test");
    Map<String, String> classes = sources("../authenticator/src/main");
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String line : Files.readAllLines(Path.of("../docs/security.md"))) {
      String[] cells = line.split("\\|");
      if (line.startsWith("|") && cells.length == 5 && !cells[4].isBlank()) {
        List<String> named = stories(cells[4]);
        found += named.size();
        named.stream().filter(story -> !isThere(story, stories)).forEach(missing::add);
        words(cells[3])
            .filter(CLASS.asMatchPredicate())
            .filter(name -> !classes.containsKey(name) && !name.equals("TimeBasedOTP"))
            .forEach(missing::add);
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(70);
  }

  /** As class, or class and method; a method without a class is of the class before. */
  private static List<String> stories(String cell) {
    List<String> stories = new ArrayList<>();
    String current = "";
    for (String word : words(cell).toList()) {
      Matcher story = STORY.matcher(word);
      if (story.matches()) {
        current = story.group(1);
        stories.add(word);
      } else if (METHOD.matcher(word).matches()) {
        stories.add(current + "." + word);
      }
    }
    return stories;
  }

  private static boolean isThere(String story, Map<String, String> sources) {
    String[] parts = story.split("\\.");
    String source = sources.getOrDefault(parts[0], "");
    String name = parts[parts.length - 1];
    String method = (parts.length == 1 ? "class " : "void ") + name.replace("…", "\\w+");
    return Pattern.compile("\\b" + method + "\\b").matcher(source).find();
  }

  private static Stream<String> words(String cell) {
    return CODE.matcher(cell).results().map(result -> result.group(1));
  }

  /** The text of every class, by its name. */
  private static Map<String, String> sources(String... folders) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> all = Files.walk(Path.of(folder))) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files.stream()
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString().replace(".java", ""),
                SecurityDocumentTest::text,
                (one, other) -> one + other));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
