package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SetArgs;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The cache as the review found it, reconstructed from the review's text (its code is not public):
 * an LRU under a lock, time to live by the wall clock, Redis without error handling, timeouts or a
 * breaker, every caller loads for itself, nothing is limited.
 */
public final class ReviewedTarget implements CacheTarget {

  private static final double NANOS_IN_MILLI = 1e6;

  private final Origin origin;
  private final String prefix;
  private final long l1TtlMillis;
  private final long l2TtlMillis;
  private final List<ReviewedMemory> memories = new ArrayList<>();
  private final RedisConnections redis;

  /**
   * Connects every node.
   *
   * @param cache sizes and times to live; its switches do not apply
   * @param environment nodes, Redis, origin, wall clock
   */
  public ReviewedTarget(CacheConfig cache, TargetEnvironment environment) {
    this.origin = environment.origin();
    this.prefix = environment.keyPrefix();
    this.l1TtlMillis = cache.l1().ttl().toMillis();
    this.l2TtlMillis = cache.l2().ttl().toMillis();
    for (int i = 0; i < environment.nodes(); i++) {
      LongSupplier wallMillis = environment.wallMillis().apply(i);
      memories.add(new ReviewedMemory(cache.l1().capacity(), l1TtlMillis, wallMillis));
    }
    RedisEndpoint endpoint = environment.redis();
    this.redis = new RedisConnections(endpoint, environment.nodes(), ClientOptions.create());
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    byte[] inMemory = memories.get(node).get(key);
    if (inMemory != null) {
      return CompletableFuture.completedFuture(new Answer(Outcome.L1, inMemory, false));
    }
    return redis
        .of(node)
        .get(prefix + key)
        .thenCompose(inRedis -> inRedis == null ? load(node, key) : fromRedis(node, key, inRedis));
  }

  private CompletionStage<Answer> fromRedis(int node, String key, byte[] value) {
    memories.get(node).put(key, value, 0);
    return CompletableFuture.completedFuture(new Answer(Outcome.L2, value, false));
  }

  private CompletionStage<Answer> load(int node, String key) {
    return origin.load(key).thenCompose(value -> store(node, key, value));
  }

  private CompletionStage<Answer> store(int node, String key, byte @Nullable [] value) {
    Answer answer = new Answer(Outcome.ORIGIN, value, false);
    if (value == null) {
      return CompletableFuture.completedFuture(answer);
    }
    return put(node, key, value).thenApply(stored -> answer);
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    memories.get(node).put(key, value, 0);
    return redis
        .of(node)
        .set(prefix + key, value, SetArgs.Builder.px(l2TtlMillis))
        .thenAccept(ok -> {});
  }

  @Override
  public CompletionStage<Void> invalidate(int node, String key) {
    memories.get(node).remove(key);
    return redis.of(node).del(prefix + key).thenAccept(count -> {});
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    if (tiers == PreloadTiers.ALL) {
      memories.forEach(memory -> memory.put(key, value, (long) (ageShare * l1TtlMillis)));
    }
    long left = Math.max(1, l2TtlMillis - (long) (ageShare * l2TtlMillis));
    return redis.of(0).set(prefix + key, value, SetArgs.Builder.px(left)).thenAccept(ok -> {});
  }

  @Override
  public void expireL1() {
    memories.forEach(ReviewedMemory::clear);
  }

  @Override
  public OptionalLong stalenessBoundNanos() {
    return OptionalLong.of((long) ((l1TtlMillis + l2TtlMillis) * NANOS_IN_MILLI));
  }

  @Override
  public void close() {
    redis.close();
  }
}
