package io.github.campusotp.pass;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordCredentialData;
import org.keycloak.util.JsonSerialization;

/** How a pass is stored: as Keycloak stores a password, with its terms beside the hash. */
final class PassCredential {
  /** Keycloak's type of the credential. */
  static final String TYPE = "campus-pass";

  /** What others may read of it. */
  private record Data(Terms terms, PasswordCredentialData hash) {}

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
  static CredentialModel of(KeycloakSession session, String digits, Terms terms) {
    PasswordCredentialModel hashed =
        session.getProvider(PasswordHashProvider.class).encodedCredential(digits, -1);
    CredentialModel pass = new CredentialModel();
    pass.setType(TYPE);
    pass.setCreatedDate(Time.currentTimeMillis());
    pass.setCredentialData(write(new Data(terms, hashed.getPasswordCredentialData())));
    pass.setSecretData(hashed.getSecretData());
    return pass;
  }

  String id() {
    return stored.getId();
  }

  Terms terms() {
    return data.terms();
  }

  /** Compares in constant time. */
  boolean matches(KeycloakSession session, String typed) {
    PasswordHashProvider provider =
        session.getProvider(PasswordHashProvider.class, data.hash().getAlgorithm());
    CredentialModel hashed = stored.shallowClone();
    hashed.setCredentialData(write(data.hash()));
    return provider != null
        && provider.verify(typed, PasswordCredentialModel.createFromCredentialModel(hashed));
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
