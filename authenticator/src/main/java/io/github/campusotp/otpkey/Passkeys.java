package io.github.campusotp.otpkey;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Base64Url;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** A user's passkeys: Keycloak's own credentials, of which a user may have several. */
public final class Passkeys {
  /** Keycloak's type of the credential. */
  public static final String TYPE = WebAuthnCredentialModel.TYPE_PASSWORDLESS;

  private Passkeys() {}

  /** All of them, with label and date. */
  public static Stream<CredentialModel> of(UserModel user) {
    return user.credentialManager().getStoredCredentialsByTypeStream(TYPE);
  }

  public static boolean areThere(UserModel user) {
    return of(user).findAny().isPresent();
  }

  /**
   * The stored credential of what a browser has used.
   *
   * @param credentialId as the browser names it (WebAuthn, 5.1): Base64url; may be null
   * @return its id in Keycloak
   */
  public static Optional<String> idOf(UserModel user, String credentialId) {
    return of(user)
        .filter(
            passkey ->
                Base64Url.encodeBase64ToBase64Url(
                        WebAuthnCredentialModel.createFromCredentialModel(passkey)
                            .getWebAuthnCredentialData()
                            .getCredentialId())
                    .equals(credentialId))
        .map(CredentialModel::getId)
        .findFirst();
  }

  /**
   * Takes all of them from a user.
   *
   * @param session of the running request
   * @return their ids
   */
  public static List<String> remove(KeycloakSession session, UserModel user) {
    List<String> ids = of(user).map(CredentialModel::getId).toList();
    ids.forEach(id -> remove(session, user, id));
    return ids;
  }

  /**
   * Takes one of them from a user.
   *
   * @param session of the running request
   * @param id in Keycloak
   * @return false where it is none of theirs
   */
  static boolean remove(KeycloakSession session, UserModel user, String id) {
    boolean theirs = of(user).anyMatch(passkey -> passkey.getId().equals(id));
    if (theirs) {
      user.credentialManager().removeStoredCredentialById(id);
      KeyTables.forget(session, List.of(id));
    }
    return theirs;
  }
}
