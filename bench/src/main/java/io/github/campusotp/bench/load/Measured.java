package io.github.campusotp.bench.load;

import io.github.campusotp.bench.load.Waits.Summary;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a wave.
 *
 * @param wave who came
 * @param usage what it cost
 * @param mails that were sent meanwhile
 */
record Measured(Wave wave, Usage usage, int mails) {
  static final String HEAD =
      """
      | begun a second | begun | completed | failed requests | p50 ms | p95 ms | p99 ms | longest ms \
      | over 1 s | mails a second | Keycloak CPU s each | cores: Keycloak | PostgreSQL | driver |
      | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: \
      | ---: |""";

  /** Whether the machine bears this rate: nobody fails, and hardly anybody waits for long. */
  boolean held() {
    Summary all = wave.waits().all();
    return all.failed() == 0 && wave.arrived().get() == wave.people() && all.overASecond() <= 1;
  }

  String row() {
    Summary all = wave.waits().all();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %d | %.2f %% | %.1f | %.3f | %.2f | %.2f | %.2f |",
        wave.rate(),
        wave.people(),
        wave.arrived().get(),
        all.failed(),
        all.p50(),
        all.p95(),
        all.p99(),
        all.longest(),
        all.overASecond(),
        mails / usage.wall(),
        usage.keycloak() / wave.people(),
        usage.keycloak() / usage.wall(),
        usage.postgres() / usage.wall(),
        usage.driver() / usage.wall());
  }

  /** A table of the requests of an enrolment. */
  String requests() {
    StringBuilder table =
        new StringBuilder(
            """
            | request | p50 ms | p95 ms | p99 ms | over 1 s |
            | --- | ---: | ---: | ---: | ---: |
            """);
    for (Map.Entry<String, Summary> request : wave.waits().each().entrySet()) {
      Summary of = request.getValue();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %.2f %% |%n",
              request.getKey(),
              of.p50(),
              of.p95(),
              of.p99(),
              of.overASecond()));
    }
    return table.toString();
  }
}
