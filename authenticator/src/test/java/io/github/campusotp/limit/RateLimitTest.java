package io.github.campusotp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeSingleUseObjects;
import io.github.campusotp.fake.SetClock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;

class RateLimitTest {
  private final SetClock clock = new SetClock();
  private final FakeSingleUseObjects store = new FakeSingleUseObjects(clock);

  @Test
  void thereAreAsManyPlacesAsSaid() {
    RateLimit mails = of("mails", 5);
    assertThat(IntStream.range(0, 5).mapToObj(i -> mails.take()))
        .allMatch(OptionalInt::isPresent)
        .doesNotHaveDuplicates();
    assertThat(mails.take()).isEmpty();
  }

  @Test
  void aPlaceIsFreeAgainWhenItsTimeIsOver() {
    RateLimit mails = of("mails", 2);
    mails.take();
    clock.forward(Duration.ofMinutes(30));
    mails.take();
    clock.forward(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(mails.take()).isEmpty();
    assertThat(mails.isFull()).isTrue();
    clock.forward(Duration.ofSeconds(1));
    assertThat(mails.isFull()).isFalse();
    assertThat(mails.take()).isPresent();
    assertThat(mails.take()).as("the second one's half hour is not over").isEmpty();
  }

  @Test
  void onePersonsPlacesAreNotAnothers() {
    assertThat(of("mails.hanako", 1).take()).isPresent();
    assertThat(of("mails.taro", 1).take()).isPresent();
    assertThat(of("mails.hanako", 1).take()).isEmpty();
  }

  /** Whatever node, browser or session it is asked for in. */
  @Test
  void onePersonsThingIsCountedOnAllNodes() {
    KeycloakSession node = new FakeKeycloak(store).session();
    KeycloakSession other = new FakeKeycloak(store).session();
    assertThat(RateLimit.of(node, "hanako", "mails", 1, 60).take()).isPresent();
    assertThat(RateLimit.of(other, "hanako", "mails", 1, 60).take()).isEmpty();
    assertThat(RateLimit.of(other, "hanako", "codes", 1, 60).take()).isPresent();
    assertThat(RateLimit.of(other, "taro", "mails", 1, 60).take()).isPresent();
    clock.forward(Duration.ofSeconds(60));
    assertThat(RateLimit.of(other, "hanako", "mails", 1, 60).take()).isPresent();
  }

  @Test
  void aPlaceGivenBackIsFreeAtOnceAndItsTimeBeginsAnew() {
    RateLimit mails = of("mails", 1);
    int place = mails.take().getAsInt();
    clock.forward(Duration.ofMinutes(10));
    mails.giveBack(place);
    assertThat(mails.take()).isPresent();
    clock.forward(Duration.ofMinutes(55));
    assertThat(mails.take()).isEmpty();
  }

  @Test
  void ofSeveralEachGivesAPlaceOrNoneDoes() {
    RateLimit hour = of("hour", 5);
    RateLimit key = of("key", 1);
    Runnable giveBack = RateLimit.takeEach(List.of(hour, key)).orElseThrow();
    assertThat(RateLimit.takeEach(List.of(hour, key))).isEmpty();
    giveBack.run();
    for (int i = 0; i < 5; i++) {
      assertThat(hour.take()).as("none was lost").isPresent();
    }
    assertThat(RateLimit.takeEach(List.of(hour, key))).isEmpty();
    assertThat(key.take()).as("not taken, since the hour had none").isPresent();
  }

  @Test
  void parallelRequestsGetNoMorePlacesThanThereAre() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      Callable<OptionalInt> take = () -> of("wrong-codes", 10).take();
      List<Future<OptionalInt>> taken =
          threads.invokeAll(IntStream.range(0, 200).mapToObj(i -> take).toList());
      int places = 0;
      for (Future<OptionalInt> one : taken) {
        places += one.get().isPresent() ? 1 : 0;
      }
      assertThat(places).isEqualTo(10);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Else a client that can delete entries by their names could take a limit away. */
  @Test
  void isNamedByASecretOfTheRealm() {
    FakeKeycloak keycloak = new FakeKeycloak();
    String name = nameIn(keycloak, "id-of-hanako");
    assertThat(name)
        .startsWith("campus-otp.wrong-otp.")
        .doesNotContain("hanako", keycloak.realm().model().getId())
        .isEqualTo(nameIn(new FakeKeycloak(), "id-of-hanako"))
        .isNotEqualTo(nameIn(keycloak, "id-of-taro"));
    keycloak.setSecret(new byte[] {2});
    assertThat(nameIn(keycloak, "id-of-hanako")).isNotEqualTo(name);
  }

  private static String nameIn(FakeKeycloak keycloak, String whose) {
    return RateLimit.of(keycloak.session(), whose, "wrong-otp", 1, RateLimit.HOUR).key(0);
  }

  private RateLimit of(String name, int places) {
    return new RateLimit(store, name, places, 3600);
  }
}
