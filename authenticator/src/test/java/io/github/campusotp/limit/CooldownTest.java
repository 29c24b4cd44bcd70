package io.github.campusotp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeSingleUseObjects;
import io.github.campusotp.fake.SetClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CooldownTest {
  private final SetClock clock = new SetClock();
  private final FakeSingleUseObjects store = new FakeSingleUseObjects(clock);

  /** Each request has its own. */
  private Cooldown pause() {
    return pause("hanako");
  }

  private Cooldown pause(String whose) {
    return new Cooldown(new RateLimit(store, "pause." + whose, 1, 60), clock);
  }

  @Test
  void itTellsHowManySecondsAreLeftAndThenAnotherBegins() {
    assertThat(pause().secondsLeft()).isZero();
    assertThat(pause().begin()).isTrue();
    assertThat(pause().secondsLeft()).isEqualTo(60);
    clock.forward(Duration.ofSeconds(59));
    assertThat(pause().secondsLeft()).isEqualTo(1);
    assertThat(pause().begin()).isFalse();
    clock.forward(Duration.ofSeconds(1));
    assertThat(pause().secondsLeft()).isZero();
    assertThat(pause().begin()).isTrue();
  }

  @Test
  void oneThatEndsEarlyIsFollowedByAWholeOne() {
    pause().begin();
    clock.forward(Duration.ofSeconds(20));
    pause().end();
    assertThat(pause().secondsLeft()).isZero();
    assertThat(pause().begin()).isTrue();
    assertThat(pause().secondsLeft()).isEqualTo(60);
  }

  @Test
  void onePersonsIsNotAnothers() {
    pause("hanako").begin();
    clock.forward(Duration.ofSeconds(20));
    assertThat(pause("taro").secondsLeft()).isZero();
    assertThat(pause("taro").begin()).isTrue();
    assertThat(pause("hanako").secondsLeft()).isEqualTo(40);
    assertThat(pause("taro").secondsLeft()).isEqualTo(60);
  }

  @Test
  void whereItsEndIsNotKnownItIsTheWholeOfIt() {
    new RateLimit(store, "pause.hanako", 1, 60).take();
    assertThat(pause().secondsLeft()).isEqualTo(60);
  }
}
