package io.github.campusotp.keycloak;

import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordCredentialData;
import org.keycloak.util.JsonSerialization;

/**
 * Digits as they are stored: hashed and salted, as Keycloak does a password of the realm.
 *
 * @param method how they are hashed, which others may read
 * @param secret hash and salt, as Keycloak writes them; {@link #GONE} where the digits are used up
 */
public record HashedCode(PasswordCredentialData method, String secret) {
  /** In place of hash and salt: no digits match. */
  public static final String GONE = "";

  /** Whether there are digits that match. */
  public boolean isPresent() {
    return !secret.equals(GONE);
  }

  /**
   * @param session of the running request
   * @param digits which are kept nowhere
   */
  public static HashedCode of(KeycloakSession session, String digits) {
    PasswordCredentialModel hashed =
        session.getProvider(PasswordHashProvider.class).encodedCredential(digits, -1);
    return new HashedCode(hashed.getPasswordCredentialData(), hashed.getSecretData());
  }

  /**
   * Compares in constant time.
   *
   * @param session of the running request
   * @param typed digits
   */
  public boolean matches(KeycloakSession session, String typed) {
    PasswordHashProvider provider =
        session.getProvider(PasswordHashProvider.class, method.getAlgorithm());
    CredentialModel hashed = new CredentialModel();
    hashed.setCredentialData(JsonSerialization.valueAsString(method));
    hashed.setSecretData(secret);
    return isPresent()
        && provider != null
        && provider.verify(typed, PasswordCredentialModel.createFromCredentialModel(hashed));
  }
}
