package io.github.campusotp.fake;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.Statistics;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.connections.jpa.support.EntityManagerProxy;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.provider.Provider;

/** The extension's table in H2. */
public final class FakeDatabase {
  private static final EntityManagerFactory H2 =
      new Configuration()
          .addAnnotatedClasses(entities())
          .setProperty("jakarta.persistence.jdbc.url", "jdbc:h2:mem:steps;LOCK_TIMEOUT=60000")
          .setProperty("hibernate.hbm2ddl.auto", "create")
          .setProperty("hibernate.hbm2ddl.create_namespaces", "true")
          .setProperty("hibernate.default_schema", "KEYCLOAK") // as db-schema does
          .setProperty("hibernate.connection.pool_size", 50)
          .buildSessionFactory();

  private static EntityManager last;

  private FakeDatabase() {}

  private static Class<?>[] entities() {
    return Ours.of(JpaEntityProviderFactory.class).stream()
        .flatMap(factory -> factory.create(null).getEntities().stream())
        .toArray(Class<?>[]::new);
  }

  /** An empty table; what was done in the one before is undone. */
  static synchronized JpaConnectionProvider empty() {
    if (last != null) {
      last.getTransaction().rollback();
      last.close();
    }
    last = H2.createEntityManager();
    last.getTransaction().begin();
    last.createQuery("delete from LastStep").executeUpdate();
    return connection(last);
  }

  /** Makes sessions, each with a transaction that ends with it. */
  public static KeycloakSessionFactory sessions() {
    return sessions(Session::new);
  }

  /** Makes sessions whose database refuses everything with this. */
  public static KeycloakSessionFactory refusing(RuntimeException answer) {
    return sessions(
        () ->
            new Session() {
              @Override
              Provider getProvider(Class<?> type) {
                throw answer;
              }
            });
  }

  private static KeycloakSessionFactory sessions(Supplier<Session> sessions) {
    return Fake.of(
        KeycloakSessionFactory.class,
        new Object() {
          KeycloakSession create() {
            return Fake.of(KeycloakSession.class, sessions.get());
          }
        });
  }

  /** How many statements something sends to the database, in whatever transactions. */
  public static long statements(Runnable task) {
    Statistics statistics = H2.unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    long before = statistics.getPrepareStatementCount();
    task.run();
    return statistics.getPrepareStatementCount() - before;
  }

  /** How many rows a session sees. */
  public static long rows(KeycloakSession session) {
    return session
        .getProvider(JpaConnectionProvider.class)
        .getEntityManager()
        .createQuery("select count(*) from LastStep", Long.class)
        .getSingleResult();
  }

  private static JpaConnectionProvider connection(EntityManager entities) {
    KeycloakSession withoutBatches =
        Fake.of(
            KeycloakSession.class,
            new Object() {
              Object getAttribute(String name) {
                return null;
              }
            });
    EntityManager asInKeycloak = EntityManagerProxy.create(withoutBatches, entities, false);
    return Fake.of(
        JpaConnectionProvider.class,
        new Object() {
          EntityManager getEntityManager() {
            return asInKeycloak;
          }
        });
  }

  /** Ends its transaction when it is closed, as Keycloak's own. */
  private static class Session {
    private final Map<String, Object> attributes = new HashMap<>();
    private final EntityManager entities = H2.createEntityManager();
    private final JpaConnectionProvider connection = connection(entities);

    Provider getProvider(Class<?> type) {
      return connection;
    }

    Object getAttribute(String name) {
      return attributes.get(name);
    }

    void setAttribute(String name, Object value) {
      attributes.put(name, value);
    }

    KeycloakTransactionManager getTransactionManager() {
      return Fake.of(
          KeycloakTransactionManager.class,
          new Object() {
            void begin() {
              entities.getTransaction().begin();
            }

            void setRollbackOnly() {
              entities.getTransaction().setRollbackOnly();
            }
          });
    }

    void close() {
      if (entities.getTransaction().getRollbackOnly()) {
        entities.getTransaction().rollback();
      } else {
        entities.getTransaction().commit();
      }
      entities.close();
    }
  }
}
