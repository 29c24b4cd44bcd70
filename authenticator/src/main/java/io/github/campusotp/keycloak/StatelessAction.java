package io.github.campusotp.keycloak;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A required action that is its own factory, and by itself is never required. */
public abstract class StatelessAction
    implements RequiredActionProvider, RequiredActionFactory, Extension {

  /**
   * Whether a realm has an action, and runs it.
   *
   * @param id of the action
   */
  public static boolean isOn(RealmModel realm, String id) {
    RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(id);
    return action != null && action.isEnabled();
  }

  private static final String DONE = "campus-done.";

  @Override
  public final RequiredActionProvider create(KeycloakSession session) {
    return this;
  }

  /** Shows the action's page. */
  protected abstract void show(RequiredActionContext context);

  /** Takes what was sent from that page. */
  protected abstract void take(RequiredActionContext context);

  @Override
  public final void requiredActionChallenge(RequiredActionContext context) {
    SignOnStatus.requireOpen(context);
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (signOn.getAuthNote(DONE + getId()) != null) {
      undo(context);
      context.success();
    } else {
      EarlyRequest.leave(context);
      show(context);
    }
  }

  @Override
  public final void processAction(RequiredActionContext context) {
    SignOnStatus.requireOpen(context);
    if (RepeatedSubmit.leave(context)) {
      return;
    }
    undo(context);
    take(context);
    if (context.getStatus() == RequiredActionContext.Status.SUCCESS
        && RepeatedSubmit.mayFollow(context.getHttpRequest().getDecodedFormParameters())) {
      AuthenticationSessionModel signOn = context.getAuthenticationSession();
      signOn.setAuthNote(DONE + getId(), "true");
      context.challenge(
          RepeatedSubmit.forward(
              context.form(), RepeatedSubmit.page(context.getSession(), signOn)));
    }
  }

  /** Takes back that the action is done, where that was noted and it has become due again. */
  protected final void undo(RequiredActionContext context) {
    context.getAuthenticationSession().removeAuthNote(DONE + getId());
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {}

  @Override
  public final void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public final void close() {}
}
