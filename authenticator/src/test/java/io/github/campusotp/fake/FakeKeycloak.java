package io.github.campusotp.fake;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.cache.AlternativeLookupProvider;
import org.keycloak.common.ClientConnection;
import org.keycloak.common.Profile;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.cookie.CookieProvider;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventType;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.http.HttpResponse;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.GroupProvider;
import org.keycloak.models.GroupProviderFactory;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.RoleModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.ThemeManager;
import org.keycloak.models.UserLoginFailureProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.AuthenticationSessionProvider;
import org.keycloak.sessions.RootAuthenticationSessionModel;
import org.keycloak.theme.freemarker.FreeMarkerProvider;
import org.keycloak.tracing.TracingProvider;
import org.keycloak.transaction.JtaTransactionManagerLookup;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;
import org.keycloak.userprofile.UserProfileProvider;

/** One node of Keycloak with one realm, answering one request after another. */
public final class FakeKeycloak {
  private static final String LISTENER = "noted";

  private final KeycloakSession session = Fake.of(KeycloakSession.class, this);
  private final KeycloakContext context = Fake.of(KeycloakContext.class, new Context());
  private final KeycloakSessionFactory factory =
      Fake.of(KeycloakSessionFactory.class, new Factory());
  private final FakeRealm realm = new FakeRealm();
  private final FakeServerConfig server = new FakeServerConfig();
  private final FakeMail mail = new FakeMail();
  private final FakeBruteForce bruteForce = new FakeBruteForce();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, UserModel> users = new HashMap<>();
  private final Map<String, UserSessionModel> userSessions = new HashMap<>();
  private final Map<Class<?>, Provider> providers = new HashMap<>();
  private final Map<String, ProviderFactory<?>> factories = new HashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private final List<KeycloakTransaction> afterCompletion = new ArrayList<>();
  private final SingleUseObjectProvider singleUseObjects;
  private FakeRequest request = FakeRequest.from("192.0.2.1");
  private FakePages pages = new FakePages();
  private FakeResponse response = new FakeResponse();
  private AuthenticationSessionModel signOn;
  private byte[] secret = {1};

  /** A node alone, by the clock of the machine. */
  public FakeKeycloak() {
    this(new FakeSingleUseObjects(Clock.systemUTC()));
  }

  /**
   * @param singleUseObjects which it shares with other nodes
   */
  public FakeKeycloak(SingleUseObjectProvider singleUseObjects) {
    this.singleUseObjects = singleUseObjects;
    Profile.defaults();
    provide(EventListenerProvider.class, listener());
    provide(FreeMarkerProvider.class, mail.templates());
    provide(EmailSenderProvider.class, mail.server());
    provide(ExecutorsProvider.class, mail.executors());
    provide(BruteForceProtector.class, bruteForce.model());
    provide(TracingProvider.class, FakeProviders.tracing());
    provide(HostnameProvider.class, hostname());
    provide(UserProfileProvider.class, FakeProviders.userProfile());
    provide(LoginProtocol.class, FakeProviders.protocol());
    provide(CredentialProvider.class, FakeProviders.oneTimePasswords(session));
    provide(CookieProvider.class, FakeIdentityCookie.none().cookies());
    provide(SignatureProvider.class, FakeIdentityCookie.signatures());
    provide(PasswordHashProvider.class, FakeProviders.passwordHash());
  }

  public KeycloakSession session() {
    return session;
  }

  public FakeRealm realm() {
    return realm;
  }

  /** Gives the realm another key to sign with for itself. */
  public void setSecret(byte[] secret) {
    this.secret = secret;
  }

  public FakeServerConfig server() {
    return server;
  }

  public FakeMail mail() {
    return mail;
  }

  public FakeBruteForce bruteForce() {
    return bruteForce;
  }

  /** Every event that was sent, the oldest first. */
  public List<Event> events() {
    return events;
  }

