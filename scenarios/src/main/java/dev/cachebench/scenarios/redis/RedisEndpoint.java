package dev.cachebench.scenarios.redis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis answers, with what it takes to get in.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param username null is the default user
 * @param password null is none; never printed
 * @param database 0 or more
 */
public record RedisEndpoint(
    String host, int port, @Nullable String username, @Nullable String password, int database) {

  /**
   * Returns the endpoint of a {@code redis://} URI.
   *
   * @param password kept apart from the URI, so that it never stands in a file
   */
  public static RedisEndpoint of(URI uri, @Nullable String password) {
    String path = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
    return new RedisEndpoint(
        uri.getHost(),
        uri.getPort() < 0 ? 6379 : uri.getPort(),
        uri.getUserInfo(),
        password,
        path.isEmpty() ? 0 : Integer.parseInt(path));
  }

  /** Returns host and port, as messages name it. */
  @JsonIgnore
  public String address() {
    return host + ":" + port;
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "redis://" + address() + "/" + database;
  }
}
