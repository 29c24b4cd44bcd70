package io.github.campusotp.signin;

import io.github.campusotp.location.EventDetails;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Keeps network and second factor in the LOGIN event of a sign-on that went on with required
 * actions, such as a new password. It never requires anything: Keycloak asks every enabled action
 * just before it finishes a sign-on, and that is the only moment when the event can be told.
 */
public final class SignOnRecord implements RequiredActionProvider, RequiredActionFactory {
  @Override
  public String getId() {
    return "campus-sign-on-record";
  }

  @Override
  public String getDisplayText() {
    return "Campus: network and second factor in events";
  }

  @Override
  public RequiredActionProvider create(KeycloakSession session) {
    return this;
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    EventDetails.restore(context.getAuthenticationSession(), context.getEvent());
  }

  /** Nothing to show, should an administrator give this action to somebody. */
  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    context.success();
  }

  @Override
  public void processAction(RequiredActionContext context) {
    context.success();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
