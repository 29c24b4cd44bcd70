package io.github.campusotp.bench.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What sign-ons leave in the database. Sizes are those on disk, with indexes and with what updates
 * left behind.
 *
 * @param sessions of people, of which each sign-on starts one
 * @param sessionBytes with what each client has in them
 * @param events by type
 * @param eventBytes of all of them
 */
record Stored(long sessions, long sessionBytes, Map<String, Long> events, long eventBytes) {

  static Stored in(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      Map<String, Long> events = new TreeMap<>();
      try (ResultSet types =
          statement.executeQuery("SELECT type, count(*) FROM event_entity GROUP BY type")) {
        while (types.next()) {
          events.put(types.getString(1), types.getLong(2));
        }
      }
      return new Stored(
          number(statement, "SELECT count(*) FROM offline_user_session"),
          size(statement, "offline_user_session") + size(statement, "offline_client_session"),
          events,
          size(statement, "event_entity"));
    }
  }

  private static long size(Statement statement, String table) throws SQLException {
    return number(statement, "SELECT pg_total_relation_size('%s')".formatted(table));
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
