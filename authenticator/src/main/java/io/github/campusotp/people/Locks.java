package io.github.campusotp.people;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

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

  /** What the lasting limit of each kind of factor is called. */
  private static final Map<String, String> KINDS =
      Map.of(
          OTPCredentialModel.TYPE,
          "one-time-passwords",
          BackupCodes.TYPE,
          "backup-codes",
          Pass.TYPE,
          "passes");

  private Locks() {}

  static List<String> of(KeycloakSession session, RealmModel realm, StoredPerson person) {
    Stream<String> keycloaks =
        BruteForceLock.isOn(session, realm, person.user().id())
            ? Stream.of(PASSWORDS)
            : Stream.empty();
    Stream<String> ours =
        limits(session, realm, person).entrySet().stream()
            .filter(limits -> limits.getValue().stream().anyMatch(RateLimit::isFull))
            .map(Map.Entry::getKey);
    return Stream.concat(keycloaks, ours).toList();
  }

  /**
   * Counts from nothing again, whatever was reached.
   *
   * @param lasting whether the counts of 30 days, too
   */
  static void end(KeycloakSession session, RealmModel realm, StoredPerson person, boolean lasting) {
    Map<String, List<RateLimit>> limits = limits(session, realm, person);
    limits.keySet().removeIf(name -> !lasting && name.endsWith(LASTING));
    limits.values().stream().flatMap(List::stream).forEach(RateLimit::clear);
    session.loginFailures().removeUserLoginFailure(realm, person.user().id());
  }

  /** By name: the hourly one is that of each factor. */
  private static Map<String, List<RateLimit>> limits(
      KeycloakSession session, RealmModel realm, StoredPerson person) {
    String id = person.user().id();
    long passwordSince =
        person.newest(PasswordCredentialModel.TYPE).map(Credential::created).orElse(0L);
    Stream<Map<String, RateLimit>> ofFactors =
        KINDS.entrySet().stream()
            .flatMap(
                kind ->
                    person.newest(kind.getKey()).stream()
                        .map(
                            factor ->
                                OtpLimits.of(session, realm, id, factor.id(), kind.getValue())));
    Map<String, RateLimit> ofMails =
        ProofLocks.of(session, id, passwordSince, RecoveryConfig.of(realm).code());
    return Stream.concat(ofFactors, Stream.of(ofMails))
        .flatMap(limits -> limits.entrySet().stream())
        .collect(
            groupingBy(
                Map.Entry::getKey, LinkedHashMap::new, mapping(Map.Entry::getValue, toList())));
  }
}
