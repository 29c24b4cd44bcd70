package io.github.campusotp.pass;

import io.github.campusotp.keycloak.HashedCode;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordCredentialData;
import org.keycloak.util.JsonSerialization;

/** How a pass is stored: as Keycloak stores a password, with its terms beside the hash. */
final class PassCredential {
  /** Keycloak's type of the credential. */
  static final String TYPE = "campus-pass";

  /**
   * What others may read of it.
   *
   * @param keys that its user had when it was given
   * @param passwords of then: one, or none
   * @param ended whether a new key took its place
   */
  private record Data(
      Terms terms,
      PasswordCredentialData hash,
      Set<String> keys,
      Set<String> passwords,
      boolean ended) {}

  private final CredentialModel stored;
  private final Data data;

  /**
   * @param stored of this type
   */
  PassCredential(CredentialModel stored) {
    this.stored = stored;
    this.data = JsonSerialization.valueFromString(stored.getCredentialData(), Data.class);
  }

  /** Not stored yet. */
  static CredentialModel of(KeycloakSession session, UserModel user, String digits, Terms terms) {
    HashedCode hashed = HashedCode.of(session, digits);
    CredentialModel pass = new CredentialModel();
    pass.setType(TYPE);
    pass.setCreatedDate(Time.currentTimeMillis());
    Set<String> keys = present(user, OTPCredentialModel.TYPE);
    Set<String> passwords = present(user, PasswordCredentialModel.TYPE);
    pass.setCredentialData(
        JsonSerialization.valueAsString(new Data(terms, hashed.method(), keys, passwords, false)));
    pass.setSecretData(hashed.secret());
    return pass;
  }

  /** Whether its user has no key but those of then: they may be gone. */
  boolean isNewerThanKeys(UserModel user) {
    return !data.ended() && data.keys().containsAll(present(user, OTPCredentialModel.TYPE));
  }

  /** Whether what Keycloak stores of passwords is as it was; a directory's is not there. */
  boolean isUnderSamePassword(UserModel user) {
    return data.passwords().equals(present(user, PasswordCredentialModel.TYPE));
  }

  /** As it is to be stored once a new key has taken its place, whatever becomes of that key. */
  CredentialModel ended() {
    CredentialModel ended = stored.shallowClone();
    ended.setCredentialData(
        JsonSerialization.valueAsString(
            new Data(terms(), data.hash(), data.keys(), data.passwords(), true)));
    return ended;
  }

  /** By id and time: a new password is stored in place of the old one. */
  private static Set<String> present(UserModel user, String type) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(type)
        .map(stored -> stored.getId() + " " + stored.getCreatedDate())
        .collect(Collectors.toSet());
  }

  String id() {
    return stored.getId();
  }

  Terms terms() {
    return data.terms();
  }

  /** Compares in constant time. */
  boolean matches(KeycloakSession session, String typed) {
    return new HashedCode(data.hash(), stored.getSecretData()).matches(session, typed);
  }
}
