package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.model.OriginSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * One connection with its statement.
 *
 * <p>Used by one thread at a time, but closed by any.
 */
final class JdbcSession implements AutoCloseable {

  private final OriginSource.Jdbc source;
  private final Connection connection;
  private final PreparedStatement statement;

  private JdbcSession(OriginSource.Jdbc source, Connection connection) throws SQLException {
    this.source = source;
    this.connection = connection;
    limitSilence();
    this.statement = connection.prepareStatement(source.query());
    statement.setQueryTimeout(wholeSeconds(source.timeout()));
  }

  static JdbcSession open(OriginSource.Jdbc source, ClassLoader drivers) throws SQLException {
    // Drivers ask it how long they may take; there is no way to tell one of them alone.
    DriverManager.setLoginTimeout(wholeSeconds(source.timeout()));
    Connection connection = connect(source.url(), drivers);
    try {
      return new JdbcSession(source, connection);
    } catch (SQLException e) {
      close(connection);
      throw e;
    }
  }

  private static Connection connect(String url, ClassLoader drivers) throws SQLException {
    Properties login = new Properties();
    put(login, "user", "CACHEBENCH_ORIGIN_USER");
    put(login, "password", "CACHEBENCH_ORIGIN_PASSWORD");
    for (Driver driver : ServiceLoader.load(Driver.class, drivers)) {
      Connection connection = driver.acceptsURL(url) ? driver.connect(url, login) : null;
      if (connection != null) {
        return connection;
      }
    }
    throw new SQLException("no driver takes " + url + ": name the jar of one with --classpath");
  }

  private static void put(Properties login, String property, String variable) {
    String value = System.getenv(variable);
    if (value != null) {
      login.setProperty(property, value);
    }
  }

  private static int wholeSeconds(Duration timeout) {
    return (int) timeout.plusNanos(999_999_999).toSeconds();
  }

  /** Lets reads end on a server that is silent: it cannot obey a query's timeout either. */
  private void limitSilence() throws SQLException {
    try {
      connection.setNetworkTimeout(Runnable::run, 1_000 * wholeSeconds(source.timeout()));
    } catch (SQLFeatureNotSupportedException e) {
      // Such a driver holds a thread for longer; the load has its answer in time all the same.
    }
  }

  /** Asks for a key, drops what comes back and returns whether there was a row. */
  boolean read(int index, String name) throws SQLException {
    if (source.isKeyNumber()) {
      statement.setInt(1, index);
    } else {
      statement.setString(1, name);
    }
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      int columns = rows.getMetaData().getColumnCount();
      for (int column = 1; column <= columns; column++) {
        rows.getObject(column);
      }
      return true;
    }
  }

  @Override
  public void close() {
    close(connection);
  }

  private static void close(Connection connection) {
    // Unlike closing, aborting waits neither for the server nor for a query; not all drivers do it.
    try (connection) {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It was of no use any more.
    }
  }
}
