package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a browser loads for the page, once. */
class OfficeFilesTest {
  private static final Path THEME = Path.of("src/main/resources/theme-resources");

  @Test
  void areAtMost150Kilobytes() throws IOException {
    try (Stream<Path> files = Files.list(THEME.resolve("resources/office"))) {
      List<Path> all =
          Stream.concat(files, Stream.of(THEME.resolve("templates/campus-office.ftl"))).toList();
      assertThat(all).hasSizeGreaterThan(10);
      assertThat(all.stream().mapToLong(OfficeFilesTest::size).sum()).isLessThan(150_000);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
