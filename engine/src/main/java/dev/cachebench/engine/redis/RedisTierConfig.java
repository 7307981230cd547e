package dev.cachebench.engine.redis;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of L2. Immutable.
 *
 * @param ttl time to live, at least 1 ms; default 60 s
 * @param budget time that one lookup or write may spend on L2, at least 1 ms; default 50 ms; null
 *     is off: the client's own timeout of 60 s
 * @param queue commands that may wait for Redis at once, 1 or more; default 1,000
 * @param keyPrefix what is put before every key in Redis, may be empty; default {@code cache:}
 * @param checksum whether an entry's checksum and key are checked when it is read; default true
 * @param connections how the cache keeps in touch with Redis
 * @param payload compression and the largest value
 */
public record RedisTierConfig(
    Duration ttl,
    @Nullable Duration budget,
    int queue,
    String keyPrefix,
    boolean checksum,
    ConnectionConfig connections,
    PayloadConfig payload) {

  /** The client's own timeout, which applies when the budget is off. */
  public static final Duration NO_BUDGET = Duration.ofSeconds(60);

  private static final Duration SHORTEST = Duration.ofMillis(1);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public RedisTierConfig {
    Require.atLeast(SHORTEST, ttl, "l2.ttl");
    if (budget != null) {
      Require.atLeast(SHORTEST, budget, "l2.budget");
    }
    Require.atLeast(1, queue, "l2.queue");
    Objects.requireNonNull(keyPrefix, "l2.key-prefix");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(payload, "payload");
  }

  /**
   * Returns settings with the default connections and payload.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public RedisTierConfig(
      Duration ttl, @Nullable Duration budget, int queue, String keyPrefix, boolean checksum) {
    this(
        ttl,
        budget,
        queue,
        keyPrefix,
        checksum,
        ConnectionConfig.defaults(),
        PayloadConfig.defaults());
  }

  /** Returns these settings with other connections. */
  public RedisTierConfig with(ConnectionConfig others) {
    return new RedisTierConfig(ttl, budget, queue, keyPrefix, checksum, others, payload);
  }

  /** Returns these settings with another way for values. */
  public RedisTierConfig with(PayloadConfig other) {
    return new RedisTierConfig(ttl, budget, queue, keyPrefix, checksum, connections, other);
  }

  /** Returns 60 s, a budget of 50 ms, a queue of 1,000, {@code cache:}, checksums on. */
  public static RedisTierConfig defaults() {
    return new RedisTierConfig(
        Duration.ofSeconds(60), Duration.ofMillis(50), 1_000, "cache:", true);
  }

  /** Returns the longest time that a command waits for its answer, if no pause extends it. */
  public Duration commandTimeout() {
    return budget == null ? NO_BUDGET : budget;
  }

  /** Returns the longest time that a command waits for its answer, extended by a pause. */
  public Duration longestWait() {
    return budget != null && connections.pauseAware() ? budget.multipliedBy(2) : commandTimeout();
  }
}
