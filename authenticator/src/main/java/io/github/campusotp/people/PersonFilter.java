package io.github.campusotp.people;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;

/**
 * Which people are meant.
 *
 * @param search parts of the username or of the names, whatever their case and width; all of them
 *     count
 * @param missing what they have not set up
 * @param group which they are members of themselves, not by a group below it
 * @param role which they were given themselves, not by a group or another role
 */
public record PersonFilter(
    Optional<String> search,
    Optional<SetUp> missing,
    Optional<GroupModel> group,
    Optional<RoleModel> role) {
  private static final int MOST_WORDS = 5;

  /** All people of the realm. */
  public static final PersonFilter ALL =
      new PersonFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Conditions of the user {@code u}, in JPQL. */
  String conditions() {
    StringBuilder conditions = new StringBuilder();
    for (int word = 0; word < words().size(); word++) {
      conditions.append(
          " and (u.username like :word%1$d escape '!' or lower(u.firstName) like :word%1$d escape '!'"
                  .formatted(word)
              + " or lower(u.lastName) like :word%1$d escape '!'".formatted(word)
              + " or lower(concat(u.lastName, u.firstName)) like :word%d escape '!')"
                  .formatted(word));
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

  /** Each of them must be there: a whole name has two. */
  private List<String> words() {
    return search.stream()
        .map(text -> Normalizer.normalize(text, Normalizer.Form.NFKC)) // full width, as it is typed
        .flatMap(text -> Arrays.stream(text.strip().split("[\\s\\p{Z}]+")))
        .limit(MOST_WORDS)
        .toList();
  }

  /** What they are filled with. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    for (int word = 0; word < words().size(); word++) {
      String part = words().get(word).toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
      parameters.put("word" + word, "%" + part + "%");
    }
    group.ifPresent(found -> parameters.put("group", found.getId()));
    role.ifPresent(found -> parameters.put("role", found.getId()));
    return parameters;
  }
}
