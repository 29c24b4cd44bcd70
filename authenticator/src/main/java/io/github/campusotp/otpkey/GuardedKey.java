package io.github.campusotp.otpkey;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.recovery.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Must a code of the key itself come before the mailed one? Where the realm says so, an attacker
 * who reads a user's recovery mailbox cannot both set a password and get a key (NIST SP 800-63B-4,
 * 4.2).
 */
public final class GuardedKey {
  private static final Set<String> ACTIONS =
      Set.of(
          OtpSetupAction.ID,
          OtpShowAction.ID,
          OtpDeleteAction.ID,
          BackupCodesAction.ID,
          PasskeyAction.ID);

  private GuardedKey() {}

  /**
   * What a sign-on needs for the actions that it was sent for, or that its user owes.
   *
   * @param signOn the running one
   * @param user who signs on; null where that is not known yet
   * @return empty where the action or the realm needs nothing, and where there is no key
   */
  public static Optional<Reason> reason(AuthenticationSessionModel signOn, UserModel user) {
    if (user == null) {
      return Optional.empty();
    }
    return Stream.of(
            Stream.ofNullable(signOn.getClientNote(Constants.KC_ACTION)),
            signOn.getRequiredActions().stream(),
            user.getRequiredActionsStream())
        .flatMap(actions -> actions)
        .filter(ACTIONS::contains)
        .findFirst()
        .filter(action -> isKeyOf(signOn.getRealm(), user)) // after what is quick
        .map(action -> new Reason(Reason.Source.ACTION, Decision.SECOND_FACTOR, action));
  }

  /**
   * Whether a mailed code alone may set a new password.
   *
   * @return false where the mailbox could then get a first key, too
   */
  public static boolean maySetPasswordByMail(RealmModel realm, UserModel user) {
    return !SetupConfig.of(realm).guardsKey() || isKeyOf(realm, user);
  }

  /** Why an action with the key cannot go on: the sign-on lacks a code of it. */
  static Optional<Refusal> refusal(RequiredActionContext context) {
    return isKeyOf(context.getRealm(), context.getUser())
            && !new NewKey(context).isStored()
            && !new NewBackupCodes(context).areShown()
            && !VerifiedOtp.isOf(context.getAuthenticationSession(), context.getUser())
        ? Optional.of(Refusal.SECOND_FACTOR)
        : Optional.empty();
  }

  /** Whether the user has a key or passkey that guards; a key that is not confirmed yet is none. */
  private static boolean isKeyOf(RealmModel realm, UserModel user) {
    return SetupConfig.of(realm).guardsKey()
        && (OtpKey.of(user).isPresent() && !UnconfirmedKey.is(user) || Passkeys.areThere(user));
  }
}
