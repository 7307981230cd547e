package dev.cachebench.engine.redis;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a cache keeps in touch with Redis. Immutable.
 *
 * <p>A key always uses the same connection, so the order of its commands is kept. More connections
 * keep small values from waiting behind large ones; they do not make Redis faster.
 *
 * @param count connections for lookups and writes, 1 to 64; default 1
 * @param probe how often each connection is pinged, and one more that carries nothing else, at
 *     least 10 ms; default 1 s; null is off. A connection that has not answered by then is replaced
 * @param userTimeout how long sent bytes may stay unacknowledged before the kernel ends the
 *     connection, at least 10 ms; default 2 s; null is off. Needs the native transport of Linux
 * @param pauseAware whether a wait that ran out while this JVM stood still goes on once more, for
 *     as long as it stood still and at most for the budget; default true
 */
public record ConnectionConfig(
    int count, @Nullable Duration probe, @Nullable Duration userTimeout, boolean pauseAware) {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final int MOST = 64;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public ConnectionConfig {
    Require.atLeast(1, count, "l2.connections");
    Require.that(count <= MOST, count, "l2.connections", "be at most " + MOST);
    if (probe != null) {
      Require.atLeast(SHORTEST, probe, "l2.probe");
    }
    if (userTimeout != null) {
      Require.atLeast(SHORTEST, userTimeout, "l2.tcp-timeout");
    }
  }

  /** Returns one connection, probed every second, 2 s, aware of pauses. */
  public static ConnectionConfig defaults() {
    return new ConnectionConfig(1, Duration.ofSeconds(1), Duration.ofSeconds(2), true);
  }
}
