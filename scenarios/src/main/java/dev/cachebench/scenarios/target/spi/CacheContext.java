package dev.cachebench.scenarios.target.spi;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a cache of the user's own is opened with: its place in the scenario, and what is behind it.
 *
 * @param node index of the node, from 0
 * @param redis the server of the run, empty at the start and shared by the nodes
 * @param keyPrefix to be put before every key in Redis: what is elsewhere is neither expired by
 *     {@code expire-all} nor removed after the run
 * @param l1 the scenario's settings of the tier in memory; null when it is off
 * @param l2 the scenario's settings of the tier in Redis; null when it is off
 * @param origin loads a value, later; null in the future when the key does not exist. Its answers
 *     come on a thread of the origin's that must not be blocked
 */
public record CacheContext(
    int node,
    Redis redis,
    String keyPrefix,
    @Nullable L1 l1,
    @Nullable L2 l2,
    Function<String, CompletionStage<byte @Nullable []>> origin) {

  /**
   * Where the run's Redis is.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @param username null is the default user
   * @param password null is none; never printed
   * @param database 0 or more
   */
  public record Redis(
      String host, int port, @Nullable String username, @Nullable String password, int database) {

    /** Returns the address without user and password. */
    public URI uri() {
      return URI.create("redis://" + host + ":" + port + "/" + database);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return uri().toString();
    }
  }

  /**
   * Settings of the tier in memory.
   *
   * @param capacity entries
   * @param ttl time to live
   */
  public record L1(int capacity, Duration ttl) {}

  /**
   * Settings of the tier in Redis.
   *
   * @param ttl time to live; every key must have one
   * @param budget time that one lookup may spend on Redis; null is no limit
   */
  public record L2(Duration ttl, @Nullable Duration budget) {}

  /** Starts loading a value from the origin; see {@link #origin}. */
  public CompletionStage<byte @Nullable []> load(String key) {
    return origin.apply(key);
  }

  /**
   * Loads a value from the origin and waits for it.
   *
   * @return null when the key does not exist
   * @throws ExecutionException with the origin's failure as its cause
   */
  public byte @Nullable [] await(String key) throws ExecutionException, InterruptedException {
    return load(key).toCompletableFuture().get();
  }
}
