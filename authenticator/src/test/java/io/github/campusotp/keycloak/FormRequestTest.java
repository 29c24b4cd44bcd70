package io.github.campusotp.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Which of several requests with one form is the first, and how long the others wait. */
class FormRequestTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final KeycloakTransactionManager running = keycloak.session().getTransactionManager();
  private final AuthenticationSessionModel signOn = signOn();

  private AuthenticationSessionModel signOn() {
    String id = UUID.randomUUID().toString();
    return new FakeAuthenticationSession(keycloak.realm(), id, "tab").model();
  }

  @Test
  void eachFormHasItsFirst() {
    assertThat(FormRequest.enter(signOn, "form", running)).isEmpty();
    assertThat(FormRequest.enter(signOn, "form", running)).isPresent();
    assertThat(FormRequest.enter(signOn, "next form", running)).isEmpty();
    assertThat(FormRequest.enter(signOn(), "form", running)).isEmpty();
  }

  @Test
  @Timeout(60)
  void theSecondWaitsUntilTheFirstIsThrough() {
    FormRequest.enter(signOn, "form", running);
    Optional<FormRequest> first = FormRequest.enter(signOn, "form", running);
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(() -> first.orElseThrow().await());
    assertThat(second).isNotDone();
    assertThat(FormRequest.running(signOn)).isEqualTo(first);
    keycloak.request(FakeRequest.from("198.51.100.1")); // the next one: the first is through
    assertThat(second).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(true);
    assertThat(FormRequest.running(signOn)).isEmpty();
    assertThat(FormRequest.enter(signOn, "form", running)).as("still the same form").isPresent();
  }

  @Test
  @Timeout(60)
  void noMoreThanTwoWait() {
    FormRequest.enter(signOn, "form", running);
    FormRequest first = FormRequest.enter(signOn, "form", running).orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<CompletableFuture<Boolean>> others =
          Stream.generate(() -> CompletableFuture.supplyAsync(first::await, threads))
              .limit(3)
              .toList();
      assertThat(CompletableFuture.anyOf(others.toArray(CompletableFuture[]::new)))
          .succeedsWithin(5, TimeUnit.SECONDS)
          .isEqualTo(false);
      assertThat(others).filteredOn(CompletableFuture::isDone).hasSize(1);
    } finally {
      first.rollback();
      threads.shutdown();
    }
  }

  @Test
  void noneRunsWhereNoneWasSent() {
    assertThat(FormRequest.running(signOn)).isEmpty();
  }

  @Test
  @Timeout(60)
  void nobodyWaitsForOneThatFailed() {
    FormRequest.enter(signOn, "form", running);
    FormRequest first = FormRequest.enter(signOn, "form", running).orElseThrow();
    first.rollback();
    assertThat(CompletableFuture.runAsync(first::await)).succeedsWithin(5, TimeUnit.SECONDS);
  }
}
