package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventedStudentsTest {
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  private final List<Map<String, Object>> students = InventedStudents.all(NOW);

  @Test
  void areTwoThousandOfWhomFourInFiveHaveAKey() {
    assertThat(students)
        .extracting(student -> student.get("username"))
        .hasSize(2000)
        .doesNotHaveDuplicates();
    assertThat(students).filteredOn(student -> student.containsKey("credentials")).hasSize(1600);
    assertThat(students)
        .extracting(student -> student.get("groups"))
        .contains(List.of("/文学部"), List.of("/現代システム科学域"));
  }

  /** They cannot sign on. */
  @Test
  void haveNoPassword() {
    assertThat(students.toString()).doesNotContain("password");
  }

  @Test
  void madeTheirKeysInTheLastTwelveWeeks() {
    assertThat(students)
        .filteredOn(student -> student.containsKey("credentials"))
        .allSatisfy(
            student ->
                assertThat(
                        Instant.ofEpochMilli(
                            (long)
                                ((Map<?, ?>) ((List<?>) student.get("credentials")).get(0))
                                    .get("createdDate")))
                    .isBetween(NOW.minus(Duration.ofDays(84)), NOW));
  }
}
