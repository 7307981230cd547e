package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Tells a Redis server what to do, each time on a connection of its own and past any proxy.
 *
 * <p>Safe for use by many threads.
 */
public final class ServerControl {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RedisEndpoint endpoint;

  /** Creates one; nothing is sent yet. */
  public ServerControl(RedisEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  RedisEndpoint endpoint() {
    return endpoint;
  }

  RespConnection open() throws IOException {
    return RespConnection.open(endpoint, PATIENCE);
  }

  /** Something that talks to the server. */
  interface Talk<T> {
    T with(RespConnection connection) throws IOException;
  }

  /**
   * Talks to the server.
   *
   * @param what is being done, for the message when it cannot be
   */
  <T> T talk(String what, Talk<T> talk) {
    try (RespConnection connection = open()) {
      return talk.with(connection);
    } catch (IOException e) {
      throw refused(what, e);
    }
  }

  static UncheckedIOException refused(String what, IOException e) {
    return new UncheckedIOException(
        "the Redis server refused to " + what + ": " + e.getMessage(), e);
  }

  void call(String what, String... words) {
    talk(what, connection -> connection.text(words));
  }

  /** Returns the value of a setting of the server. */
  static String setting(RespConnection connection, String name) throws IOException {
    Object answer = connection.call("CONFIG", "GET", name);
    if (answer instanceof List<?> pair && pair.size() == 2) {
      return String.valueOf(pair.get(1));
    }
    throw new IOException("it knows no setting " + name);
  }
}
