package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * What a target is built into.
 *
 * @param nodes instances of the service, 1 or more
 * @param redis where L2 is
 * @param keyPrefix put before every key in Redis
 * @param origin what is behind the cache
 * @param wallMillis gives the wall clock of a node, counted from 0, ms since the epoch, for targets
 *     that trust it
 * @param seed for what a target draws, such as jitter
 * @param firstNode index of the first of them in the service, for what tells them apart
 */
public record TargetEnvironment(
    int nodes,
    RedisEndpoint redis,
    String keyPrefix,
    Origin origin,
    IntFunction<LongSupplier> wallMillis,
    long seed,
    int firstNode) {

  /** Describes all nodes of a service. */
  public TargetEnvironment(
      int nodes,
      RedisEndpoint redis,
      String keyPrefix,
      Origin origin,
      IntFunction<LongSupplier> wallMillis,
      long seed) {
    this(nodes, redis, keyPrefix, origin, wallMillis, seed, 0);
  }
}
