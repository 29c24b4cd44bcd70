package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.recovery.Notice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What strangers can ask for neither grows without end nor holds up what users are told. */
class MailQueueTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();

  @Test
  void holdsSoManyMailsAndThenNoMore() {
    List<Runnable> waiting = keycloak.mail().hold("campus-unproved");
    for (int mail = 0; mail < 1001; mail++) {
      MailQueue.UNPROVED.execute(keycloak.session(), () -> {});
    }
    assertThat(waiting).hasSize(1000);

    Notice.send(
        keycloak.session(),
        new FakeUser("hanako"),
        "hanako@example.net",
        Purpose.REISSUE,
        Map.of());
    assertThat(keycloak.mail().last().to()).as("the notice").isEqualTo("hanako@example.net");

    List.copyOf(waiting).forEach(Runnable::run);
    waiting.clear();
    MailQueue.UNPROVED.execute(keycloak.session(), () -> {});
    assertThat(waiting).as("once the server answers again").hasSize(1);
    waiting.forEach(Runnable::run);
  }

  @Test
  void givesThePlaceBackAfterAFailure() {
    for (int mail = 0; mail < 1001; mail++) {
      MailQueue.NOTICES.execute(
          keycloak.session(),
          () -> {
            throw new IllegalStateException("refused");
          });
    }
    List<Runnable> waiting = keycloak.mail().hold("campus-notices");
    MailQueue.NOTICES.execute(keycloak.session(), () -> {});
    assertThat(waiting).hasSize(1);
    waiting.forEach(Runnable::run);
  }
}
