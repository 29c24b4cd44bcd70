package io.github.campusotp.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The providers that the extension registers. */
public final class Ours {
  private static final Path SERVICES = Path.of("src/main/resources/META-INF/services");

  private Ours() {}

  /** One of each class that is registered for this kind. */
  public static <T> List<T> of(Class<T> kind) {
    List<T> ours = new ArrayList<>();
    try {
      for (String name : Files.readAllLines(SERVICES.resolve(kind.getName()))) {
        ours.add(kind.cast(Class.forName(name).getConstructor().newInstance()));
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return ours;
  }
}
