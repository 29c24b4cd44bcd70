package io.github.campusotp.metrics;

import io.github.campusotp.finding.Finding;
import io.github.campusotp.finding.Finding.Severity;
import io.github.campusotp.finding.FindingsChecked;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How much is wrong with each realm, as it was seen last. */
final class FindingGauges {
  private final MultiGauge findings;

  /**
   * @param registry where the gauges appear, each realm's with the first look at it
   */
  FindingGauges(MeterRegistry registry) {
    findings =
        MultiGauge.builder("campusotp.findings")
            .description("What is wrong with a realm")
            .register(registry);
  }

  void show(FindingsChecked checked) {
    findings.register(
        checked.byRealm().entrySet().stream()
            .flatMap(realm -> rows(realm.getKey(), realm.getValue()))
            .toList(),
        true);
  }

  private static Stream<Row<?>> rows(String realm, List<Finding> found) {
    return Arrays.stream(Severity.values())
        .map(
            severity ->
                Row.of(
                    Tags.of("realm", realm, "severity", severity.name().toLowerCase(Locale.ROOT)),
                    found.stream().filter(finding -> finding.severity() == severity).count()));
  }
}
