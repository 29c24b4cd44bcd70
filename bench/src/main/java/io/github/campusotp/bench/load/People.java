package io.github.campusotp.bench.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * People with a password, and with a key or without one. Keycloak imports the first, and so hashes
 * the password as it does by default; the others are copies in the database, since hashing
 * thousands of passwords would take longer than the run.
 *
 * @param realm whose users they are
 * @param name of all of them; a number follows
 * @param key in Base32, or null if they have none
 */
record People(String realm, String name, String key) {
  static final String PASSWORD = "first-password";

  /** Whose realm has our flows and required actions; and those of the realm that has not. */
  static final People MEMBERS = new People("omu", "m", "MNQW24DVOMWW65DQFVRGK3TDNB2W24TZ");

  static final People KEYED = new People("stock", "k", MEMBERS.key);
  static final People PLAIN = new People("stock", "p", null);

  private static final String COPIED_ID = "md5(%s || n)::uuid::text";

  String username(int person) {
    return name + person;
  }

  /** A users file of the realm, for Keycloak's import, with person 0. */
  String usersFile() {
    String otp =
        key == null
            ? ""
            : """
            , {"type": "otp", "secretData": "{\\"value\\": \\"%s\\"}", "credentialData":
              "{\\"subType\\": \\"totp\\", \\"digits\\": 6, \\"counter\\": 0, \\"period\\": 30,\
             \\"algorithm\\": \\"HmacSHA1\\", \\"secretEncoding\\": \\"BASE32\\"}"}"""
                .formatted(key);
    return """
        {"realm": "%1$s", "users": [{"username": "%2$s0", "enabled": true,
          "email": "%2$s0@st.example.jp", "firstName": "太郎", "lastName": "公立",
          "realmRoles": ["default-roles-%1$s"], "requiredActions": [],
          "credentials": [{"type": "password", "value": "%3$s"}%4$s]}]}
        """
        .formatted(realm, name, PASSWORD, otp);
  }

  /**
   * Adds people with these numbers.
   *
   * @param database Keycloak's, with person 0 in it
   */
  void admit(DataSource database, int first, int last) throws SQLException {
    String zero = zero();
    String username = "'%s' || n".formatted(name);
    String email = username + " || '@st.example.jp'";
    String id = COPIED_ID.formatted("id");
    String user = COPIED_ID.formatted("user_id");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      String series = "generate_series(%d, %d) n".formatted(first, last);
      copy(
          statement,
          "user_entity",
          "id = " + zero,
          Map.of("id", id, "username", username, "email", email, "email_constraint", email),
          series);
      copy(statement, "credential", "user_id = " + zero, Map.of("id", id, "user_id", user), series);
      copy(statement, "user_role_mapping", "user_id = " + zero, Map.of("user_id", user), series);
      statement.execute("ANALYZE");
    }
  }

  /** The query for the id of person 0. */
  private String zero() {
    return "(SELECT u.id FROM user_entity u JOIN realm r ON u.realm_id = r.id"
        + " WHERE r.name = '%s' AND u.username = '%s')".formatted(realm, username(0));
  }

  /**
   * Gives everybody more sessions, as alike as they have.
   *
   * @param times how many for each session that there is
   */
  static void signOnAgain(DataSource database, int times) throws SQLException {
    Map<String, String> id = Map.of("user_session_id", COPIED_ID.formatted("user_session_id"));
    String series = "generate_series(1, %d) n".formatted(times);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      copy(statement, "offline_user_session", "true", id, series);
      copy(statement, "offline_client_session", "true", id, series);
      statement.execute("ANALYZE");
    }
  }

  /**
   * Gives each of the first people so many sessions, copies of one that there is.
   *
   * @param database Keycloak's, with a session of these people in it
   */
  void signOnBefore(DataSource database, int people, int sessions) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      copy(
          statement,
          "offline_user_session",
          "user_session_id = (SELECT min(s.user_session_id) FROM offline_user_session s"
              + " JOIN realm r ON s.realm_id = r.id WHERE r.name = '%s')".formatted(realm),
          Map.of(
              "user_session_id", "gen_random_uuid()::text", "user_id", COPIED_ID.formatted(zero())),
          "generate_series(1, %d) n, generate_series(1, %d) again".formatted(people, sessions));
      statement.execute("ANALYZE");
    }
  }

  /** Copies rows as they are, whatever columns this version of Keycloak has, but for these. */
  private static void copy(
      Statement statement, String table, String rows, Map<String, String> changed, String series)
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
        "INSERT INTO %s (%s) SELECT %s FROM %s, %s WHERE %s"
            .formatted(
                table,
                String.join(", ", columns),
                String.join(
                    ", ", columns.stream().map(name -> changed.getOrDefault(name, name)).toList()),
                table,
                series,
                rows));
  }
}
