package io.github.campusotp.otpkey;

import io.github.campusotp.location.RequestLocation;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** Does a sign-on wait for a key? Off campus a user without one sets it up before getting in. */
public final class OwedKey {
  private static final String NOTE = "campus-otp-setup.owed";

  private OwedKey() {}

  /**
   * Makes a sign-on that needs a one-time password wait until there is a key and its first code was
   * right.
   *
   * @param signOn of a user without a key
   */
  public static void owe(AuthenticationSessionModel signOn) {
    signOn.setAuthNote(NOTE, "true");
    signOn.addRequiredAction(OtpSetupAction.ID);
  }

  /**
   * Whether a sign-on still waits for a key and its first code.
   *
   * @param signOn the running one
   */
  public static boolean is(AuthenticationSessionModel signOn) {
    return signOn.getAuthNote(NOTE) != null;
  }

  /** Tells a page of the set-up whether the sign-on waits for it, and where its user is. */
  static void tell(RequiredActionContext context) {
    boolean onCampus = RequestLocation.of(context.getSession()).network().isPresent();
    context
        .form()
        .setAttribute("campusOwed", is(context.getAuthenticationSession()))
        .setAttribute("campusPlace", onCampus ? "on-campus" : "off-campus");
  }

  /**
   * The action that sets it up, as long as the server provides it.
   *
   * @param session of the running request
   */
  public static Optional<RequiredActionFactory> setUp(KeycloakSession session) {
    return Optional.ofNullable(
        (RequiredActionFactory)
            session
                .getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, OtpSetupAction.ID));
  }

  /**
   * Lets the sign-on go on: the code does for it what it would have done on the form that waits.
   *
   * @param key which is stored
   * @param code of that key, which was just found right
   */
  static void settle(RequiredActionContext context, OTPCredentialModel key, String code) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    UserCredentialModel used = new UserCredentialModel(key.getId(), OTPCredentialModel.TYPE, code);
    context.getUser().credentialManager().isValid(used); // good only once: RFC 6238, 5.2
    UsedCode.take(context.getSession(), key, code); // the key is of this very request
    signOn.getExecutionStatus().entrySet().stream()
        .filter(step -> step.getValue() == ExecutionStatus.SETUP_REQUIRED)
        .forEach(step -> AuthenticatorUtils.updateCompletedExecutions(signOn, null, step.getKey()));
    VerifiedOtp.mark(signOn, key.getId());
    signOn.removeAuthNote(NOTE);
  }
}
