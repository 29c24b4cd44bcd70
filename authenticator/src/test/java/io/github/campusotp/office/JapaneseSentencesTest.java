package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The office's page has the API's sentences in Japanese; they must not drift apart. */
class JapaneseSentencesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/github/campusotp");
  private static final Path PAGE =
      Path.of("src/main/resources/theme-resources/resources/office/sentences.js");

  /** The id is the first text of a finding. */
  private static final Pattern ID =
      Pattern.compile(
          "(?:\\b(?:error|warning|mistake|finding)\\(|Severity\\.[A-Z]+,)\\s*\"([a-z-]+)\"");

  @Test
  void everyFindingHasAJapaneseSentence() throws IOException {
    Set<String> found = all(ID, sources(SOURCES.resolve("finding")));
    assertThat(found).hasSizeGreaterThan(40);
    assertThat(all(Pattern.compile("(?m)^  \"?([a-z-]+)\"?: \\["), Files.readString(PAGE)))
        .isEqualTo(found);
  }

  @Test
  void everyTranslatedSentenceIsOneOfTheApi() throws IOException {
    String said =
        sources(SOURCES)
            .replaceAll("\"\\s*\\+ SYNTAX", "NAME = block, block, as in OMUNET-1X = 10.64.0.0/12\"")
            .replaceAll("\"\\s*\\+\\s*\"", "")
            .replaceAll("\\s+", " ");
    Set<String> translated =
        all(Pattern.compile("(?m)^  \"(.+?)(?<!\\\\)\": \""), Files.readString(PAGE));
    assertThat(translated).hasSizeGreaterThan(20);
    assertThat(translated)
        .allSatisfy(
            sentence ->
                assertThat(said)
                    .contains(
                        sentence
                            .replaceFirst("^There is no such (\\w+)$", "found(\"$1\"")
                            .replaceFirst(
                                "^This person has no (key|backup codes|passkey)$",
                                "user(), \"$1\", Purpose")
                            .replaceFirst(
                                "^reason says why, in 1 to 500 characters$",
                                "reason says why, in 1 to ")
                            .replaceFirst("^(digits|period) is a number$", "number(said, \"$1\"")));
  }

  /** Locks, second factors and acts come as words. */
  @ParameterizedTest
  @ValueSource(strings = {"const JA = ", "const EN = "})
  void everyWordOfTheApiHasAText(String language) throws IOException {
    String page = Files.readString(PAGE.resolveSibling("texts.js"));
    int begin = page.indexOf(language);
    String texts = page.substring(begin, page.indexOf("\n};", begin));
    Set<String> words = new TreeSet<>(Set.of("imported-key", "recovery-address"));
    String locks =
        Files.readString(SOURCES.resolve("people/Locks.java"))
            + Files.readString(SOURCES.resolve("mailcode/ProofLocks.java"));
    words.addAll(
        all(
            Pattern.compile("\"((?:wrong|mails)[a-z0-9-]*)\""),
            locks.replaceAll("\" \\+ LASTING", "-30-days\"")));
    String factors = Files.readString(SOURCES.resolve("location/EventDetails.java"));
    words.addAll(
        all(
            Pattern.compile("= \"([a-z-]+)\";"),
            factors.substring(0, factors.indexOf("CAMPUS_NETWORK"))));
    words.addAll(
        all(
            Pattern.compile("@Path\\(\"(locks|key|passkeys|backup-codes|pass)\"\\)"),
            sources(SOURCES.resolve("office"))));
    assertThat(words).hasSizeGreaterThan(16);
    assertThat(words)
        .allSatisfy(word -> assertThat(texts).containsPattern("\\b" + word + "\"?: \""));
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> all = new TreeSet<>();
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      all.add(matcher.group(1));
    }
    return all;
  }

  private static String sources(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
