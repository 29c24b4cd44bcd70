package io.github.campusotp.people;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;

/**
 * Which people are meant.
 *
 * @param search part of the username or of a name, whatever its case
 * @param missing what they have not set up
 * @param group which they are members of themselves, not by a group below it
 * @param role which they were given themselves, not by a group or another role
 */
public record PersonFilter(
    Optional<String> search,
    Optional<SetUp> missing,
    Optional<GroupModel> group,
    Optional<RoleModel> role) {
  /** All people of the realm. */
  public static final PersonFilter ALL =
      new PersonFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Conditions of the user {@code u}, in JPQL. */
  String conditions() {
    StringBuilder conditions = new StringBuilder();
    if (search.isPresent()) {
      conditions.append(
          " and (u.username like :search escape '!' or lower(u.firstName) like :search escape '!'"
              + " or lower(u.lastName) like :search escape '!')");
    }
    missing.map(SetUp::missing).ifPresent(conditions::append);
    if (group.isPresent()) {
      conditions.append(
          " and exists (select m.groupId from UserGroupMembershipEntity m"
              + " where m.user = u and m.groupId = :group)");
    }
    if (role.isPresent()) {
      conditions.append(
          " and exists (select r.roleId from UserRoleMappingEntity r"
              + " where r.user = u and r.roleId = :role)");
    }
    return conditions.toString();
  }

  /** What they are filled with. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    search.ifPresent(
        text ->
            parameters.put(
                "search", "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%"));
    group.ifPresent(found -> parameters.put("group", found.getId()));
    role.ifPresent(found -> parameters.put("role", found.getId()));
    return parameters;
  }
}
