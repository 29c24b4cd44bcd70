package io.github.campusotp.recovery;

import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.ReadOnlyException;

/** The private mail address that codes and notices go to. */
public final class RecoveryAddress {
  /** Name of the user attribute. */
  public static final String ATTRIBUTE = "recoveryEmail";

  private RecoveryAddress() {}

  /**
   * The address that a user proved, or that an administrator set.
   *
   * @param realm whose rule for addresses holds
   * @param user whose attribute {@code recoveryEmail} is read
   * @return empty where there is none, where there are several, and where it is none by that rule
   */
  public static Optional<String> of(RealmModel realm, UserModel user) {
    List<String> stored =
        user.getAttributeStream(ATTRIBUTE).filter(text -> !text.isBlank()).toList();
    if (stored.size() != 1) {
      return Optional.empty();
    }
    TypedAddress address = TypedAddress.of(stored.get(0));
    return AddressRule.of(realm).problemOf(address).isEmpty()
        ? Optional.of(address.text())
        : Optional.empty();
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
