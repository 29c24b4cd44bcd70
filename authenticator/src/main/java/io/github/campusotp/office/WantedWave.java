package io.github.campusotp.office;

import io.github.campusotp.people.SetUp;
import io.github.campusotp.people.Wave;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Who has to do what at their next sign-on.
 *
 * @param search as for people; null or empty for all
 * @param missing as for people
 * @param group as for people
 * @param role as for people
 * @param action id of the required action
 * @param dryRun whether only to count
 * @param reason in words
 */
public record WantedWave(
    String search,
    String missing,
    String group,
    String role,
    String action,
    boolean dryRun,
    String reason) {

  /** For the admin event: the action, and who is reached. */
  Map<String, String> details() {
    Map<String, String> details = new HashMap<>();
    details.put("action", action);
    details.put("search", search);
    details.put("missing", missing);
    details.put("group", group);
    details.put("role", role);
    return details; // Keycloak leaves out what is not there
  }

  Wave in(KeycloakSession session, RealmModel realm) {
    SetUp what =
        Arrays.stream(SetUp.values())
            .filter(one -> one.action().equals(action))
            .findFirst()
            .orElseThrow(
                () ->
                    Query.refusal(
                        "action is one of "
                            + Arrays.stream(SetUp.values())
                                .map(SetUp::action)
                                .collect(Collectors.joining(", "))));
    return new Wave(
        session, realm, Query.people(session, realm, search, missing, group, role), what);
  }
}
