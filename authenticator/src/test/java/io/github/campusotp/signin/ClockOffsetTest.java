package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockOffsetTest {
  private static final int WINDOW = 1;

  /** A wrong code, typed at a step, that is right at some other steps. */
  private static ClockOffset wrong(long now, Long... rightAt) {
    return ClockOffset.of(now, WINDOW, Set.of(rightAt)::contains);
  }

  @ParameterizedTest(name = "typed at {0} and {2}, of steps {1} and {3}: {4}")
  @CsvSource({
    "1000, 1020, 1001, 1021,   20", // ahead
    "1000,  980, 1001,  981,  -20", // behind
    "1000, 1003, 1001, 1005,    4", // a clock between two steps
    "1000, 1003, 1002, 1004,    2",
    "1000, 1120, 1001, 1121,  120", // as far as is looked
    "1000,  880, 1001,  881, -120",
  })
  void twoCodesThatFitOneOffsetTellIt(
      long firstAt, long first, long secondAt, long second, int offset) {
    assertThat(wrong(secondAt, second).agreesWith(wrong(firstAt, first)))
        .isEqualTo(OptionalInt.of(offset));
  }

  @ParameterizedTest(name = "typed at {0} and {2}, of steps {1} and {3}: nothing")
  @CsvSource({
    "1000, 1020, 1001, 1020", // the same code twice
    "1000, 1020, 1001, 1023", // two steps apart
    "1000, 1020, 1001, 1041",
    "1000, 1001, 1001, 1002", // inside the accepted window: reused, not a wrong clock
    "1000, 1121, 1001, 1122", // farther than is looked
  })
  void whatDoesNotFitTellsNothing(long firstAt, long first, long secondAt, long second) {
    assertThat(wrong(secondAt, second).agreesWith(wrong(firstAt, first))).isEmpty();
  }

  @Test
  void oneCodeAloneTellsNothing() {
    assertThat(wrong(1000, 1020L).agreesWith(ClockOffset.fromNote(null))).isEmpty();
  }

  @Test
  void aCodeThatFitsNowhereBetweenTwoThatDoBreaksTheRow() {
    assertThat(wrong(1002, 1022L).agreesWith(wrong(1001))).isEmpty();
  }

  @Test
  void oneOfSeveralFitsIsEnough() {
    assertThat(wrong(1001, 950L, 1021L).agreesWith(wrong(1000, 1020L, 1100L))).hasValue(20);
  }

  @Test
  void survivesTheNote() {
    ClockOffset offset = wrong(1000, 1020L, 990L);
    assertThat(ClockOffset.fromNote(offset.toNote())).isEqualTo(offset);
    assertThat(offset.steps()).isEqualTo(List.of(990L, 1020L));
  }
}
