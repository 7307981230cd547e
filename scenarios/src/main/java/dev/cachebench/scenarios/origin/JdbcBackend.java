package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.model.OriginSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A database that is asked over JDBC: as many threads as loads at once, each with a connection of
 * its own, which is made when it is first needed and anew after an error.
 */
final class JdbcBackend implements OriginBackend {

  private final OriginSource.Jdbc source;
  private final ClassLoader drivers;
  private final ExecutorService threads;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<Session> mine = ThreadLocal.withInitial(this::session);

  JdbcBackend(OriginSource.Jdbc source, int connections, ClassLoader drivers) {
    this.source = source;
    this.drivers = drivers;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            connections,
            work -> {
              Thread thread = new Thread(work, "jdbc-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  private Session session() {
    Session session = new Session();
    sessions.add(session);
    return session;
  }

  @Override
  public CompletionStage<?> fetch(int index, String name) {
    return CompletableFuture.runAsync(() -> mine.get().fetch(index, name), threads);
  }

  private Connection connect() throws SQLException {
    Properties login = new Properties();
    put(login, "user", "CACHEBENCH_ORIGIN_USER");
    put(login, "password", "CACHEBENCH_ORIGIN_PASSWORD");
    for (Driver driver : ServiceLoader.load(Driver.class, drivers)) {
      Connection connection =
          driver.acceptsURL(source.url()) ? driver.connect(source.url(), login) : null;
      if (connection != null) {
        return connection;
      }
    }
    throw new SQLException(
        "no driver takes " + source.url() + ": name the jar of one with --classpath");
  }

  private static void put(Properties login, String property, String variable) {
    String value = System.getenv(variable);
    if (value != null) {
      login.setProperty(property, value);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    sessions.forEach(Session::close);
  }

  /** One thread's connection. */
  private final class Session {

    private @Nullable Connection connection;
    private @Nullable PreparedStatement statement;

    void fetch(int index, String name) {
      try {
        read(prepared(), index, name);
      } catch (SQLException e) {
        close();
        throw new OriginException(String.valueOf(e.getMessage()));
      }
    }

    private synchronized PreparedStatement prepared() throws SQLException {
      PreparedStatement ready = statement;
      if (ready == null) {
        Connection made = connect();
        connection = made;
        ready = made.prepareStatement(source.query());
        ready.setQueryTimeout((int) Math.max(1, source.timeout().toSeconds()));
        statement = ready;
      }
      return ready;
    }

    private void read(PreparedStatement ready, int index, String name) throws SQLException {
      if (source.isKeyNumber()) {
        ready.setInt(1, index);
      } else {
        ready.setString(1, name);
      }
      try (ResultSet rows = ready.executeQuery()) {
        if (!rows.next()) {
          throw new OriginException(
              "the query must find a row for "
                  + (source.isKeyNumber() ? Integer.toString(index) : name)
                  + ", but found none");
        }
        int columns = rows.getMetaData().getColumnCount();
        for (int column = 1; column <= columns; column++) {
          rows.getObject(column);
        }
      }
    }

    synchronized void close() {
      Connection old = connection;
      connection = null;
      statement = null;
      try {
        if (old != null) {
          old.close();
        }
      } catch (SQLException e) {
        // It was of no use any more.
      }
    }
  }
}
