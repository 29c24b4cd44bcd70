package io.github.campusotp.fake;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.Statistics;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProviderFactory;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.connections.jpa.support.EntityManagerProxy;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;

/** The extension's table in H2. */
public final class FakeDatabase {
  private static final String URL = "jdbc:h2:mem:steps;LOCK_TIMEOUT=60000;DB_CLOSE_DELAY=-1";
  private static final EntityManagerFactory H2 =
      new Configuration()
          .addAnnotatedClasses(entities())
          .setProperty("jakarta.persistence.jdbc.url", URL)
          .setProperty("hibernate.hbm2ddl.auto", "create")
          .setProperty("hibernate.hbm2ddl.create_namespaces", "true")
          .setProperty("hibernate.default_schema", "KEYCLOAK") // as db-schema does
          .setProperty("hibernate.connection.pool_size", 50)
          .buildSessionFactory();

  private static final AtomicLong WITHOUT_HIBERNATE = new AtomicLong();

  private static EntityManager last;

  private FakeDatabase() {}

  private static Class<?>[] entities() {
    return Ours.of(JpaEntityProviderFactory.class).stream()
        .flatMap(factory -> factory.create(null).getEntities().stream())
        .toArray(Class<?>[]::new);
  }

  /** An empty table in one transaction; what was done in the one before is undone. */
  static synchronized JpaConnectionProvider empty() {
    if (last != null) {
      last.getTransaction().rollback();
      last.close();
    }
    last = H2.createEntityManager();
    last.getTransaction().begin();
    last.createQuery("delete from LastStep").executeUpdate();
    return provider(last);
  }

  /** Whose connections belong to that transaction. */
  static JpaConnectionProviderFactory ofTheSameTransaction() {
    return connections(
        () -> last.unwrap(org.hibernate.Session.class).doReturningWork(connection -> connection));
  }

  /** A session with a transaction that ends with it, and a factory that makes more. */
  public static KeycloakSession session() {
    return Fake.of(
        KeycloakSession.class, new Session(null, () -> DriverManager.getConnection(URL)));
  }

  /** A session whose database answers to statements, and to other sessions, with this. */
  public static KeycloakSession refusing(RuntimeException other, SQLException statements) {
    Connection refused =
        Fake.of(
            Connection.class,
            new Object() {
              PreparedStatement prepareStatement(String sql) throws SQLException {
                throw statements;
              }

              boolean getAutoCommit() {
                return true;
              }

              void close() {}
            });
    return Fake.of(KeycloakSession.class, new Session(other, () -> refused));
  }

  /** How many statements something sends to the database, in whatever transactions. */
  public static long statements(Runnable task) {
    Statistics statistics = H2.unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    long before = statistics.getPrepareStatementCount() + WITHOUT_HIBERNATE.get();
    task.run();
    return statistics.getPrepareStatementCount() + WITHOUT_HIBERNATE.get() - before;
  }

  /** How many rows a session sees. */
  public static long rows(KeycloakSession session) {
    return session
        .getProvider(JpaConnectionProvider.class)
        .getEntityManager()
        .createQuery("select count(*) from LastStep", Long.class)
        .getSingleResult();
  }

  private static JpaConnectionProvider provider(EntityManager entities) {
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

  private static JpaConnectionProviderFactory connections(Callable<Connection> connections) {
    return Fake.of(
        JpaConnectionProviderFactory.class,
        new Object() {
          Connection getConnection() throws Exception {
            Connection connection = connections.call();
            return Fake.of(
                Connection.class,
                new Object() {
                  PreparedStatement prepareStatement(String sql) throws SQLException {
                    WITHOUT_HIBERNATE.incrementAndGet();
                    return connection.prepareStatement(sql);
                  }

                  void close() throws SQLException {
                    if (connection.getAutoCommit()) {
                      connection.close();
                    }
                  }
                });
          }
        });
  }

  /** Ends its transaction when it is closed, as Keycloak's own. */
  private static final class Session {
    private final Map<String, Object> attributes = new HashMap<>();
    private final EntityManager entities = H2.createEntityManager();
    private final JpaConnectionProvider provider = provider(entities);
    private final KeycloakSessionFactory factory;

    Session(RuntimeException refusal, Callable<Connection> connections) {
      this.factory =
          Fake.of(
              KeycloakSessionFactory.class,
              new Object() {
                KeycloakSession create() {
                  if (refusal != null) {
                    throw refusal;
                  }
                  return Fake.of(KeycloakSession.class, new Session(null, connections));
                }

                ProviderFactory<?> getProviderFactory(Class<?> type) {
                  return type == JpaConnectionProvider.class ? connections(connections) : null;
                }
              });
    }

    KeycloakSessionFactory getKeycloakSessionFactory() {
      return factory;
    }

    Provider getProvider(Class<?> type) {
      return provider;
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
