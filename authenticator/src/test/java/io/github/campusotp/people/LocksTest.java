package io.github.campusotp.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.mailcode.CodePolicy;
import io.github.campusotp.mailcode.ProofLocks;
import io.github.campusotp.people.StoredPerson.Credential;
import io.github.campusotp.people.StoredPerson.User;
import io.github.campusotp.signin.OtpLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocksTest {
  private static final User HANAKO = new User("id", "hanako", null, null, true, null);

  /** Of two keys only the newer counts. */
  private static final StoredPerson PERSON =
      new StoredPerson(
          HANAKO,
          List.of(
              new Credential("password", "password", 500),
              new Credential("old-key", "otp", 1000),
              new Credential("new-key", "otp", 2000)),
          List.of(),
          List.of());

  private final FakeKeycloak keycloak = new FakeKeycloak();

  @ParameterizedTest
  @ValueSource(strings = {"wrong-one-time-passwords", "wrong-one-time-passwords-30-days"})
  void aLimitOfTheKeyIsSeenWhenItIsReached(String name) {
    reach(ofFactor("new-key", "one-time-passwords").get(name), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mails", "wrong-codes", "wrong-codes-30-days"})
  void aLimitOfMailedCodesIsSeenWhenItIsReached(String name) {
    reach(ProofLocks.of(keycloak.session(), "id", 500, CodePolicy.DEFAULT).get(name), name);
  }

  private void reach(RateLimit limit, String name) {
    int taken = 0;
    while (limit.take().isPresent()) {
      taken++;
      assertThat(locks()).isEqualTo(limit.isFull() ? List.of(name) : List.of());
    }
    assertThat(taken).isPositive();
    assertThat(locks()).as("looked at again").containsExactly(name);
    limit.giveBack(0);
    assertThat(locks()).isEmpty();
  }

  /** They have a lasting count of their own. */
  @Test
  void aLimitOfBackupCodesIsSeenAndEnded() {
    StoredPerson person =
        new StoredPerson(
            HANAKO, List.of(new Credential("codes", BackupCodes.TYPE, 1000)), List.of(), List.of());
    Map<String, RateLimit> limits = ofFactor("codes", "backup-codes");
    limits.values().forEach(LocksTest::fill);
    assertThat(Locks.of(keycloak.session(), keycloak.realm().model(), person))
        .containsExactlyElementsOf(limits.keySet());
    Locks.end(keycloak.session(), keycloak.realm().model(), person, true);
    assertThat(Locks.of(keycloak.session(), keycloak.realm().model(), person)).isEmpty();
  }

  @Test
  void keycloaksOwnLockIsSeen() {
    keycloak.realm().setBruteForceProtected(true);
    assertThat(locks()).isEmpty();
    keycloak.bruteForce().lockTemporarily();
    assertThat(locks()).containsExactly("wrong-passwords");
  }

  /** The lasting counts bound what a guesser can try in the long run. */
  @ParameterizedTest
  @CsvSource({"false, 2", "true, 0"})
  void areEndedButForTheLastingCounts(boolean lasting, int left) {
    ofFactor("new-key", "one-time-passwords").values().forEach(LocksTest::fill);
    ProofLocks.of(keycloak.session(), "id", 500, CodePolicy.DEFAULT)
        .values()
        .forEach(LocksTest::fill);
    assertThat(locks()).hasSize(5);
    Locks.end(keycloak.session(), keycloak.realm().model(), PERSON, lasting);
    assertThat(locks()).hasSize(left).allMatch(name -> name.endsWith("-30-days"));
  }

  private Map<String, RateLimit> ofFactor(String id, String kind) {
    Map<String, RateLimit> limits = new LinkedHashMap<>();
    limits.put(
        "wrong-one-time-passwords",
        OtpLimits.perHour(keycloak.session(), keycloak.realm().model(), "id"));
    limits.put(
        "wrong-" + kind + "-30-days",
        OtpLimits.lasting(keycloak.session(), keycloak.realm().model(), id));
    return limits;
  }

  private static void fill(RateLimit limit) {
    while (!limit.isFull()) {
      limit.take();
    }
  }

  private List<String> locks() {
    return Locks.of(keycloak.session(), keycloak.realm().model(), PERSON);
  }
}