  /** Every event that was sent, by type and error. */
  public List<String> eventNames() {
    return events.stream()
        .map(event -> event.getType() + (event.getError() == null ? "" : " " + event.getError()))
        .toList();
  }

  /** The next request, whose pages begin anew; the one before it is through. */
  public void request(FakeRequest next) {
    afterCompletion.forEach(KeycloakTransaction::commit);
    afterCompletion.clear();
    request = next;
    pages = new FakePages();
    response = new FakeResponse();
  }

  /** What the present request was answered beside its page. */
  public FakeResponse response() {
    return response;
  }

  /** The sign-on that the next requests belong to. */
  public void signOn(FakeAuthenticationSession next) {
    signOn = next.model();
  }

  public <T extends UserModel> T add(T user) {
    users.put(user.getId(), user);
    return user;
  }

  public FakeUserSession add(FakeUserSession userSession) {
    userSessions.put(userSession.model().getId(), userSession.model());
    return userSession;
  }

  /** The browser's session, which its cookie names. */
  public void signedOn(FakeUserSession userSession) {
    add(userSession);
    provide(CookieProvider.class, FakeIdentityCookie.of(userSession).cookies());
  }

  /** Ends every session; browsers keep their cookies. */
  public void endSessions() {
    userSessions.clear();
  }

  /** Provides it for this type, whichever of several is asked for. */
  public <T extends Provider> void provide(Class<T> type, T provider) {
    providers.put(type, provider);
  }

  /** Installs a factory under its id. */
  public void install(ProviderFactory<?> installed) {
    factories.put(installed.getId(), installed);
  }

  /** A page of the present request, with all that was said for it so far. */
  public FakePage pageSoFar() {
    return FakePage.in(pages.createForm(""));
  }

  /** The event of the present request, to be filled. */
  public EventBuilder event(EventType type) {
    return new EventBuilder(realm.model(), session, request.connection()).event(type);
  }

  FakeRequest request() {
    return request;
  }

  KeycloakContext getContext() {
    return context;
  }

  KeycloakSessionFactory getKeycloakSessionFactory() {
    return factory;
  }

  AuthenticationSessionProvider authenticationSessions() {
    return Fake.of(
        AuthenticationSessionProvider.class,
        new Object() {
          RootAuthenticationSessionModel getRootAuthenticationSession(
              RealmModel ofRealm, String id) {
            return signOn.getParentSession();
          }
        });
  }

  UserLoginFailureProvider loginFailures() {
    return bruteForce.counted();
  }

  SingleUseObjectProvider singleUseObjects() {
    return singleUseObjects;
  }

  Provider getProvider(Class<?> type) {
    if (type == LoginFormsProvider.class) {
      return pages.model();
    }
    if (type == UserProvider.class) {
      return users();
    }
    if (type == AlternativeLookupProvider.class) {
      return Fake.of(
          AlternativeLookupProvider.class,
          new Object() {
            RoleModel lookupRoleFromString(RealmModel ofRealm, String name) {
              return ofRealm.getRole(name);
            }
          });
    }
    if (type == JpaConnectionProvider.class) {
      return providers.computeIfAbsent(type, absent -> FakeDatabase.empty());
    }
    if (!providers.containsKey(type)) {
      throw new UnsupportedOperationException(type + " has no fake");
    }
    return providers.get(type);
  }

  Provider getProvider(Class<?> type, String id) {
    return getProvider(type);
  }

  ThemeManager theme() {
    return mail.themes();
  }

  Object getAttribute(String name) {
    return attributes.get(name);
  }

  void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  void close() {}

  RealmProvider realms() {
    return Fake.of(
        RealmProvider.class,
        new Object() {
          RealmModel getRealm(String id) {
            return realm.model();
          }
        });
  }

  IdentityProviderStorageProvider identityProviders() {
    return (IdentityProviderStorageProvider) getProvider(IdentityProviderStorageProvider.class);
  }

