package io.github.campusotp.bench.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks five times a second for requests that wait for the mail server, and for database
 * transactions that are open and do nothing. If the first bring about the second, every waiting
 * request keeps a connection from others.
 */
final class Watch implements AutoCloseable {
  private static final String IDLE =
      "SELECT query FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
          + " AND clock_timestamp() - state_change > interval '3 seconds'";

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Connection connection;
  private final SlowMailServer mail;
  private final Map<String, Integer> lastStatements = new TreeMap<>();
  private int idle;
  private int waiting;

  Watch(University university) throws SQLException {
    connection = university.database().getConnection();
    mail = university.mail();
    clock.scheduleAtFixedRate(this::look, 0, 200, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    waiting = Math.max(waiting, mail.waiting());
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(IDLE)) {
      int now = 0;
      while (found.next()) {
        now++;
        lastStatements.merge(found.getString(1).replaceAll("\\s+", " "), 1, Integer::sum);
      }
      idle = Math.max(idle, now);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Transactions that did nothing for over three seconds, the most at one time. */
  synchronized int idle() {
    return idle;
  }

  /** Mails in the mail server's hands, the most at one time. */
  synchronized int waiting() {
    return waiting;
  }

  /** What those transactions did last, with how often that was seen. */
  synchronized Map<String, Integer> lastStatements() {
    return Map.copyOf(lastStatements);
  }

  @Override
  public void close() throws SQLException {
    clock.shutdownNow();
    synchronized (this) {
      connection.close();
    }
  }
}
