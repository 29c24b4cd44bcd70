package io.github.campusotp.recovery;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.Mailbox;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.storage.StorageId;

/** May a user without a recovery address register one in the running sign-on? */
public final class FirstAddress {
  private static final List<String> FACTORS =
      List.of(BackupCodes.TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

  private FirstAddress() {}

  /**
   * Whether it can be registered, and the realm has the action for it.
   *
   * @param context of the running sign-on
   * @return false where the realm has not enabled it, or only allows it from campus networks; and
   *     for users who have a second factor already: with an address of their own choice a thief of
   *     the password would get one, too
   */
  public static boolean mayBeRegistered(RequiredActionContext context) {
    RequiredActionProviderModel model =
        context.getRealm().getRequiredActionProviderByAlias(RecoveryAddressAction.ID);
    return model != null && model.isEnabled() && refusal(context).isEmpty();
  }

  /**
   * Whether this very sign-on registered the address, by a code that came back from its mailbox.
   *
   * @param context of an action that comes later in the same sign-on
   * @return false too once the proof has ended: after the lifetime of a code, or with the password
   *     or the address that it was given under
   */
  public static boolean wasRegistered(RequiredActionContext context) {
    return RecoveryAddress.of(context.getRealm(), context.getUser())
        .filter(address -> AddressChange.proof(context, Mailbox.NEW, address).isGiven())
        .isPresent();
  }

  /** Why not; empty if it can be registered. */
  static Optional<Refusal> refusal(RequiredActionContext context) {
    // A federation that imports no users leaves no place for an address.
    if (hasFactor(context.getUser()) || !StorageId.isLocalStorage(context.getUser().getId())) {
      return Optional.of(Refusal.NO_ADDRESS);
    }
    boolean anywhere = RecoveryConfig.of(context.getRealm()).allowOffCampus();
    return anywhere || RequestLocation.of(context.getSession()).network().isPresent()
        ? Optional.empty()
        : Optional.of(Refusal.OFF_CAMPUS);
  }

  /** Whether a user has a second factor of their own, which a password alone must not replace. */
  public static boolean hasFactor(UserModel user) {
    return user.credentialManager().isConfiguredFor(OTPCredentialModel.TYPE)
        || FACTORS.stream()
            .flatMap(user.credentialManager()::getStoredCredentialsByTypeStream)
            .findAny()
            .isPresent();
  }
}
