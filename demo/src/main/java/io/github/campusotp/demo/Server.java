package io.github.campusotp.demo;

import java.net.URI;
import java.nio.file.Path;

/** A Keycloak that runs and answers. */
public interface Server extends AutoCloseable {
  /** Where it listens itself, without a proxy. */
  URI address();

  /** Its management interface, which has {@code /health} and {@code /metrics}. */
  URI management();

  /** Its whole output since it was started. */
  Path log();

  /**
   * Waits for its end.
   *
   * @return true if it ended by itself, false if it was closed or this JVM is ending
   */
  boolean endedByItself() throws InterruptedException;

  @Override
  void close();

  /** Starts a server. */
  @FunctionalInterface
  interface Starter {
    /**
     * Returns once it answers.
     *
     * @throws StartupException when it does not come up; the message is one line
     */
    Server start(KeycloakServer.Options options, Progress progress)
        throws StartupException, InterruptedException;
  }
}
