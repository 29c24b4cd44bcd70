package io.github.campusotp.reset;

import io.github.campusotp.keycloak.TypedUsername;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.ProofRequest;
import io.github.campusotp.otpkey.GuardedKey;
import io.github.campusotp.recovery.RecoveryAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A user who says that they forgot their password, and has proved nothing yet.
 *
 * @param context of the step of the flow
 */
record ResetRequest(AuthenticationFlowContext context) implements ProofRequest {
  private static final String USER = "campus-reset-code.user";
  private static final String NAME = "campus-reset-code.name";

  /** Remembers the user that the typed name meant. */
  static void remember(AuthenticationSessionModel signOn, UserModel user) {
    signOn.setAuthNote(USER, user.getId());
    signOn.setAuthNote(NAME, typed(signOn));
  }

  /** The name that was typed last, here or at the password: both pages use one note. */
  private static String typed(AuthenticationSessionModel signOn) {
    String name = signOn.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
    return name == null ? "" : TypedUsername.key(name);
  }

  @Override
  public KeycloakSession session() {
    return context.getSession();
  }

  @Override
  public AuthenticationSessionModel signOn() {
    return context.getAuthenticationSession();
  }

  @Override
  public String action() {
    return CampusResetCode.ID;
  }

  /** The user, if enabled, with a recovery address, and not to go to the help desk. */
  @Override
  public Optional<UserModel> user() {
    return chosen()
        .filter(
            user ->
                user.isEnabled()
                    && RecoveryAddress.of(context.getRealm(), user).isPresent()
                    && GuardedKey.maySetPasswordByMail(context.getRealm(), user));
  }

  /** Empty once another name was typed: it would be counted in place of this one. */
  private Optional<UserModel> chosen() {
    return Optional.ofNullable(signOn().getAuthNote(USER))
        .filter(id -> typed(signOn()).equals(signOn().getAuthNote(NAME)))
        .map(id -> session().users().getUserById(context.getRealm(), id));
  }

  /** The name as it was typed: no counter tells whether, or under which names, there is a user. */
  @Override
  public String person() {
    return "reset." + UUID.nameUUIDFromBytes(typed(signOn()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> hiddenPerson() {
    return Optional.of(chosen().map(user -> "reset." + user.getId()).orElseGet(this::person));
  }

  @Override
  public LoginFormsProvider form() {
    return context.form();
  }

  @Override
  public EventBuilder event() {
    return EventDetails.place(
        context.getEvent().clone().user(user().orElse(null)), RequestLocation.of(session()));
  }

  /** With a session, Keycloak takes its user without asking for a name. */
  @Override
  public boolean mailsAtOnce() {
    return AuthenticationManager.authenticateIdentityCookie(session(), context.getRealm(), true)
        == null;
  }

  @Override
  public EventType mailed() {
    return EventType.SEND_RESET_PASSWORD;
  }

  @Override
  public boolean canCancel() {
    return false;
  }

  @Override
  public boolean isPasswordProved() {
    return false;
  }

  @Override
  public boolean isLocked() {
    return false;
  }

  @Override
  public void countAsFailedSignOn() {}
}
