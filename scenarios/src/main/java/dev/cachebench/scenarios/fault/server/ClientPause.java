package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server keeps its clients' commands, all or those that write, and answers them at the end.
 *
 * <p>The pause holds up who would end it, too, unless that is a monitor, which counts as a replica;
 * so a monitor does. Nothing comes over its connection while all commands wait; with writes alone
 * it is told of every read, and is emptied by a thread.
 */
public final class ClientPause implements Fault {

  private static final Duration LONGER = Duration.ofSeconds(30);
  private static final String OK = "OK";

  private final ServerControl server;
  private final String which;
  private final Duration time;
  private @Nullable Monitor monitor;

  /**
   * Creates one.
   *
   * @param which {@code ALL} or {@code WRITE}
   * @param time until it will be stopped
   */
  public ClientPause(ServerControl server, String which, Duration time) {
    this.server = server;
    this.which = which;
    this.time = time;
  }

  @Override
  public void start() {
    if (monitor != null) {
      return;
    }
    Monitor started = new Monitor();
    monitor = started;
    // If nobody ends it, it ends by itself.
    started.tell("CLIENT", "PAUSE", "" + time.plus(LONGER).toMillis(), which);
  }

  @Override
  public void stop() {
    Monitor current = monitor;
    if (current != null) {
      current.tell("CLIENT", "UNPAUSE");
      current.connection.close();
      monitor = null;
    }
  }

  /** Reads what it is told, and counts the answers among it. */
  private final class Monitor {

    private final RespConnection connection;
    private int answers;
    private @Nullable IOException failure;

    Monitor() {
      try {
        connection = server.open();
        connection.send("MONITOR");
      } catch (IOException e) {
        throw ServerControl.refused("be watched", e);
      }
      Thread reader = new Thread(this::read, "cachebench-monitor");
      reader.setDaemon(true);
      reader.start();
      await(1);
    }

    private void read() {
      IOException end = null;
      while (end == null) {
        try {
          if (OK.equals(connection.receive())) {
            synchronized (this) {
              answers++;
              notifyAll();
            }
          }
        } catch (SocketTimeoutException e) {
          // Nobody asks it anything: on.
        } catch (IOException e) {
          end = e;
        }
      }
      synchronized (this) {
        failure = end;
        notifyAll();
      }
    }

    private synchronized void tell(String... words) {
      int before = answers;
      try {
        connection.send(words);
      } catch (IOException e) {
        throw ServerControl.refused("pause its clients", e);
      }
      await(before + 1);
    }

    private synchronized void await(int count) {
      try {
        for (int i = 0; i < 10 && answers < count && failure == null; i++) {
          wait(1_000);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (answers < count) {
        throw ServerControl.refused(
            "pause its clients", failure == null ? new IOException("no answer") : failure);
      }
    }
  }
}
