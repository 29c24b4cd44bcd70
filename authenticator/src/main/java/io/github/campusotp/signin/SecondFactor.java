package io.github.campusotp.signin;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.keycloak.ProviderLink;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.mailcode.TypedCode;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.UsedCode;
import io.github.campusotp.pass.Pass;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A credential whose codes are typed into the field of the yellow page. The length of what is typed
 * tells which one it may be of, so that there is no chooser that a forged id could steer.
 *
 * @param word what events call it
 * @param credential id of what is stored
 * @param digits how many a code of it has
 * @param takes whether a code is right, and was not used before
 */
record SecondFactor(String word, String credential, int digits, Predicate<String> takes) {

  /**
   * What a code of this user may be of.
   *
   * @param context of the yellow page
   */
  static Stream<SecondFactor> of(AuthenticationFlowContext context) {
    KeycloakSession session = context.getSession();
    UserModel user = context.getUser();
    return Stream.of(
            OtpKey.of(user).map(key -> ofKey(session, user, key)),
            BackupCodes.of(session, user).map(SecondFactor::ofBackupCodes),
            pass(session, context.getAuthenticationSession(), user).map(SecondFactor::ofPass))
        .flatMap(Optional::stream);
  }

  /**
   * The pass that is good here: not for the link of an identity provider's account, which would
   * outlive it.
   *
   * @param signOn the running one; null where there is none
   */
  static Optional<Pass> pass(
      KeycloakSession session, AuthenticationSessionModel signOn, UserModel user) {
    return signOn != null && ProviderLink.isPart(signOn)
        ? Optional.empty()
        : Pass.of(session, user);
  }

  /**
   * Keycloak's own credential decides (RFC 6238), and no other: a user's manager would ask each
   * provider of credentials, and the user's federation first. The extension sees to it that a code
   * is good once.
   */
  private static SecondFactor ofKey(
      KeycloakSession session, UserModel user, OTPCredentialModel key) {
    return new SecondFactor(
        EventDetails.OTP,
        key.getId(),
        key.getOTPCredentialData().getDigits(),
        code ->
            CampusOtpForm.SINGLETON
                    .getCredentialProvider(session)
                    .isValid(
                        session.getContext().getRealm(),
                        user,
                        new UserCredentialModel(key.getId(), OTPCredentialModel.TYPE, code))
                && UsedCode.take(session, key, code));
  }

  private static SecondFactor ofBackupCodes(BackupCodes codes) {
    return new SecondFactor(EventDetails.BACKUP_CODE, codes.id(), BackupCodes.DIGITS, codes::use);
  }

  private static SecondFactor ofPass(Pass pass) {
    return new SecondFactor(EventDetails.PASS, pass.id(), Pass.DIGITS, pass::use);
  }

  /**
   * @param code normalised
   */
  boolean mayBeOf(String code) {
    return TypedCode.isDigits(code, digits);
  }
}
