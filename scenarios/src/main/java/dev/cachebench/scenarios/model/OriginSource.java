package dev.cachebench.scenarios.model;

import java.time.Duration;

/**
 * What does the work of a load for real: its time, its capacity and its errors are what they are.
 *
 * <p>What comes back is read and dropped. The value that a load answers is the simulated origin's,
 * with its key and version, so that every answer can be checked; commits do not reach the source.
 */
public sealed interface OriginSource {

  /** Returns how long one load may take before it fails. */
  Duration timeout();

  /**
   * A database.
   *
   * @param url of JDBC, without password
   * @param query with one parameter, the key; no row is an error
   * @param isKeyNumber whether the key is given as its number, from 0, rather than its name
   * @param timeout how long one load may take, at least 1 s
   */
  record Jdbc(String url, String query, boolean isKeyNumber, Duration timeout)
      implements OriginSource {}

  /**
   * A server.
   *
   * @param url of a key, which stands as {@code {key}} in it; any answer but 2xx is an error
   * @param timeout how long one load may take
   */
  record Http(String url, Duration timeout) implements OriginSource {}
}
