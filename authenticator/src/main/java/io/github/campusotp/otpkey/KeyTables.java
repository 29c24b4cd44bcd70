package io.github.campusotp.otpkey;

import io.github.campusotp.limit.LastStep;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** What the extension keeps of keys: tables that Keycloak makes and updates as it does its own. */
public final class KeyTables implements JpaEntityProvider, JpaEntityProviderFactory {
  private static final List<Class<?>> ENTITIES = List.of(LastStep.class, HiddenKey.class);

  static EntityManager entities(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  /** Forgets keys that are no more, in the transaction that removes them. */
  static void forget(KeycloakSession session, List<String> credentials) {
    EntityManager entities = entities(session);
    for (Class<?> entity : ENTITIES) {
      credentials.stream()
          .map(credential -> entities.find(entity, credential))
          .filter(Objects::nonNull)
          .forEach(entities::remove);
    }
  }

  @Override
  public List<Class<?>> getEntities() {
    return ENTITIES;
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
