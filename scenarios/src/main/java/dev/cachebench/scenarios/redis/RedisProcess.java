package dev.cachebench.scenarios.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * One process of a Redis server under its guardian.
 *
 * @param guardian ends when the server does, and takes it along
 * @param directory that only this user can read; removed with the server
 * @param server what it says of itself
 */
record RedisProcess(Process guardian, Path directory, RedisProbe.Server server) {

  private static final int SIGNAL_SECONDS = 5;
  private static final int END_SECONDS = 5;

  /**
   * Sends a signal to the server itself.
   *
   * @param which as kill takes it, such as {@code -STOP}
   */
  void signal(String which) {
    try {
      Process kill =
          // The shell's own kill: the program of that name is missing in small images.
          new ProcessBuilder("/bin/sh", "-c", "kill \"$1\" \"$2\"", "sh", which, "" + server.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!hasEnded(kill, SIGNAL_SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("the Redis server took no signal " + which);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no signal can be sent: " + e.getMessage(), e);
    }
  }

  /** Ends the server and waits until it is gone. */
  void end() {
    try {
      guardian.getOutputStream().close();
    } catch (IOException e) {
      // The guardian is gone already, and the server with it.
    }
    awaitEnd();
  }

  /** Waits until the server is gone, and its directory with it. */
  void awaitEnd() {
    if (!hasEnded(guardian, END_SECONDS)) {
      guardian.destroyForcibly();
    }
  }

  /** Waits all the same when interrupted: half a kill would leave nobody knowing what runs. */
  private static boolean hasEnded(Process process, int seconds) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
