package io.github.campusotp.people;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.recovery.RecoveryAddress;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.UUID;
import org.hibernate.cfg.Configuration;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.jpa.AdminEventEntity;
import org.keycloak.events.jpa.EventEntity;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.FederatedIdentityEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.jpa.entities.UserGroupMembershipEntity;
import org.keycloak.models.jpa.entities.UserRequiredActionEntity;
import org.keycloak.models.jpa.entities.UserRoleMappingEntity;
import org.keycloak.representations.idm.MembershipType;

/** Keycloak's own tables of users and events in H2. */
final class PeopleDatabase implements AutoCloseable {
  private static final EntityManagerFactory H2 =
      new Configuration()
          .addAnnotatedClasses(
              UserEntity.class,
              UserAttributeEntity.class,
              UserRequiredActionEntity.class,
              CredentialEntity.class,
              EventEntity.class,
              AdminEventEntity.class,
              FederatedIdentityEntity.class,
              UserGroupMembershipEntity.class,
              UserRoleMappingEntity.class)
          .setProperty("jakarta.persistence.jdbc.url", "jdbc:h2:mem:people;NON_KEYWORDS=VALUE")
          .setProperty("hibernate.hbm2ddl.auto", "create")
          .buildSessionFactory();

  private final EntityManager entities = H2.createEntityManager();
  private final String realm;

  /**
   * @param realm id of the realm whose users are added
   */
  PeopleDatabase(String realm) {
    this.realm = realm;
    entities.getTransaction().begin();
  }

  JpaConnectionProvider connection() {
    return Fake.of(
        JpaConnectionProvider.class,
        new Object() {
          EntityManager getEntityManager() {
            return entities;
          }
        });
  }

  /** Adds a user, who has no more than a name. */
  Added user(String username) {
    UserEntity user = new UserEntity();
    user.setId("id-of-" + username);
    user.setUsername(username);
    user.setRealmId(realm);
    user.setEnabled(true);
    entities.persist(user);
    return new Added(user);
  }

  /** Saves an event of a user at the portal. */
  void event(String username, long time, String type, String error, String details) {
    EventEntity event = new EventEntity();
    event.setId(UUID.randomUUID().toString());
    event.setRealmId(realm);
    event.setUserId("id-of-" + username);
    event.setTime(time);
    event.setType(type);
    event.setError(error);
    event.setClientId("portal");
    event.setIpAddress("192.0.2.1");
    event.setDetailsJson(details);
    entities.persist(event);
  }

  /** Saves what an administrator did. */
  void adminEvent(String path, long time, String administrator, String details) {
    AdminEventEntity event = new AdminEventEntity();
    event.setId(UUID.randomUUID().toString());
    event.setRealmId(realm);
    event.setTime(time);
    event.setResourcePath(path);
    event.setOperationType("ACTION");
    event.setAuthUserId(administrator);
    event.setDetailsJson(details);
    entities.persist(event);
  }

  /** Undoes all. */
  @Override
  public void close() {
    entities.getTransaction().rollback();
    entities.close();
  }

  /** A user that more can be given to. */
  final class Added {
    private final UserEntity user;

    private Added(UserEntity user) {
      this.user = user;
    }

    Added named(String lastName, String firstName) {
      user.setLastName(lastName);
      user.setFirstName(firstName);
      return this;
    }

    Added in(String otherRealm) {
      user.setRealmId(otherRealm);
      return this;
    }

    Added from(String directory) {
      user.setFederationLink(directory);
      return this;
    }

    Added of(String client) {
      user.setServiceAccountClientLink(client);
      return this;
    }

    /** Gives a credential. */
    Added with(String type, Long created) {
      CredentialEntity credential = new CredentialEntity();
      credential.setId(UUID.randomUUID().toString());
      credential.setType(type);
      credential.setCreatedDate(created);
      credential.setUser(user);
      entities.persist(credential);
      return this;
    }

    Added reachable(String address) {
      return attribute(RecoveryAddress.ATTRIBUTE, address);
    }

    Added attribute(String name, String value) {
      UserAttributeEntity attribute = new UserAttributeEntity();
      attribute.setId(UUID.randomUUID().toString());
      attribute.setName(name);
      attribute.setValue(value);
      attribute.setUser(user);
      entities.persist(attribute);
      return this;
    }

    Added owes(String action) {
      UserRequiredActionEntity owed = new UserRequiredActionEntity();
      owed.setUser(user);
      owed.setAction(action);
      entities.persist(owed);
      return this;
    }

    Added member(String group) {
      UserGroupMembershipEntity membership = new UserGroupMembershipEntity();
      membership.setUser(user);
      membership.setGroupId(group);
      membership.setMembershipType(MembershipType.MANAGED);
      entities.persist(membership);
      return this;
    }

    Added role(String role) {
      UserRoleMappingEntity mapping = new UserRoleMappingEntity();
      mapping.setUser(user);
      mapping.setRoleId(role);
      entities.persist(mapping);
      return this;
    }
  }
}
