package io.github.campusotp.bench.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long people waited for the answers to their requests. */
final class Waits {
  private final Map<String, List<Answer>> answers = new LinkedHashMap<>();

  /**
   * Adds an answer.
   *
   * @param request its name
   * @param nanos from the request to the end of the answer
   * @param right whether it was the answer that was wanted
   */
  synchronized void add(String request, long nanos, boolean right) {
    answers
        .computeIfAbsent(request, first -> new ArrayList<>())
        .add(new Answer((int) (nanos / 1_000_000), right));
  }

  synchronized Summary all() {
    return Summary.of(answers.values().stream().flatMap(Collection::stream).toList());
  }

  /** By request, in the order in which they were seen first. */
  synchronized Map<String, Summary> each() {
    Map<String, Summary> summaries = new LinkedHashMap<>();
    answers.forEach((request, list) -> summaries.put(request, Summary.of(list)));
    return summaries;
  }

  private record Answer(int millis, boolean right) {}

  /**
   * Milliseconds.
   *
   * @param requests how many there were
   * @param failed how many had no answer or a wrong one
   * @param overASecond share of those that took longer, in per cent
   */
  record Summary(
      int requests, int failed, int p50, int p95, int p99, int longest, double overASecond) {

    private static Summary of(List<Answer> answers) {
      int[] sorted = answers.stream().mapToInt(Answer::millis).sorted().toArray();
      return new Summary(
          sorted.length,
          (int) answers.stream().filter(answer -> !answer.right()).count(),
          percentile(sorted, 50),
          percentile(sorted, 95),
          percentile(sorted, 99),
          percentile(sorted, 100),
          answers.stream()
              .mapToInt(answer -> answer.millis() > 1000 ? 100 : 0)
              .average()
              .orElse(0));
    }

    /** The nearest rank. */
    private static int percentile(int[] sorted, int percent) {
      return sorted.length == 0 ? 0 : sorted[(sorted.length * percent + 99) / 100 - 1];
    }
  }
}
