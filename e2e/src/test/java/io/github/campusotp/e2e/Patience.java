package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits by asking the server again, which takes its time to answer. */
final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Patience() {}

  /** Asks until the answer is yes. */
  static void until(String what, Callable<Boolean> question) throws Exception {
    await(what, () -> question.call() ? true : null);
  }

  /** Asks until there is an answer: null is none. */
  static <T> T await(String what, Callable<T> question) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    T answer = question.call();
    while (answer == null) {
      if (System.nanoTime() > end) {
        fail("Not within %s: %s".formatted(LIMIT, what));
      }
      answer = question.call();
    }
    return answer;
  }
}
