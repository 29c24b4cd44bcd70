package io.github.campusotp.bench.load;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs Gatling inside this JVM. */
final class Driver {
  /** Held on to, since loggers nobody holds forget their level. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("io.gatling"), Logger.getLogger("io.zonky"));

  private Driver() {}

  /**
   * Keeps Gatling's own words apart from the tables.
   *
   * @return where the tables go
   */
  static PrintStream out() {
    PrintStream out = System.out;
    System.setOut(System.err);
    CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
    return out;
  }

  static void run(Class<? extends Simulation> simulation) {
    Gatling$.MODULE$.fromArgs(new String[] {"--simulation", simulation.getName(), "--no-reports"});
  }
}
