package dev.cachebench.scenarios.redis;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asks a Redis who it is, without a client, so that the tool itself need not load one before the
 * first arm starts.
 */
public final class RedisProbe {

  private RedisProbe() {}

  /**
   * What a server says of itself.
   *
   * @param name {@code redis} or {@code valkey}
   * @param version its version
   * @param pid its process id; 0 when it does not tell
   */
  public record Server(String name, String version, long pid) {}

  /**
   * Waits until the server answers.
   *
   * @param isAlive whether it is still worth waiting
   * @param seconds how long at most
   * @throws EnvironmentException if it does not
   */
  public static Server await(RedisEndpoint endpoint, BooleanSupplier isAlive, int seconds) {
    String last = "it ended at once";
    int pauses = seconds * 50;
    for (int i = 0; i < pauses && isAlive.getAsBoolean(); i++) {
      try {
        return ask(endpoint);
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    throw new EnvironmentException(last, "");
  }

  /**
   * Asks once.
   *
   * @throws EnvironmentException if nobody answers there, or the password is wrong
   */
  public static Server probe(RedisEndpoint endpoint) {
    try {
      return ask(endpoint);
    } catch (IOException e) {
      throw new EnvironmentException(
          "Redis at " + endpoint.address() + " does not answer: " + e.getMessage(),
          "check address and password (CACHEBENCH_REDIS_PASSWORD or --redis-password-file),"
              + " or use the bundled one with `redis: embedded`");
    }
  }

  private static Server ask(RedisEndpoint endpoint) throws IOException {
    try (RespConnection connection = RespConnection.open(endpoint)) {
      RedisInfo info = RedisInfo.of(connection.text("INFO", "server"));
      return new Server(info.name(), info.version(), info.number("process_id"));
    }
  }
}
