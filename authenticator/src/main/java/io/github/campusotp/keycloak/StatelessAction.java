package io.github.campusotp.keycloak;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** A required action that is its own factory, and by itself is never required. */
public abstract class StatelessAction implements RequiredActionProvider, RequiredActionFactory {
  @Override
  public final RequiredActionProvider create(KeycloakSession session) {
    return this;
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {}

  @Override
  public final void init(Config.Scope config) {}

  @Override
  public final void postInit(KeycloakSessionFactory factory) {}

  @Override
  public final void close() {}
}
