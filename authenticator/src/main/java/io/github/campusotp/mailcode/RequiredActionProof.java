package io.github.campusotp.mailcode;

import io.github.campusotp.keycloak.BruteForceLock;
import io.github.campusotp.keycloak.FailedSignOn;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A required action that needs a proof: the password was right already.
 *
 * @param context of the action that runs
 * @param action which the proof is for: that one, or one before it in the same sign-on
 */
public record RequiredActionProof(RequiredActionContext context, String action)
    implements ProofRequest {

  /** For the action that runs. */
  public RequiredActionProof(RequiredActionContext context) {
    this(context, context.getAction());
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
  public Optional<UserModel> user() {
    return Optional.of(context.getUser());
  }

  @Override
  public String person() {
    return context.getUser().getId();
  }

  @Override
  public LoginFormsProvider form() {
    return context.form();
  }

  @Override
  public EventBuilder event() {
    return EventDetails.place(
        context.getEvent().clone().user(context.getUser()), RequestLocation.of(session()));
  }

  @Override
  public boolean mailsAtOnce() {
    return !AuthenticatorUtil.isSSOAuthentication(signOn());
  }

  @Override
  public EventType mailed() {
    return EventType.SEND_VERIFY_EMAIL;
  }

  @Override
  public boolean canCancel() {
    return InitiatedAction.isCancellable(context);
  }

  @Override
  public boolean isPasswordProved() {
    return true;
  }

  @Override
  public boolean isLocked() {
    return BruteForceLock.isOn(session(), context.getRealm(), context.getUser().getId());
  }

  /**
   * Keycloak counts only what happens in a flow; required actions have to count themselves. Where
   * that could disable the user for good, only our own limits count.
   */
  @Override
  public void countAsFailedSignOn() {
    if (context.getRealm().isBruteForceProtected() && !context.getRealm().isPermanentLockout()) {
      FailedSignOn.count(
          session().getProvider(BruteForceProtector.class),
          context.getRealm(),
          context.getUser(),
          context.getConnection(),
          context.getUriInfo());
    }
  }
}
