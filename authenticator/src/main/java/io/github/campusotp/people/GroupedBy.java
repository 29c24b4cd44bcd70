package io.github.campusotp.people;

import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What people are told apart by in a report. */
public enum GroupedBy {
  /** Not at all. */
  REALM("u.realmId", "UserEntity u") {
    @Override
    String name(KeycloakSession session, RealmModel realm, String id) {
      return realm.getName();
    }
  },
  /** The groups that they are in themselves: a member of two counts in both. */
  GROUP("m.groupId", "UserGroupMembershipEntity m join m.user u") {
    @Override
    String name(KeycloakSession session, RealmModel realm, String id) {
      return KeycloakModelUtils.buildGroupPath(session.groups().getGroupById(realm, id));
    }
  },
  /** The roles that they were given themselves. */
  ROLE("m.roleId", "UserRoleMappingEntity m join m.user u") {
    @Override
    String name(KeycloakSession session, RealmModel realm, String id) {
      RoleModel role = realm.getRoleById(id);
      return role.getContainer() instanceof ClientModel client
          ? KeycloakModelUtils.buildRoleQualifier(client.getClientId(), role.getName())
          : role.getName();
    }
  },
  /** The directory that they come from. */
  FEDERATION("u.federationLink", "UserEntity u") {
    @Override
    String name(KeycloakSession session, RealmModel realm, String id) {
      return id == null ? "" : People.federation(realm, id);
    }
  };

  private final String id;
  private final String rows;

  GroupedBy(String id, String rows) {
    this.id = id;
    this.rows = rows;
  }

  /** What tells them apart, in JPQL. */
  String id() {
    return id;
  }

  /** Where that stands, with the user {@code u}, in JPQL. */
  String rows() {
    return rows;
  }

  /** As administrators know it. */
  abstract String name(KeycloakSession session, RealmModel realm, String id);
}
