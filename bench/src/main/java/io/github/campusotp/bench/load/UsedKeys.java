package io.github.campusotp.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keys of which a code was accepted long ago, as of almost all people's. */
final class UsedKeys {
  private static final String USE =
      """
      INSERT INTO campus_otp_last_step (credential_id, last_step)
      SELECT c.id, 1 FROM credential c
      JOIN user_entity u ON c.user_id = u.id JOIN realm r ON u.realm_id = r.id
      WHERE c.type = 'otp' AND r.name = ? ON CONFLICT DO NOTHING
      """;

  private UsedKeys() {}

  /**
   * @param people who were admitted
   * @param database Keycloak's
   */
  static void of(People people, DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(USE)) {
      statement.setString(1, people.realm());
      statement.executeUpdate();
    }
  }
}
