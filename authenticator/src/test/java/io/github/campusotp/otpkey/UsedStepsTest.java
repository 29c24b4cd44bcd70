package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeDatabase;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.OneSecond;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelIllegalStateException;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.credential.OTPCredentialModel;

/** A time step of a key is taken once, and none before it afterwards. */
class UsedStepsTest {
  private final String credential = UUID.randomUUID().toString();

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @ParameterizedTest
  @CsvSource({"7, 6, false", "7, 7, false", "7, 8, true", "0, 0, false", "0, 1, true"})
  void goesOnlyForward(long first, long second, boolean taken) {
    assertThat(take(credential, first)).isTrue();
    assertThat(take(credential, second)).isEqualTo(taken);
    assertThat(take(credential, second)).isFalse();
  }

  @Test
  void eachKeyHasItsOwn() {
    assertThat(take(credential, 7)).isTrue();
    assertThat(take(UUID.randomUUID().toString(), 7)).isTrue();
  }

  /** Each costs every sign-on off campus. */
  @Test
  void oneStatementDoesForAKeyThatWasUsedBefore() {
    take(credential, 7);
    assertThat(FakeDatabase.statements(() -> take(credential, 8))).isOne();
  }

  /** Of a key that no code was accepted of before, and of one with a row. */
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

  @Test
  void removedKeysLeaveNoRow() {
    FakeKeycloak keycloak = new FakeKeycloak();
    FakeUser user = keycloak.add(new FakeUser("hanako"));
    OTPCredentialModel key = user.giveKey("key", 1000);
    assertThat(UsedSteps.take(keycloak.session(), key, FakeUser.code(0))).isTrue();
    assertThat(FakeDatabase.rows(keycloak.session())).isOne();
    OtpKey.remove(keycloak.session(), user);
    assertThat(FakeDatabase.rows(keycloak.session())).isZero();
  }

  @Nested
  class Codes {
    private final FakeKeycloak keycloak = new FakeKeycloak();
    private final OTPCredentialModel key = new FakeUser("hanako").giveKey("key", 1000);

    /** The clock of the device is one step ahead or behind at the most. */
    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void areTakenWhereTheyAreRightNow(int step, boolean right) {
      assertThat(OneSecond.within(() -> takeInAnew(step))).isEqualTo(right);
    }

    private boolean takeInAnew(int step) {
      return UsedSteps.take(new FakeKeycloak().session(), key, FakeUser.code(step));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 30", "1, 1, 60", "1, 0, 0", "0, -1, 0", "-1, -1, 0"})
    void areRefusedOnceTheyOrALaterOneWereTaken(int first, int second, int later) {
      boolean taken =
          OneSecond.within(
              () -> {
                FakeKeycloak anew = new FakeKeycloak();
                String next = FakeUser.code(second);
                assertThat(UsedSteps.take(anew.session(), key, FakeUser.code(first))).isTrue();
                Time.setOffset(later);
                return UsedSteps.take(anew.session(), key, next);
              });
      assertThat(taken).isFalse();
    }

    @Test
    void ofAKeyThatCountsAreTakenOnceToo() {
      OTPCredentialModel counting =
          OTPCredentialModel.createHOTP(FakeUser.SECRET, 6, 7, "HmacSHA1");
      counting.setId("counting");
      assertThat(UsedSteps.take(keycloak.session(), counting, "162583")).isTrue();
      assertThat(UsedSteps.take(keycloak.session(), counting, "162583")).isFalse();
    }

    @Test
    void areKeycloaksAloneWhereTheRealmLetsThemBeUsedAgain() {
      keycloak.realm().setOtpPolicy(new OTPPolicy("totp", "HmacSHA1", 0, 6, 1, 30, true));
      String code = FakeUser.code(0);
      assertThat(UsedSteps.take(keycloak.session(), key, code)).isTrue();
      assertThat(UsedSteps.take(keycloak.session(), key, code)).isTrue();
      assertThat(FakeDatabase.rows(keycloak.session())).isZero();
    }
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
