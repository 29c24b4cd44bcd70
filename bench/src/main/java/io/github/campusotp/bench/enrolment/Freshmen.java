package io.github.campusotp.bench.enrolment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * People with a password, and with neither key nor recovery address. Keycloak imports the first,
 * and so hashes the password as it does by default; the others are copies in the database, since
 * hashing thousands of passwords would take longer than the run.
 */
final class Freshmen {
  static final String PASSWORD = "first-password";

  private static final String FIRST = "(SELECT id FROM user_entity WHERE username = 'f0')";

  private Freshmen() {}

  static String username(int person) {
    return "f" + person;
  }

  /** A users file of realm omu, for Keycloak's import, with person 0. */
  static String usersFile() {
    return """
        {"realm": "omu", "users": [{"username": "f0", "enabled": true, "email": "f0@st.example.jp",
          "firstName": "太郎", "lastName": "公立", "realmRoles": ["default-roles-omu"],
          "credentials": [{"type": "password", "value": "%s"}]}]}
        """
        .formatted(PASSWORD);
  }

  /**
   * Adds the people from 1 to that number.
   *
   * @param database Keycloak's, with person 0 in it
   * @param number how many
   */
  static void admit(DataSource database, int number) throws SQLException {
    String id = "md5('user ' || n)::uuid::text";
    String email = "'f' || n || '@st.example.jp'";
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      copy(
          statement,
          "user_entity",
          "id = " + FIRST,
          Map.of("id", id, "username", "'f' || n", "email", email, "email_constraint", email),
          number);
      copy(
          statement,
          "credential",
          "user_id = " + FIRST,
          Map.of("id", "md5('credential ' || n)::uuid::text", "user_id", id),
          number);
      copy(statement, "user_role_mapping", "user_id = " + FIRST, Map.of("user_id", id), number);
      statement.execute("ANALYZE");
    }
  }

  /** Copies rows as they are, whatever columns this version of Keycloak has, but for these. */
  private static void copy(
      Statement statement, String table, String rows, Map<String, String> changed, int number)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet names =
        statement.executeQuery(
            "SELECT column_name FROM information_schema.columns WHERE table_name = '%s'"
                .formatted(table))) {
      while (names.next()) {
        columns.add(names.getString(1));
      }
    }
    statement.execute(
        "INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(1, %d) n WHERE %s"
            .formatted(
                table,
                String.join(", ", columns),
                String.join(
                    ", ", columns.stream().map(name -> changed.getOrDefault(name, name)).toList()),
                table,
                number,
                rows));
  }
}
