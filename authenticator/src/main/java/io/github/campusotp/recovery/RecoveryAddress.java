package io.github.campusotp.recovery;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.ReadOnlyException;

/** The private mail address that codes and notices go to. */
public final class RecoveryAddress {
  static final String ATTRIBUTE = "recoveryEmail";

  private RecoveryAddress() {}

  /**
   * The address that a user proved, or that an administrator set.
   *
   * @param user whose attribute {@code recoveryEmail} is read
   * @return empty where there is none
   */
  public static Optional<String> of(UserModel user) {
    return Optional.ofNullable(user.getFirstAttribute(ATTRIBUTE))
        .map(String::trim)
        .filter(address -> !address.isEmpty());
  }

  /**
   * Stores the address in Keycloak itself: a user of a read-only federation refuses every
   * attribute, though the federation has no place for this one.
   */
  static void set(KeycloakSession session, UserModel user, String address) {
    try {
      user.setSingleAttribute(ATTRIBUTE, address); // takes the user out of the cache, too
    } catch (ReadOnlyException federated) {
      imported(session, user, federated).setSingleAttribute(ATTRIBUTE, address);
    }
  }

  /**
   * The user as Keycloak itself keeps it.
   *
   * @throws ReadOnlyException if the federation imports no users
   */
  public static UserModel imported(
      KeycloakSession session, UserModel user, ReadOnlyException federated) {
    UserModel imported =
        session
            .getProvider(UserProvider.class)
            .getUserById(session.getContext().getRealm(), user.getId());
    if (imported == null) {
      throw federated;
    }
    return imported;
  }
}
