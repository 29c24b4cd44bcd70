package io.github.campusotp.demo;

/** Something could not be started; the message is one line, meant for the user at the console. */
public final class StartupException extends Exception {

  private static final long serialVersionUID = 1;

  public StartupException(String message) {
    super(message.lines().findFirst().orElse(message));
  }

  public StartupException(String message, Throwable cause) {
    super(message.lines().findFirst().orElse(message), cause);
  }
}
