package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.limit.RateLimit;
import org.junit.jupiter.api.Test;

/** How far a count of wrong codes outlives a password. */
class LastingCountTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = new FakeUser("hanako");

  /** A directory's password has no date in Keycloak: one wrong code stays one. */
  @Test
  void isNotMultipliedWhereNoPasswordIsStored() {
    RateLimit count = LastingCount.of(keycloak.session(), user.getId(), 0, CodePolicy.DEFAULT);
    count.take();
    LastingCount.goOn(keycloak.session(), user, 0, CodePolicy.DEFAULT);
    assertThat(count.take()).hasValue(1);
  }
}
