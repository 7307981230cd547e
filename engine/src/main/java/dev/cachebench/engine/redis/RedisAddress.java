package dev.cachebench.engine.redis;

import dev.cachebench.engine.internal.Require;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis server is and how to log in. Immutable; its text never shows the password.
 *
 * @param host name or IP address
 * @param port TCP port, 1 to 65535
 * @param tls whether to speak TLS and verify the server's certificate
 * @param username user, null for the default user
 * @param password password, null for none
 * @param database number of the database, 0 or more
 */
public record RedisAddress(
    String host,
    int port,
    boolean tls,
    @Nullable String username,
    @Nullable String password,
    int database) {

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException when a part is out of its range
   */
  public RedisAddress {
    Objects.requireNonNull(host, "host");
    Require.that(!host.isBlank(), '"' + host + '"', "host", "be a name or an address");
    Require.that(port >= 1 && port <= 65_535, port, "port", "be 1 to 65535");
    Require.atLeast(0, database, "database");
    if (username != null) {
      Require.that(password != null, "null", "password", "be given with a username");
    }
  }

  /** Returns the address of a plain server: no TLS, no login, database 0. */
  public static RedisAddress of(String host, int port) {
    return new RedisAddress(host, port, false, null, null, 0);
  }

  /** Returns this address with a password for the default user. */
  public RedisAddress withPassword(String secret) {
    return new RedisAddress(host, port, tls, username, secret, database);
  }

  @Override
  public String toString() {
    String login = (username == null ? "" : username) + (password == null ? "" : ":***");
    return (tls ? "rediss://" : "redis://")
        + login
        + (login.isEmpty() ? "" : "@")
        + host
        + ':'
        + port
        + '/'
        + database;
  }
}
