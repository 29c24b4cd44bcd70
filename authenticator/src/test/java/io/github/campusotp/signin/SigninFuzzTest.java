package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import io.github.campusotp.fuzz.Fuzzed;
import java.util.List;
import java.util.OptionalInt;

/** Whatever codes are typed, a clock is called wrong by two different ones that agree. */
class SigninFuzzTest {
  @Fuzzed
  void a_clock_is_off_only_where_two_time_steps_say_so(
      @InRange(min = 0, max = 1L << 40) long now,
      @InRange(min = 0, max = 20) int later,
      @InRange(min = 0, max = 10) int window,
      @NotNull @WithSize(max = 5) List<@NotNull @InRange(min = -200, max = 200) Integer> first,
      @NotNull @WithSize(max = 5) List<@NotNull @InRange(min = -200, max = 200) Integer> second) {
    ClockOffset one = ClockOffset.of(now, window, step -> first.contains((int) (step - now)));
    ClockOffset two =
        ClockOffset.of(now + later, window, step -> second.contains((int) (step - now - later)));
    assertThat(ClockOffset.fromNote(one.toNote())).isEqualTo(one);
    OptionalInt offset = two.agreesWith(one);
    boolean agreed =
        second.stream()
            .filter(ahead -> Math.abs(ahead) > window && Math.abs(ahead) <= 120)
            .anyMatch(
                ahead ->
                    first.stream()
                        .filter(before -> Math.abs(before) > window && Math.abs(before) <= 120)
                        .anyMatch(
                            before -> Math.abs(ahead - before) <= 1 && ahead + later != before));
    assertThat(offset.isPresent()).isEqualTo(agreed);
    offset.ifPresent(ahead -> assertThat(second).contains(ahead));
  }
}
