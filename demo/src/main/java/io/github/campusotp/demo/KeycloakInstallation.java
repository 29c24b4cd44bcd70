package io.github.campusotp.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The folder that one server runs in: a built Keycloak, and beside it the data of its runs. */
final class KeycloakInstallation {

  private final Path home;
  private final Path data;
  private final Path marker;

  KeycloakInstallation(Path directory) {
    this.home = directory.resolve("keycloak");
    this.data = home.resolve("data");
    this.marker = directory.resolve("built");
  }

  KeycloakScript script() {
    return new KeycloakScript(home);
  }

  /** What its runs leave behind, the database among it. */
  Path data() {
    return data;
  }

  /** Makes it this one of {@link BuiltServers}, where it was another or none; the data stay. */
  void become(Path built) throws IOException {
    String name = built.getFileName().toString();
    if (Files.exists(marker) && Files.readString(marker).equals(name)) {
      return;
    }
    Files.deleteIfExists(marker);
    Files.createDirectories(home);
    List<Path> before;
    try (Stream<Path> entries = Files.list(home)) {
      before = entries.filter(entry -> !entry.equals(data)).toList();
    }
    for (Path entry : before) {
      FileTree.delete(entry);
    }
    FileTree.link(built, home);
    Files.writeString(marker, name);
  }

  /**
   * Makes it ready to import realms.
   *
   * @param keep whether the database of the last run stays
   */
  void bring(List<Path> imports, boolean keep) throws IOException {
    // Always, since Keycloak keeps compressed copies of a theme's files there and never looks back.
    FileTree.delete(data.resolve("tmp"));
    FileTree.delete(keep ? data.resolve("import") : data);
    Path folder = Files.createDirectories(data.resolve("import"));
    for (Path file : imports) {
      Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
