package dev.cachebench.scenarios.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.RedisCodec;

/** Connects Lettuce to an endpoint, for the tool's own use and for targets without the engine. */
public final class RedisUris {

  private RedisUris() {}

  /** Returns the endpoint with its password, for a client. */
  public static RedisURI of(RedisEndpoint endpoint) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(endpoint.host())
            .withPort(endpoint.port())
            .withDatabase(endpoint.database());
    String password = endpoint.password();
    String username = endpoint.username();
    if (password != null && username != null) {
      uri.withAuthentication(username, password.toCharArray());
    } else if (password != null) {
      uri.withPassword(password.toCharArray());
    }
    return uri.build();
  }

  /**
   * Connects a client.
   *
   * @param codec how keys and values are written
   * @throws EnvironmentException if the endpoint does not take the connection
   */
  public static <K, V> StatefulRedisConnection<K, V> connect(
      RedisClient client, RedisEndpoint endpoint, RedisCodec<K, V> codec) {
    try {
      return client.connect(codec, of(endpoint));
    } catch (RedisConnectionException e) {
      throw new EnvironmentException(
          "cannot connect to Redis at " + endpoint.address() + ": " + e.getMessage(),
          "check that it runs and takes connections");
    }
  }
}
