package io.github.campusotp.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many requests at once, as somebody sends them who is in a hurry. */
public final class Parallel {
  private static final int AT_ONCE = 50;

  private Parallel() {}

  /** What so many calls of the same thing gave. */
  public static <T> List<T> parallel(int times, Callable<T> call) throws Exception {
    return parallel(IntStream.range(0, times).mapToObj(i -> call).toList());
  }

  /** What these calls gave, in their order. */
  public static <T> List<T> parallel(List<Callable<T>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
