package io.github.campusotp.keycloak;

import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.StorageId;

/** When was the user's present password set, and can they set another here? */
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

  /**
   * Whether it is a directory's that the realm may only read.
   *
   * @param realm of the user
   * @param user whose password it is
   */
  public static boolean isReadOnly(RealmModel realm, UserModel user) {
    return Stream.of(user.getFederationLink(), StorageId.providerId(user.getId()))
        .filter(Objects::nonNull)
        .map(realm::getComponent)
        .filter(Objects::nonNull)
        .anyMatch(directory -> "READ_ONLY".equals(directory.get(LDAPConstants.EDIT_MODE)));
  }
}