  GroupProvider groups() {
    return Fake.of(
        GroupProvider.class,
        new Object() {
          GroupModel getGroupByName(RealmModel ofRealm, GroupModel parent, String name) {
            return parent == null ? realm.getGroup(name) : null;
          }
        });
  }

  UserProvider users() {
    return Fake.of(
        UserProvider.class,
        new Object() {
          UserModel getUserById(RealmModel ofRealm, String id) {
            return users.get(id);
          }

          int getNotBeforeOfUser(RealmModel ofRealm, UserModel user) {
            return 0;
          }

          UserModel getUserByUsername(RealmModel ofRealm, String name) {
            return users.values().stream()
                .filter(user -> user.getUsername().equals(name))
                .findFirst()
                .orElse(null);
          }
        });
  }

  UserSessionProvider sessions() {
    return Fake.of(
        UserSessionProvider.class,
        new Object() {
          UserSessionModel getUserSession(RealmModel ofRealm, String id) {
            return userSessions.get(id);
          }

          Stream<UserSessionModel> getUserSessionsStream(RealmModel ofRealm, UserModel user) {
            return userSessions.values().stream().filter(found -> found.getUser() == user);
          }
        });
  }

  KeycloakTransactionManager getTransactionManager() {
    return Fake.of(
        KeycloakTransactionManager.class,
        new Object() {
          void begin() {}

          void setRollbackOnly() {}

          void enlistAfterCompletion(KeycloakTransaction last) {
            last.begin();
            afterCompletion.add(last);
          }
        });
  }

  KeyManager keys() {
    return Fake.of(
        KeyManager.class,
        new Object() {
          KeyWrapper getActiveKey(RealmModel ofRealm, KeyUse use, String algorithm) {
            KeyWrapper key = new KeyWrapper();
            key.setSecretKey(new SecretKeySpec(secret, algorithm));
            return key;
          }
        });
  }

  private EventListenerProvider listener() {
    return Fake.of(
        EventListenerProvider.class,
        new Object() {
          void onEvent(Event event) {
            events.add(event.clone());
          }
        });
  }

  private HostnameProvider hostname() {
    return Fake.of(
        HostnameProvider.class,
        new Object() {
          URI getBaseUri(UriInfo requested, UrlType type) {
            return request.base();
          }
        });
  }

  private final class Context {
    RealmModel getRealm() {
      return realm.model();
    }

    void setRealm(RealmModel same) {}

    void setUserSession(UserSessionModel known) {}

    ClientModel getClient() {
      return null;
    }

    HttpRequest getHttpRequest() {
      return request.model();
    }

    HttpHeaders getRequestHeaders() {
      return request.getHttpHeaders();
    }

    HttpResponse getHttpResponse() {
      return response.model();
    }

    ClientConnection getConnection() {
      return request.connection();
    }

    KeycloakUriInfo getUri() {
      return new KeycloakUriInfo(session, UrlType.FRONTEND, request.uri());
    }

    AuthenticationSessionModel getAuthenticationSession() {
      return signOn;
    }

    Locale resolveLocale(UserModel user, boolean ignoreBrowser) {
      return Locale.JAPANESE;
    }
  }

  private final class Factory {
    KeycloakSession create() {
      return session;
    }

    ProviderFactory<?> getProviderFactory(Class<?> type) {
      if (type == JpaConnectionProvider.class) {
        return FakeDatabase.ofTheSameTransaction();
      }
      if (type == JtaTransactionManagerLookup.class) {
        return null;
      }
      return Fake.of(
          GroupProviderFactory.class,
          new Object() {
            boolean escapeSlashesInGroupPath() {
              return false;
            }
          });
    }

    ProviderFactory<?> getProviderFactory(Class<?> type, String id) {
      return factories.get(id);
    }

    Stream<ProviderFactory<?>> getProviderFactoriesStream(Class<?> type) {
      return Stream.of(
          Fake.of(
              EventListenerProviderFactory.class,
              new Object() {
                String getId() {
                  return LISTENER;
                }

                boolean isGlobal() {
                  return true;
                }
              }));
    }
  }
}
