package io.github.campusotp.keycloak;

import java.util.Objects;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** When was the user's present password set? */
public final class CurrentPassword {
  private CurrentPassword() {}

  /**
   * Reads it from what Keycloak stores.
   *
   * @param user whose stored credentials are read
   * @return milliseconds since 1970; 0 where Keycloak stores none, as for users of a directory
   */
  public static long since(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
        .map(CredentialModel::getCreatedDate)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }
}
