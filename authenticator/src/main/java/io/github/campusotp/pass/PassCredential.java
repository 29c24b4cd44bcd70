package io.github.campusotp.pass;

import io.github.campusotp.keycloak.HashedCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
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
   * @param known passwords and keys that its user had when it was given
   * @param ended whether a new key took its place
   */
  private record Data(Terms terms, PasswordCredentialData hash, Set<String> known, boolean ended) {}

  private final CredentialModel stored;
  private final Data data;

  /**
   * @param stored of this type
   */
  PassCredential(CredentialModel stored) {
    this.stored = stored;
    this.data = read(stored.getCredentialData());
  }

  /** Not stored yet. */
  static CredentialModel of(KeycloakSession session, UserModel user, String digits, Terms terms) {
    HashedCode hashed = HashedCode.of(session, digits);
    CredentialModel pass = new CredentialModel();
    pass.setType(TYPE);
    pass.setCreatedDate(Time.currentTimeMillis());
    pass.setCredentialData(write(new Data(terms, hashed.method(), known(user), false)));
    pass.setSecretData(hashed.secret());
    return pass;
  }

  /** Whether its user has none of a type but those of then: some may be gone. */
  boolean isNewerThanAll(UserModel user, String type) {
    return !data.ended() && data.known().containsAll(present(user, type));
  }

  /** As it is to be stored once a new key has taken its place, whatever becomes of that key. */
  CredentialModel ended() {
    CredentialModel ended = stored.shallowClone();
    ended.setCredentialData(write(new Data(terms(), data.hash(), data.known(), true)));
    return ended;
  }

  private static Set<String> known(UserModel user) {
    Set<String> known = present(user, OTPCredentialModel.TYPE);
    known.addAll(present(user, PasswordCredentialModel.TYPE));
    return known;
  }

  /** By id and time: a new password is stored in place of the old one. */
  private static Set<String> present(UserModel user, String type) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(type)
        .map(stored -> stored.getId() + " " + stored.getCreatedDate())
        .collect(Collectors.toCollection(HashSet::new));
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

  private static Data read(String json) {
    try {
      return JsonSerialization.readValue(json, Data.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Object data) {
    try {
      return JsonSerialization.writeValueAsString(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
