package io.github.campusotp.bench;

import io.github.campusotp.bench.DecisionBenchmark.Peer;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and prints them as Markdown. */
public final class DecisionTable {
  private DecisionTable() {}

  /**
   * Measures for about four minutes.
   *
   * @param arguments the directory for JMH's own logs
   * @throws RunnerException if a benchmark fails, or if the peers do not agree
   */
  public static void main(String[] arguments) throws RunnerException {
    System.out.println(
        "Measuring for about four minutes; JMH's own logs: " + arguments[0] + "/jmh-*\n");
    print("decided", benchmark("decide", arguments[0]));
    print(
        "read from text and decided",
        benchmark("readAndDecide", arguments[0]).param("blocks", "10000"));
    printLevels(benchmark(LevelBenchmark.class, ".*", arguments[0]));
  }

  private static ChainedOptionsBuilder benchmark(String method, String logs) {
    return benchmark(DecisionBenchmark.class, method, logs);
  }

  private static ChainedOptionsBuilder benchmark(Class<?> type, String method, String logs) {
    return new OptionsBuilder()
        .include(type.getName() + "\\." + method + "$")
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .output(logs + "/jmh-" + type.getSimpleName() + "-" + method.replace(".*", "all") + ".log");
  }

  private static void printLevels(ChainedOptionsBuilder benchmark) throws RunnerException {
    System.out.println("| the level of a sign-on | blocks | ns | bytes |");
    System.out.println("| --- | ---: | ---: | ---: |");
    for (RunResult result : new Runner(benchmark.build()).run()) {
      Result<?> time = result.getPrimaryResult();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.1f ± %.1f | %.0f |%n",
          result.getPrimaryResult().getLabel(),
          result.getParams().getParam("blocks"),
          time.getScore(),
          time.getScoreError(),
          result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
  }

  private static void print(String what, ChainedOptionsBuilder benchmark) throws RunnerException {
    Collection<RunResult> results = new Runner(benchmark.build()).run();
    System.out.printf("| one address %s by | blocks | ns | bytes | times ours |%n", what);
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    for (RunResult result : results) {
      String blocks = result.getParams().getParam("blocks");
      Result<?> time = result.getPrimaryResult();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.1f ± %.1f | %.0f | %.1f |%n",
          Peer.valueOf(result.getParams().getParam("peer")).title(),
          blocks,
          time.getScore(),
          time.getScoreError(),
          result.getSecondaryResults().get("gc.alloc.rate.norm").getScore(),
          time.getScore() / ours(results, blocks));
    }
    System.out.println();
  }

  private static double ours(Collection<RunResult> results, String blocks) {
    return results.stream()
        .filter(result -> result.getParams().getParam("blocks").equals(blocks))
        .filter(result -> result.getParams().getParam("peer").equals(Peer.CAMPUS_OTP.name()))
        .mapToDouble(result -> result.getPrimaryResult().getScore())
        .findFirst()
        .orElseThrow();
  }
}
