package io.github.campusotp.recovery;

import java.util.Optional;
import org.keycloak.models.UserModel;

/** The private mail address that codes and notices go to. */
public final class RecoveryAddress {
  static final String ATTRIBUTE = "recoveryEmail";

  private RecoveryAddress() {}

  /**
   * The address that a person proved, or that an administrator gave them.
   *
   * @param user whose attribute {@code recoveryEmail} is read
   * @return empty where there is none
   */
  public static Optional<String> of(UserModel user) {
    return Optional.ofNullable(user.getFirstAttribute(ATTRIBUTE))
        .map(String::trim)
        .filter(address -> !address.isEmpty());
  }

  static void set(UserModel user, String address) {
    user.setSingleAttribute(ATTRIBUTE, address);
  }
}
