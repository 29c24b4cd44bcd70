package io.github.campusotp.e2e;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits by asking again, with a pause between questions. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private Patience() {}

  /** Asks until the answer is yes. */
  public static void until(String what, Callable<Boolean> question) {
    await(what, () -> question.call() ? true : null);
  }

  /** Asks until there is an answer: null is none. What a question throws ends it at once. */
  public static <T> T await(String what, Callable<T> question) {
    return Awaitility.await(what)
        .atMost(LIMIT)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .until(question, Objects::nonNull);
  }

  /** Says so again and again for as long, and fails at once where it is not so. */
  public static void during(Duration time, Assertion assertion) {
    Awaitility.await()
        .during(time)
        .atMost(time.plus(LIMIT))
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .until(
            () -> {
              assertion.run(); // not untilAsserted, which would ask once more
              return true;
            });
  }

  /** What is so all the time. */
  public interface Assertion {
    void run() throws Exception;
  }
}
