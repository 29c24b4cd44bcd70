package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.PostMigrationEvent;

class OfficeRolesTest {
  private final Management omu = new Management();
  private final Management library = new Management();
  private final List<RealmModel> realms = List.of(realm("master", null), realm("omu", omu));

  @Test
  void areMadeInEveryRealmWhenTheServerStarts() {
    start();
    assertThat(omu.roles.keySet())
        .containsExactlyInAnyOrder("campus-help-desk", "campus-administrator");
    assertThat(omu.composites.get("campus-administrator")).containsExactly("campus-help-desk");
    assertThat(omu.composites.get("campus-help-desk")).isEmpty();
    start();
    assertThat(omu.composites.get("campus-administrator")).as("once").hasSize(1);
  }

  @Test
  void areMadeInANewRealm() {
    new OfficeRoles()
        .onEvent(
            Fake.of(
                RealmModel.RealmPostCreateEvent.class,
                new Object() {
                  RealmModel getCreatedRealm() {
                    return realm("library", library);
                  }
                }));
    assertThat(library.composites.get("campus-administrator")).containsExactly("campus-help-desk");
  }

  /** Tokens of the page are good for nothing else, and it asks for the second factor on campus. */
  @Test
  void thePageIsAServiceAtLevelTwoForTheseRolesAlone() {
    start();
    start();
    assertThat(omu.clients).hasSize(1);
    Client office = omu.clients.get("campus-office");
    assertThat(office.attributes)
        .containsEntry("minimum.acr.value", "2")
        .containsEntry("acr.loa.map", "{\"2\":2}")
        .containsEntry("pkce.code.challenge.method", "S256");
    assertThat(office.scope).containsExactlyInAnyOrder("campus-help-desk", "campus-administrator");
    assertThat(office.redirectUris).containsExactly("/realms/omu/office");
    assertThat(office.fullScope).isFalse();
  }

  /** Else one realm would keep all others from their sign-ons. */
  @Test
  void theServerStartsAlsoWithoutThem() {
    omu.broken = true;
    start();
    assertThat(omu.roles).isEmpty();
  }

  @Test
  void mayBeMadeByAnotherNodeMeanwhile() {
    omu.taken = true;
    start();
    assertThat(omu.roles).isEmpty();
  }

  private void start() {
    new OfficeRoles().onEvent(new PostMigrationEvent(Fake.of(KeycloakSessionFactory.class, this)));
  }

  /** As the factory of the server that starts. */
  KeycloakSession create() {
    return Fake.of(KeycloakSession.class, new Session());
  }

  private static RealmModel realm(String id, Management management) {
    return Fake.of(
        RealmModel.class,
        new Object() {
          String getId() {
            return id;
          }

          String getName() {
            return id;
          }

          ClientModel getClientByClientId(String client) {
            if (management == null) {
              return null;
            }
            return client.equals("realm-management")
                ? Fake.of(ClientModel.class, management)
                : Optional.ofNullable(management.clients.get(client))
                    .map(there -> Fake.of(ClientModel.class, there))
                    .orElse(null);
          }

          ClientModel addClient(String client) {
            management.clients.put(client, new Client());
            return getClientByClientId(client);
          }

          Stream<ClientScopeModel> getClientScopesStream() {
            return Stream.empty();
          }
        });
  }

  private final class Session {
    RealmProvider realms() {
      return Fake.of(
          RealmProvider.class,
          new Object() {
            Stream<RealmModel> getRealmsStream() {
              return realms.stream();
            }

            RealmModel getRealm(String id) {
              return realms.stream().filter(realm -> realm.getId().equals(id)).findFirst().get();
            }
          });
    }

    KeycloakTransactionManager getTransactionManager() {
      return Fake.of(
          KeycloakTransactionManager.class,
          new Object() {
            void begin() {}

            void setRollbackOnly() {}
          });
    }

    Object getAttribute(String name) {
      return null;
    }

    void setAttribute(String name, Object value) {}

    void close() {}
  }

  /** A client that is made. */
  private static final class Client {
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<String> scope = new ArrayList<>();
    private Set<String> redirectUris;
    private boolean fullScope = true;

    void setName(String name) {}

    void setEnabled(boolean enabled) {}

    void setProtocol(String protocol) {}

    void setPublicClient(boolean isPublic) {}

    void setStandardFlowEnabled(boolean enabled) {}

    void setRootUrl(String url) {}

    void setBaseUrl(String url) {}

    void setRedirectUris(Set<String> uris) {
      redirectUris = uris;
    }

    void setFullScopeAllowed(boolean allowed) {
      fullScope = allowed;
    }

    void addScopeMapping(RoleModel role) {
      scope.add(role.getName());
    }

    void setAttribute(String name, String value) {
      attributes.put(name, value);
    }
  }

  /** The client with the roles of administrators. */
  private static final class Management {
    private final Map<String, RoleModel> roles = new LinkedHashMap<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Map<String, List<String>> composites = new LinkedHashMap<>();
    private boolean taken;
    private boolean broken;

    RoleModel getRole(String name) {
      return roles.get(name);
    }

    RoleModel addRole(String name) {
      if (broken) {
        throw new IllegalStateException("read only");
      }
      if (taken) {
        throw new ModelDuplicateException(name);
      }
      composites.put(name, new ArrayList<>());
      RoleModel role = Fake.of(RoleModel.class, new Role(name));
      roles.put(name, role);
      return role;
    }

    private final class Role {
      private final String name;

      Role(String name) {
        this.name = name;
      }

      String getName() {
        return name;
      }

      String getDescription() {
        return null;
      }

      void setDescription(String text) {}

      Stream<RoleModel> getCompositesStream() {
        return composites.get(name).stream().map(roles::get);
      }

      void addCompositeRole(RoleModel part) {
        composites.get(name).add(part.getName());
      }
    }
  }
}
