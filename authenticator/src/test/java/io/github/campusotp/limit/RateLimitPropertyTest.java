package io.github.campusotp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeSingleUseObjects;
import io.github.campusotp.fake.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whenever people come, no stretch of the time said holds more than was said. */
class RateLimitPropertyTest {
  private static final int SECONDS = 100;

  @Property
  void a_place_is_given_if_and_only_if_fewer_were_given_in_the_time_before(
      @ForAll @IntRange(min = 1, max = 5) int places,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 60) Integer> pauses) {
    SetClock clock = new SetClock();
    RateLimit allowance = new RateLimit(new FakeSingleUseObjects(clock), "mails", places, SECONDS);
    List<Instant> given = new ArrayList<>();
    for (int pause : pauses) {
      clock.forward(Duration.ofSeconds(pause));
      Instant before = clock.instant().minusSeconds(SECONDS);
      long recent = given.stream().filter(before::isBefore).count();
      boolean full = allowance.isFull();
      OptionalInt place = allowance.take();
      assertThat(place.isPresent()).isEqualTo(recent < places).isNotEqualTo(full);
      place.ifPresent(number -> given.add(clock.instant()));
    }
  }
}
