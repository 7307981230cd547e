package dev.cachebench.scenarios.redis;

import io.lettuce.core.RedisURI;

/** Turns an endpoint into what Lettuce connects to. */
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
}
