package io.github.campusotp.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;

/** How many people had a key at the end of each week. */
class KeyGrowthTest {
  private static final long NOW = Time.currentTimeMillis();

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final PeopleDatabase database = new PeopleDatabase(keycloak.realm().model().getId());

  @AfterEach
  void empty() {
    database.close();
  }

  @Test
  void growsWithEachKey() {
    database.user("long-ago").with("otp", NOW - Duration.ofDays(400).toMillis());
    database.user("unknown").with("otp", null);
    database.user("of-last-week").with("otp", NOW - Duration.ofDays(8).toMillis());
    database.user("of-today").with("otp", NOW - 1000).with("password", NOW);
    database.user("without").with("password", NOW);
    database.user("stranger").in("another-realm").with("otp", NOW);
    assertThat(weeks()).extracting(KeyGrowth.Week::people).endsWith(2L, 3L, 4L).startsWith(2L);
    List<KeyGrowth.Week> weeks = weeks();
    assertThat(weeks).hasSize(12);
    assertThat(weeks.get(11).until() - weeks.get(0).until())
        .isEqualTo(Duration.ofDays(77).toMillis());
  }

  @Test
  void isNothingWherePeopleHaveNone() {
    database.user("without");
    assertThat(weeks()).extracting(KeyGrowth.Week::people).containsOnly(0L);
  }

  private List<KeyGrowth.Week> weeks() {
    keycloak.provide(JpaConnectionProvider.class, database.connection());
    return new KeyGrowth(keycloak.session(), keycloak.realm().model()).weeks();
  }
}
