package io.github.campusotp.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./mvnw -Pdemo}: starts the demo and keeps it until Ctrl-C. */
public final class DemoCommand {

  private DemoCommand() {}

  /**
   * @param arguments the repository's root
   */
  public static void main(String[] arguments) throws InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    int status = run(Path.of(arguments[0]), System.out);
    System.exit(status);
  }

  private static int run(Path root, PrintStream console) throws InterruptedException {
    try {
      Demo.Options options =
          new Demo.Options(root, root.resolve("demo/target/keycloak"))
              .port(Integer.getInteger("demo.port", 8000));
      options.keycloak().keepData(Boolean.getBoolean("demo.keep"));
      console.println("Campus OTP demo: real Keycloak, so this takes up to a minute.");
      try (Demo demo =
          Demo.start(
              options,
              (step, elapsed) ->
                  console.printf("  %3d s  Keycloak: %s%n", elapsed.toSeconds(), step))) {
        console.printf("         %d invented students%n", InventedStudents.HOW_MANY);
        demo.invent();
        console.printf(
            "%n    %s%n%nCtrl-C ends it. Keycloak's log: %s%n%n",
            demo.front(), demo.keycloak().log());
        if (demo.keycloak().endedByItself()) {
          console.println(
              "Keycloak has ended by itself: " + ServerLog.complaint(demo.keycloak().log()));
        }
        return 1;
      }
    } catch (StartupException e) {
      console.println(e.getMessage());
      return 1;
    }
  }
}
