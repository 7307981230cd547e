package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.model.OriginSource;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A database that is asked over JDBC: as many threads and connections as loads at once.
 *
 * <p>Connections are kept, the one used last is taken first. One that turns out to be dead, as all
 * are after a restart of the database, is replaced, once for each load.
 */
final class JdbcBackend implements OriginBackend {

  private final OriginSource.Jdbc source;
  private final int connections;
  private final ClassLoader drivers;
  private final ExecutorService threads;
  private final Set<JdbcSession> sessions = ConcurrentHashMap.newKeySet();
  private final Deque<JdbcSession> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean isClosed;

  JdbcBackend(OriginSource.Jdbc source, int connections, ClassLoader drivers) {
    this.source = source;
    this.connections = connections;
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

  @Override
  public CompletionStage<?> prepare() {
    return CompletableFuture.runAsync(this::connectAll, threads);
  }

  /** One after another: each has a time limit of its own, and a server greets slowly. */
  private void connectAll() {
    try {
      while (sessions.size() < connections) {
        keep(open());
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public CompletionStage<?> fetch(int index, String name) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    answer.completeAsync(() -> ask(answer, index, name), threads);
    // Of a query that went on for too long the driver is told as well, but it may not hear.
    return answer.orTimeout(source.timeout().toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean ask(CompletableFuture<?> answer, int index, String name) {
    try {
      JdbcSession kept = idle.pollFirst();
      if (kept == null || !isAnswered(kept, answer, index, name)) {
        read(open(), index, name);
      }
      return true;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Returns false when the connection was dead and somebody still waits for the answer. */
  private boolean isAnswered(JdbcSession kept, CompletableFuture<?> answer, int index, String name)
      throws SQLException {
    try {
      read(kept, index, name);
      return true;
    } catch (SQLException e) {
      if (answer.isDone() || !isDead(e.getSQLState())) {
        throw e;
      }
      return false;
    }
  }

  /** 08 is the standard's class of lost connections; PostgreSQL says 57P when it was stopped. */
  private static boolean isDead(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  private void read(JdbcSession session, int index, String name) throws SQLException {
    boolean isFound;
    try {
      isFound = session.read(index, name);
    } catch (SQLException | RuntimeException | Error e) {
      drop(session);
      throw e;
    }
    keep(session);
    if (!isFound) {
      throw new OriginException(
          "the query must find a row for "
              + (source.isKeyNumber() ? Integer.toString(index) : name)
              + ", but found none");
    }
  }

  private JdbcSession open() throws SQLException {
    if (isClosed) {
      throw new SQLException("the origin is closed");
    }
    JdbcSession session = JdbcSession.open(source, drivers);
    sessions.add(session);
    return session;
  }

  private void keep(JdbcSession session) {
    idle.push(session);
    if (isClosed) {
      drop(session);
    }
  }

  private void drop(JdbcSession session) {
    sessions.remove(session);
    session.close();
  }

  private static OriginException failure(SQLException cause) {
    return new OriginException(String.valueOf(cause.getMessage()));
  }

  @Override
  public void close() {
    isClosed = true;
    // What still waits for a thread runs, finds the origin closed and fails.
    threads.shutdown();
    sessions.forEach(JdbcSession::close);
  }
}
