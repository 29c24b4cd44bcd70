package io.github.campusotp.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Seconds, by the clock and of CPU.
 *
 * @param wall by the clock
 * @param keycloak CPU seconds of the nodes' processes
 * @param postgres CPU seconds of the database's processes
 * @param driver CPU seconds of this process: Gatling and the mail server
 */
record Usage(double wall, double keycloak, double postgres, double driver) {

  static Usage of(List<ProcessHandle> keycloak, ProcessHandle postgres, ProcessHandle driver) {
    return new Usage(
        System.nanoTime() / 1e9,
        keycloak.stream().mapToDouble(Usage::cpu).sum(),
        cpu(postgres),
        cpu(Stream.of(driver)));
  }

  Usage since(Usage earlier) {
    return new Usage(
        wall - earlier.wall,
        keycloak - earlier.keycloak,
        postgres - earlier.postgres,
        driver - earlier.driver);
  }

  private static double cpu(ProcessHandle tree) {
    return cpu(Stream.concat(Stream.of(tree), tree.descendants()));
  }

  private static double cpu(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToDouble(time -> time.toNanos() / 1e9)
        .sum();
  }
}
