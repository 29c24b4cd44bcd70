package io.github.campusotp.location;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.network.Problem;
import io.github.campusotp.network.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Which users are asked on campus too: those with one of these roles, or in one of these groups.
 * One name a line: a realm role, CLIENT.ROLE for a client's, or a group's path, which begins with a
 * slash; {@code #} starts a comment, unless it is part of a word.
 *
 * @param lines those that name something
 */
public record AlwaysAsked(List<Line> lines) {
  private static final String GROUP = "/";

  /**
   * A role or a group.
   *
   * @param number of the line, from 1
   * @param name as it was typed
   */
  public record Line(int number, String name) {}

  static AlwaysAsked parse(String text) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String raw : text == null ? List.<String>of() : text.lines().toList()) {
      number++;
      String name = raw.replaceFirst("(^|\\s)#.*", "").strip();
      if (!name.isEmpty()) {
        lines.add(new Line(number, name));
      }
    }
    return new AlwaysAsked(List.copyOf(lines));
  }

  /**
   * Whether a user is asked. A line that names what is not there may mean anyone: all are asked.
   *
   * @param session of the running request, in whose realm roles and groups are looked for
   * @return the first line that says so; empty if the user is not asked
   */
  Optional<Reason> of(KeycloakSession session, UserModel user) {
    RealmModel realm = session.getContext().getRealm();
    for (Line line : lines) {
      Optional<Predicate<UserModel>> members = members(session, realm, line);
      if (members.isEmpty() || members.get().test(user)) {
        String rule = (members.isEmpty() ? "missing " : "") + line.name();
        return Optional.of(new Reason(Reason.Source.PERSON, Decision.SECOND_FACTOR, rule));
      }
    }
    return Optional.empty();
  }

  /**
   * What a realm does not have.
   *
   * @return one for each line that names no role or group of the realm
   */
  public List<Problem> problems(KeycloakSession session, RealmModel realm) {
    return lines.stream()
        .filter(line -> members(session, realm, line).isEmpty())
        .map(
            line ->
                new Problem(
                    line.number(),
                    Quoted.of(line.name()),
                    "there is no such "
                        + (line.name().startsWith(GROUP) ? "group" : "role")
                        + "; write the name of a realm role, CLIENT.ROLE for a client's role, or a"
                        + " group's path as in /staff/office",
                    "all users are asked on campus, too"))
        .toList();
  }

  /** Whether a user is meant by a line; empty if what it names is not there. */
  private static Optional<Predicate<UserModel>> members(
      KeycloakSession session, RealmModel realm, Line line) {
    if (line.name().startsWith(GROUP)) {
      return Optional.ofNullable(KeycloakModelUtils.findGroupByPath(session, realm, line.name()))
          .map(group -> user -> user.isMemberOf(group));
    }
    return Optional.ofNullable(KeycloakModelUtils.getRoleFromString(session, realm, line.name()))
        .map(role -> user -> user.hasRole(role));
  }
}
