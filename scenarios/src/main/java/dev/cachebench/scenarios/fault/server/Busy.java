package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A script that does not end: the server is silent first, and then answers everybody BUSY. */
public final class Busy implements Fault {

  /** Its name of Redis 6, which later ones know, too. */
  private static final String THRESHOLD = "lua-time-limit";

  private static final String SOON = "100";

  /** Ends by itself some time after it should have been ended; a script has no clock. */
  private static final String SCRIPT = "for i = 1, tonumber(ARGV[1]) do end";

  /** More than a fast machine does in a second. */
  private static final long ROUNDS_IN_SECOND = 500_000_000;

  private static final int TRIES = 500;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final Duration LONGER = Duration.ofSeconds(30);

  private final ServerControl server;
  private final Duration time;
  private String before = "";
  private @Nullable RespConnection script;

  /**
   * Creates one.
   *
   * @param time until it will be stopped
   */
  public Busy(ServerControl server, Duration time) {
    this.server = server;
    this.time = time;
  }

  @Override
  public void start() {
    if (script != null) {
      return;
    }
    try {
      RespConnection connection = server.open();
      script = connection;
      before = ServerControl.setting(connection, THRESHOLD);
      connection.call("CONFIG", "SET", THRESHOLD, SOON);
      long rounds = time.plus(LONGER).toSeconds() * ROUNDS_IN_SECOND;
      connection.send("EVAL", SCRIPT, "0", Long.toString(rounds));
    } catch (IOException e) {
      throw ServerControl.refused("run a script", e);
    }
  }

  @Override
  public void stop() {
    RespConnection running = script;
    if (running == null) {
      return;
    }
    server.talk(
        "end a script",
        connection -> {
          end(connection, running);
          return connection.text("CONFIG", "SET", THRESHOLD, before);
        });
    running.close();
    script = null;
  }

  /** It may not have begun, and once told it ends when it looks. */
  private static void end(RespConnection connection, RespConnection running) throws IOException {
    for (int i = 0; i < TRIES && !running.hasAnswer(); i++) {
      try {
        connection.call("SCRIPT", "KILL");
      } catch (RespConnection.ErrorReply e) {
        if (!e.code().equals("NOTBUSY")) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    if (!running.hasAnswer()) {
      throw new IOException("it goes on");
    }
  }
}
