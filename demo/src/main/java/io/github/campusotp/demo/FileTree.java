package io.github.campusotp.demo;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with everything in it. */
final class FileTree {

  private FileTree() {}

  /** Does nothing where there is no such folder. */
  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /**
   * Makes a folder of the same files: what changes one in place changes both. They are copied where
   * the file system has no hard links, or the two folders lie on different ones.
   *
   * @param to may be there, but none of the files
   */
  static void link(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(from)) {
      paths = all.toList();
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path));
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        linkFile(path, target);
      }
    }
  }

  private static void linkFile(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (FileSystemException | UnsupportedOperationException noLinks) {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
