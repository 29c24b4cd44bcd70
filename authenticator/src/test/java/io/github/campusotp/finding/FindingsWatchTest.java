package io.github.campusotp.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

class FindingsWatchTest {
  private static final String EVENTS =
      "WARN Realm omu, Realm settings, Events: events are not saved: the help desk cannot say why"
          + " a sign-on failed: switch Save events on";

  private final Server server = new Server();
  private final Log log = new Log();
  private final Logger logger = Logger.getLogger(FindingsWatch.class.getName());
  private boolean eventsEnabled;
  private boolean bruteForceProtected = true;

  private SoundRealm realm =
      new SoundRealm() {
        @Override
        boolean isEventsEnabled() {
          return eventsEnabled;
        }

        @Override
        boolean isBruteForceProtected() {
          return bruteForceProtected;
        }
      };

  @BeforeEach
  void listen() {
    logger.addHandler(log);
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(log);
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
  }

  @Test
  void looksWhenTheRealmsAreThereAndLogsWhatIsNew() {
    FindingsWatch.register(server.factory());
    assertThat(server.task).isNull();
    server.start();
    assertThat(log.lines).containsExactly(EVENTS);

    server.look();
    assertThat(log.lines).as("nothing is new").containsExactly(EVENTS);

    bruteForceProtected = false;
    server.look();
    assertThat(log.lines).hasSize(2).last().asString().startsWith("ERROR Realm omu, ");

    eventsEnabled = true;
    server.look();
    eventsEnabled = false;
    server.look();
    assertThat(log.lines).as("it came back").hasSize(3).last().isEqualTo(EVENTS);
  }

  @Test
  void tellsEachRealmsFindings() {
    FindingsWatch.register(server.factory());
    server.start();
    assertThat(server.checked)
        .singleElement()
        .satisfies(
            checked -> {
              assertThat(checked.byRealm()).containsOnlyKeys("omu");
              assertThat(checked.byRealm().get("omu"))
                  .extracting(Finding::id)
                  .containsExactly("events-off");
            });
  }

  /** Reading a policy logs what is wrong with it; the server is the same in every realm. */
  @Test
  void logsNothingTwice() {
    eventsEnabled = true;
    realm =
        new SoundRealm() {
          @Override
          Map<String, String> policy() {
            return Map.of("networks", "campus = nowhere", "trustedProxies", "192.0.2.0/23");
          }
        };
    realm.server("kc.proxy-headers", "xforwarded");
    FindingsWatch.register(server.factory());
    server.start();
    assertThat(server.checked.get(0).byRealm().get("omu"))
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("every-proxy-trusted", "policy-mistake", "wide-proxies");
    assertThat(log.lines)
        .singleElement()
        .asString()
        .startsWith("ERROR proxy-trusted-addresses: proxy-headers is set");
  }

  /** What is logged, with its level. */
  private static final class Log extends Handler {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
        lines.add(line.getLevel() + " " + line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** A server with the realm and one that the extension is not in. */
  private final class Server {
    private final List<ProviderEventListener> listeners = new ArrayList<>();
    private final List<FindingsChecked> checked = new ArrayList<>();
    private final KeycloakSessionFactory factory = Fake.of(KeycloakSessionFactory.class, this);
    private ScheduledTask task;

    KeycloakSessionFactory factory() {
      return factory;
    }

    void start() {
      listeners.forEach(listener -> listener.onEvent(new PostMigrationEvent(factory)));
      look();
    }

    void look() {
      task.run(create());
    }

    void register(ProviderEventListener listener) {
      listeners.add(listener);
    }

    void publish(ProviderEvent event) {
      checked.add((FindingsChecked) event);
    }

    KeycloakSession create() {
      KeycloakSession inRealm = realm.session();
      return Fake.of(
          KeycloakSession.class,
          new Object() {
            Object getProvider(Class<?> type) {
              return type == TimerProvider.class
                  ? timer()
                  : inRealm.getProvider(type.asSubclass(Provider.class));
            }

            Object identityProviders() {
              return inRealm.identityProviders();
            }

            KeycloakSessionFactory getKeycloakSessionFactory() {
              return factory;
            }

            KeycloakContext getContext() {
              return inRealm.getContext();
            }

            KeycloakTransactionManager getTransactionManager() {
              return inRealm.getTransactionManager();
            }

            RealmProvider realms() {
              return Fake.of(RealmProvider.class, new Realms());
            }

            Object getAttribute(String name) {
              return null;
            }

            void setAttribute(String name, Object value) {}

            void close() {}
          });
    }

    private TimerProvider timer() {
      return Fake.of(
          TimerProvider.class,
          new Object() {
            void scheduleTask(ScheduledTask scheduled, long first, long pause, String name) {
              task = scheduled;
            }
          });
    }
  }

  private final class Realms {
    Stream<RealmModel> getRealmsStream() {
      RealmModel other =
          Fake.of(
              RealmModel.class,
              new Object() {
                RequiredActionProviderModel getRequiredActionProviderByAlias(String alias) {
                  return null;
                }
              });
      return Stream.of(realm.model(), other);
    }
  }
}
