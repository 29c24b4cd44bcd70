package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.level.Decision;
import io.github.campusotp.location.ReachedLevel;
import io.github.campusotp.location.RequestLevel;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Does a sign-on wait for a passkey? Its service insists on one, and its user has given another
 * second factor, behind which a passkey can be registered.
 */
public final class OwedPasskey {
  private OwedPasskey() {}

  /**
   * Whether a user can give a passkey, or register one.
   *
   * @param context of a sign-on to a service that wants one
   */
  public static boolean isReachable(AuthenticationFlowContext context) {
    UserModel user = context.getUser();
    return user == null || Passkeys.areThere(user) || mayRegister(context.getRealm(), user);
  }

  /**
   * Whether a sign-on ends here without a passkey: a code would lead to no other.
   *
   * @param context of the yellow page
   */
  public static boolean takesNothingElse(AuthenticationFlowContext context) {
    return RequestLevel.insistsOnPasskey(context.getAuthenticationSession())
        && !mayRegister(context.getRealm(), context.getUser());
  }

  private static boolean mayRegister(RealmModel realm, UserModel user) {
    return StatelessAction.isOn(realm, PasskeyAction.ID) && OtpSetupAction.mayHaveKey(realm, user);
  }

  /**
   * Whether a sign-on waits for one.
   *
   * @param context of a required action of that sign-on
   */
  public static boolean isDue(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    return ReachedLevel.of(signOn) == Decision.SECOND_FACTOR
        && RequestLevel.insistsOnPasskey(signOn)
        && mayRegister(context.getRealm(), context.getUser());
  }

  /**
   * Lets the sign-on go on with a passkey that was registered in it.
   *
   * @param made by a device
   * @return false where that device has not verified its user
   */
  static boolean settle(RequiredActionContext context, NewPasskey made) {
    Optional<String> id = made.idOf(context.getUser()).filter(there -> made.isVerified());
    id.ifPresent(
        passkey ->
            VerifiedOtp.mark(context.getAuthenticationSession(), passkey, Proof.VERIFIED_PASSKEY));
    return id.isPresent();
  }
}
