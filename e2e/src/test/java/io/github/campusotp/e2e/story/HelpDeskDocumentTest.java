package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Each row of docs/help-desk.md has a story that has seen its beginning in a browser. */
class HelpDeskDocumentTest {
  private static final String HEAD = "| they say | the page shows | do |";
  private static final List<Class<?>> STORIES =
      List.of(HelpDeskIT.class, ManagementSiteIT.Equipped.class);

  @Test
  void eachRowHasAStory() throws IOException {
    List<String> rows =
        Files.readAllLines(StoryServer.REPOSITORY.resolve("docs/help-desk.md")).stream()
            .dropWhile(line -> !line.equals(HEAD))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|")[1].trim())
            .toList();
    Set<String> heard = new TreeSet<>();
    for (Class<?> stories : STORIES) {
      AnnotationSupport.findAnnotatedMethods(stories, Heard.class, HierarchyTraversalMode.TOP_DOWN)
          .forEach(story -> heard.addAll(List.of(story.getAnnotation(Heard.class).value())));
    }
    assertThat(heard).containsExactlyInAnyOrderElementsOf(rows);
  }
}
