package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The server does something for so long, again and again, and nothing else meanwhile, as under slow
 * commands: DEBUG SLEEP, one after the other.
 */
public final class DebugSleep implements Fault {

  private static final double MILLIS_IN_SECOND = 1e3;

  private final ServerControl server;
  private final String seconds;
  private @Nullable Sleeper sleeper;

  /**
   * Creates one.
   *
   * @param time how long it sleeps each time; that long a stop may take
   */
  public DebugSleep(ServerControl server, Duration time) {
    this.server = server;
    this.seconds = String.format(Locale.ROOT, "%.3f", time.toMillis() / MILLIS_IN_SECOND);
  }

  @Override
  public void start() {
    if (sleeper == null) {
      // One that refuses, says so at the first.
      server.call("sleep", "DEBUG", "SLEEP", "0");
      sleeper = new Sleeper();
    }
  }

  @Override
  public void stop() {
    Sleeper current = sleeper;
    if (current != null) {
      current.end();
      sleeper = null;
    }
  }

  private final class Sleeper {

    private final Thread thread = new Thread(this::run, "cachebench-sleeper");
    private volatile boolean isEnding;

    Sleeper() {
      thread.setDaemon(true);
      thread.start();
    }

    private void run() {
      while (!isEnding) {
        try (RespConnection connection = server.open()) {
          while (!isEnding) {
            connection.call("DEBUG", "SLEEP", seconds);
          }
        } catch (IOException e) {
          // Killed with all the others: come back.
          Thread.onSpinWait();
        }
      }
    }

    void end() {
      isEnding = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
