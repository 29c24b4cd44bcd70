package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
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

          ClientModel getClientByClientId(String client) {
            return management == null || !client.equals("realm-management")
                ? null
                : Fake.of(ClientModel.class, management);
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

  /** The client with the roles of administrators. */
  private static final class Management {
    private final Map<String, RoleModel> roles = new LinkedHashMap<>();
    private final Map<String, List<String>> composites = new LinkedHashMap<>();
    private boolean taken;

    RoleModel getRole(String name) {
      return roles.get(name);
    }

    RoleModel addRole(String name) {
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
