package io.github.campusotp.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeDatabase;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelIllegalStateException;

/** A step of a credential is taken once, and none before it afterwards. */
class UsedStepsTest {
  private final String credential = UUID.randomUUID().toString();

  @ParameterizedTest
  @CsvSource({"7, 6, false", "7, 7, false", "7, 8, true", "0, 0, false", "0, 1, true"})
  void goesOnlyForward(long first, long second, boolean taken) {
    assertThat(take(credential, first)).isTrue();
    assertThat(take(credential, second)).isEqualTo(taken);
    assertThat(take(credential, second)).isFalse();
  }

  @Test
  void eachCredentialHasItsOwn() {
    assertThat(take(credential, 7)).isTrue();
    assertThat(take(UUID.randomUUID().toString(), 7)).isTrue();
  }

  /** Each costs every sign-on off campus. */
  @Test
  void oneStatementDoesForWhatWasUsedBefore() {
    take(credential, 7);
    assertThat(FakeDatabase.statements(() -> take(credential, 8))).isOne();
  }

  /** Of a credential that none was taken of before, and of one with a row. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void ofManyTransactionsAtOnceOneTakesIt(boolean known) throws Exception {
    if (known) {
      take(credential, 6);
    }
    int many = 10;
    CyclicBarrier together = new CyclicBarrier(many);
    List<Boolean> taken =
        parallel(
            Collections.nCopies(
                many,
                () -> {
                  together.await();
                  return take(credential, 7);
                }));
    assertThat(taken).containsOnlyOnce(true).hasSize(many);
  }

  /** A row that was made since the transaction looked, or that changed, as some databases say. */
  @Test
  void ofTwoAtOnceTheDatabaseMayRefuseOne() {
    SQLException changed = new SQLException("could not serialize access", "40001");
    for (RuntimeException refusal :
        List.of(
            new OptimisticLockException(),
            new ModelIllegalStateException(""),
            new ModelDuplicateException(""))) {
      assertThat(UsedSteps.take(FakeDatabase.refusing(refusal, changed), credential, 7)).isFalse();
    }
  }

  @Test
  void withoutADatabaseThereIsNoAnswer() {
    SQLException away = new SQLException("away", "08006");
    assertThatThrownBy(() -> UsedSteps.take(FakeDatabase.refusing(null, away), credential, 7))
        .hasRootCause(away);
  }

  private static boolean take(String credential, long step) {
    return UsedSteps.take(FakeDatabase.session(), credential, step);
  }

  private static <T> List<T> parallel(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
