package io.github.campusotp.otpkey;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** What the extension keeps of keys: tables that Keycloak makes and updates as it does its own. */
public final class KeyTables implements JpaEntityProvider, JpaEntityProviderFactory {
  @Override
  public List<Class<?>> getEntities() {
    return List.of(LastStep.class, HiddenKey.class);
  }

  @Override
  public String getChangelogLocation() {
    return "META-INF/campus-otp-changelog.xml";
  }

  @Override
  public String getFactoryId() {
    return getId();
  }

  @Override
  public String getId() {
    return "campus-otp";
  }

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return this;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
