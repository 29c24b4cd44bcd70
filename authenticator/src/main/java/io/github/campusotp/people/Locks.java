package io.github.campusotp.people;

import io.github.campusotp.keycloak.BruteForceLock;
import io.github.campusotp.limit.RateLimit;
import io.github.campusotp.mailcode.ProofLocks;
import io.github.campusotp.people.StoredPerson.Credential;
import io.github.campusotp.recovery.RecoveryConfig;
import io.github.campusotp.signin.OtpLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** What has a person used up for now? Looks at the limits and counts nothing. */
final class Locks {
  private static final String PASSWORDS = "wrong-passwords";

  private Locks() {}

  static List<String> of(KeycloakSession session, RealmModel realm, StoredPerson person) {
    String id = person.user().id();
    long passwordSince =
        person.newest(PasswordCredentialModel.TYPE).map(Credential::created).orElse(0L);
    Map<String, RateLimit> limits = new LinkedHashMap<>();
    person
        .newest(OTPCredentialModel.TYPE)
        .ifPresent(key -> limits.putAll(OtpLimits.of(session, realm, id, key.id())));
    limits.putAll(ProofLocks.of(session, id, passwordSince, RecoveryConfig.of(realm).code()));
    List<String> locks = new ArrayList<>();
    if (BruteForceLock.isOn(session, realm, id)) {
      locks.add(PASSWORDS);
    }
    limits.forEach(
        (name, limit) -> {
          if (limit.isFull()) {
            locks.add(name);
          }
        });
    return locks;
  }
}
