package io.github.campusotp.signin;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.keycloak.ProviderLink;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.OwedKey;
import io.github.campusotp.otpkey.Passkeys;
import java.util.List;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's form for owners of a key of ours, of backup codes, a passkey or a pass; other users
 * set a key up before the sign-on ends.
 */
abstract class KeyOwnersForm extends OTPFormAuthenticator {

  /** A key of our own: one in a user federation could not be reissued or deleted here. */
  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    AuthenticationSessionModel signOn = session.getContext().getAuthenticationSession();
    return OtpKey.idOf(user).isPresent()
        || BackupCodes.of(session, user).filter(codes -> codes.left() > 0).isPresent()
        || Passkeys.areThere(user)
        || SecondFactor.pass(session, signOn, user).isPresent()
        || AcceptedCode.isNoted(signOn, user); // by the last use of a pass, or the last backup code
  }

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    OwedKey.owe(session.getContext().getAuthenticationSession());
  }

  @Override
  public List<RequiredActionFactory> getRequiredActions(KeycloakSession session) {
    return OwedKey.setUp(session).map(List::of).orElse(List.of());
  }

  /**
   * An action that the server does not provide would be skipped, and the user let in without a
   * code. Keycloak links an identity provider's account before it asks for any action: that needs a
   * key from before. A transient user of a provider ends with the session: no place for a key.
   */
  @Override
  public boolean areRequiredActionsEnabled(KeycloakSession session, RealmModel realm) {
    AuthenticationSessionModel signOn = session.getContext().getAuthenticationSession();
    return OwedKey.setUp(session).isPresent()
        && !ProviderLink.isPart(signOn)
        && !(signOn.getAuthenticatedUser() instanceof LightweightUserAdapter)
        && super.areRequiredActionsEnabled(session, realm);
  }
}
