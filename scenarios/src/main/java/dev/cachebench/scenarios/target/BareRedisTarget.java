package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Plain Redis as its documentation advises: GET with a timeout, on a miss or an error load, then
 * SET with a time to live. No L1, nothing joined, the write is not waited for.
 */
public final class BareRedisTarget implements CacheTarget {

  private final Origin origin;
  private final String prefix;
  private final Duration ttl;
  private final RedisConnections redis;

  /**
   * Connects every node.
   *
   * @param cache time to live and budget of L2
   * @param environment nodes, Redis, origin
   */
  public BareRedisTarget(CacheConfig cache, TargetEnvironment environment) {
    this.origin = environment.origin();
    this.prefix = environment.keyPrefix();
    this.ttl = cache.l2().ttl();
    Duration budget = cache.l2().budget();
    ClientOptions options =
        ClientOptions.builder()
            .protocolVersion(ProtocolVersion.RESP3)
            .requestQueueSize(cache.l2().queue())
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(
                budget == null ? TimeoutOptions.enabled() : TimeoutOptions.enabled(budget))
            .build();
    this.redis = new RedisConnections(environment.redis(), environment.nodes(), options);
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    return redis
        .of(node)
        .get(prefix + key)
        .exceptionally(failure -> null)
        .thenCompose(
            found ->
                found == null
                    ? load(node, key)
                    : CompletableFuture.completedFuture(new Answer(Outcome.L2, found, false)));
  }

  private CompletionStage<Answer> load(int node, String key) {
    return origin.load(key).thenApply(value -> loaded(node, key, value));
  }

  private Answer loaded(int node, String key, byte @Nullable [] value) {
    Optional.ofNullable(value).ifPresent(v -> put(node, key, v));
    return new Answer(Outcome.ORIGIN, value, false);
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    return redis
        .of(node)
        .set(prefix + key, value, SetArgs.Builder.px(ttl.toMillis()))
        .thenAccept(ok -> {});
  }

  @Override
  public CompletionStage<Void> invalidate(int node, String key) {
    return redis.of(node).del(prefix + key).thenAccept(count -> {});
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    long left = Math.max(1, (long) (ttl.toMillis() * (1 - ageShare)));
    return redis.of(0).set(prefix + key, value, SetArgs.Builder.px(left)).thenAccept(ok -> {});
  }

  @Override
  public void expireL1() {
    // There is no L1.
  }

  @Override
  public OptionalLong stalenessBoundNanos() {
    return OptionalLong.of(ttl.toNanos());
  }

  @Override
  public void close() {
    redis.close();
  }
}
