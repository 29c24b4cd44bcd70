package io.github.campusotp.people;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.keycloak.BruteForceLock;
import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.mailcode.ProofLocks;
import io.github.campusotp.pass.Pass;
import io.github.campusotp.people.StoredPerson.Credential;
import io.github.campusotp.recovery.RecoveryConfig;
import io.github.campusotp.signin.OtpLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** What has a person used up for now? To look at the limits counts nothing. */
final class Locks {
  private static final String PASSWORDS = "wrong-passwords";

  /** How the limits that count for 30 days are called. */
  private static final String LASTING = "-30-days";

  /** What the lasting limit of each kind of factor is called; guesses of passkeys are none. */
  private static final List<Map.Entry<String, String>> KINDS =
      List.of(
          Map.entry(OTPCredentialModel.TYPE, "wrong-one-time-passwords" + LASTING),
          Map.entry(BackupCodes.TYPE, "wrong-backup-codes" + LASTING),
          Map.entry(Pass.TYPE, "wrong-passes" + LASTING));

  private Locks() {}

  static List<String> of(KeycloakSession session, RealmModel realm, StoredPerson person) {
    Stream<String> keycloaks =
        BruteForceLock.isOn(session, realm, person.user().id())
            ? Stream.of(PASSWORDS)
            : Stream.empty();
    Stream<String> ours =
        limits(session, realm, person).entrySet().stream()
            .filter(limit -> limit.getValue().isFull())
            .map(Map.Entry::getKey);
    return Stream.concat(keycloaks, ours).toList();
  }

  /**
   * Counts from nothing again, whatever was reached.
   *
   * @param lasting whether the counts of 30 days, too
   */
  static void end(KeycloakSession session, RealmModel realm, StoredPerson person, boolean lasting) {
    Map<String, RateLimit> limits = limits(session, realm, person);
    limits.keySet().removeIf(name -> !lasting && name.endsWith(LASTING));
    limits.values().forEach(RateLimit::clear);
    session.loginFailures().removeUserLoginFailure(realm, person.user().id());
  }

  private static Map<String, RateLimit> limits(
      KeycloakSession session, RealmModel realm, StoredPerson person) {
    String id = person.user().id();
    long passwordSince =
        person.newest(PasswordCredentialModel.TYPE).map(Credential::created).orElse(0L);
    Map<String, RateLimit> limits = new LinkedHashMap<>();
    limits.put("wrong-one-time-passwords", OtpLimits.perHour(session, realm, id));
    KINDS.forEach(
        kind ->
            person
                .newest(kind.getKey())
                .ifPresent(
                    factor ->
                        limits.put(
                            kind.getValue(), OtpLimits.lasting(session, realm, factor.id()))));
    limits.putAll(ProofLocks.of(session, id, passwordSince, RecoveryConfig.of(realm).code()));
    return limits;
  }
}
