package io.github.campusotp.reset;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.CodeProof;
import io.github.campusotp.mailcode.ProofRequest;
import io.github.campusotp.recovery.RecoveryAddress;
import io.github.campusotp.recovery.RecoveryConfig;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The forgotten password: a code to the recovery address in place of it. Nobody has proved anything
 * yet, so the page is the same whoever is asked for, be it nobody, and what is done here is counted
 * apart from what needs the password.
 */
final class CampusResetCode implements Authenticator {
  static final CampusResetCode SINGLETON = new CampusResetCode();
  static final String ID = "campus-reset-code";

  private static final String USER = "campus-reset-code.user";
  private static final String NAME = "campus-reset-code.name";
  private static final String PURPOSE = "password";

  private CampusResetCode() {}

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (context.getUser() != null) {
      signOn.setAuthNote(USER, context.getUser().getId());
      signOn.setAuthNote(NAME, typed(signOn));
      context.clearUser(); // its name would stand on the page
    }
    context.challenge(proof(context).page());
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    CodeProof proof = proof(context);
    Optional<Response> next = proof.answer();
    Optional<UserModel> user = new Step(context).user();
    if (next.isEmpty() && proof.isGiven() && user.isPresent()) {
      context.setUser(user.get());
      context.success();
    } else {
      context.challenge(next.orElseGet(proof::page));
    }
  }

  /** The name that was typed last, here or at the password: both pages use one note. */
  private static String typed(AuthenticationSessionModel signOn) {
    return Optional.ofNullable(
            signOn.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME))
        .orElse("")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static CodeProof proof(AuthenticationFlowContext context) {
    Step step = new Step(context);
    return new CodeProof(
        step,
        RecoveryConfig.of(context.getRealm()).code(),
        PURPOSE,
        "reset",
        step.user().flatMap(RecoveryAddress::of).orElse(""),
        PURPOSE);
  }

  /** Somebody who says that they forgot their password. */
  private record Step(AuthenticationFlowContext context) implements ProofRequest {
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
      return ID;
    }

    /** Who can be reached, and may sign on. */
    @Override
    public Optional<UserModel> user() {
      return chosen().filter(user -> user.isEnabled() && RecoveryAddress.of(user).isPresent());
    }

    /** Nobody, once another name was typed: it would be counted in place of this one. */
    private Optional<UserModel> chosen() {
      return Optional.ofNullable(signOn().getAuthNote(USER))
          .filter(id -> typed(signOn()).equals(signOn().getAuthNote(NAME)))
          .map(id -> session().users().getUserById(context.getRealm(), id));
    }

    /** By a name: whether there is such a person must not show in what is counted either. */
    @Override
    public String person() {
      String name = chosen().map(UserModel::getUsername).orElseGet(() -> typed(signOn()));
      return "reset." + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
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
    public String mailSubject() {
      return "campusCodeMailSubject.password";
    }

    @Override
    public boolean isLocked() {
      return false;
    }

    @Override
    public void countAsFailedSignOn() {}
  }

  @Override
  public boolean requiresUser() {
    return false;
  }

  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    return true;
  }

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

  @Override
  public void close() {}
}
