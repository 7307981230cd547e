package dev.cachebench.scenarios.target;

import dev.cachebench.engine.time.Ticker;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reviewed cache with the review's fixes as they are printed, rebuilt from the review's text,
 * defects included.
 *
 * <p>Sound: errors of Redis are misses, each command has a timeout, L1 expires by a monotonic
 * clock. Not sound: {@link AdvisedCoalescing}; {@link AdvisedBreaker}, whose exception the handler
 * of Redis's errors does not know, so that it reaches the caller; and errors that are cached in
 * both tiers like any value, so that the next caller gets an error object for a value.
 */
public final class AsAdvisedTarget implements CacheTarget {

  /** The review's figure. */
  private static final int FAILURES = 5;

  private final Origin origin;
  private final String prefix;
  private final long l1TtlMillis;
  private final long l2TtlMillis;
  private final long errorTtlMillis;
  private final RedisConnections redis;
  private final List<Node> nodes = new ArrayList<>();
  private volatile @Nullable TargetListener listener;

  private record Node(
      ReviewedMemory memory,
      RedisAsyncCommands<String, byte[]> redis,
      @Nullable AdvisedBreaker breaker,
      @Nullable AdvisedCoalescing coalescing) {

    /** Asks Redis; its errors are no answer, any other reaches the caller. */
    <T> CompletionStage<@Nullable T> ask(
        Function<RedisAsyncCommands<String, byte[]>, CompletionStage<@Nullable T>> command) {
      Supplier<CompletionStage<@Nullable T>> work = () -> command.apply(redis);
      CompletionStage<@Nullable T> asked = breaker == null ? work.get() : breaker.call(work);
      return asked
          .handle(
              (answer, failure) ->
                  failure == null || isHandled(failure)
                      ? CompletableFuture.completedFuture(answer)
                      : CompletableFuture.<@Nullable T>failedFuture(failure))
          .thenCompose(Function.identity());
    }
  }

  /**
   * Connects every node.
   *
   * @param cache sizes, times to live, the switches of its mechanisms; of the breaker the failures
   *     and the first open time, of cached errors the first life
   * @param environment nodes, Redis, origin, wall clock
   * @param ticker tells when entries in memory expire
   */
  public AsAdvisedTarget(CacheConfig cache, TargetEnvironment environment, Ticker ticker) {
    this.origin = environment.origin();
    this.prefix = environment.keyPrefix();
    this.l1TtlMillis = cache.l1().ttl().toMillis();
    this.l2TtlMillis = cache.l2().ttl().toMillis();
    this.errorTtlMillis =
        cache.loads().errors().enabled() ? cache.loads().errors().first().toMillis() : 0;
    this.redis = new RedisConnections(environment.redis(), environment.nodes(), options(cache));
    LongSupplier millis = () -> TimeUnit.NANOSECONDS.toMillis(ticker.nanos());
    for (int i = 0; i < environment.nodes(); i++) {
      nodes.add(
          new Node(
              new ReviewedMemory(cache.l1().capacity(), l1TtlMillis, millis),
              redis.of(i),
              breaker(i, cache.breaker(), environment.wallMillis().apply(i)),
              cache.coalescing() ? new AdvisedCoalescing() : null));
    }
  }

  private static ClientOptions options(CacheConfig cache) {
    Duration budget = cache.l2().budget();
    return ClientOptions.builder()
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .timeoutOptions(budget == null ? TimeoutOptions.enabled() : TimeoutOptions.enabled(budget))
        .build();
  }

  private @Nullable AdvisedBreaker breaker(
      int node, BreakerConfig breaker, LongSupplier wallMillis) {
    return breaker.enabled()
        ? new AdvisedBreaker(
            breaker.consecutive() == 0 ? FAILURES : breaker.consecutive(),
            breaker.open().first().toMillis(),
            wallMillis,
            state -> breakerChanged(node, state))
        : null;
  }

  private void breakerChanged(int node, String state) {
    TargetListener hearer = listener;
    if (hearer != null) {
      hearer.breakerChanged(node, state);
    }
  }

  private static boolean isHandled(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisException;
  }

  @Override
  public void listen(TargetListener hearer) {
    listener = hearer;
  }

  @Override
  public CompletionStage<Answer> get(int index, String key) {
    Node node = nodes.get(index);
    byte[] inMemory = node.memory().get(key);
    if (inMemory != null) {
      return CompletableFuture.completedFuture(new Answer(Outcome.L1, inMemory, false));
    }
    return node.<byte[]>ask(commands -> commands.get(prefix + key))
        .thenCompose(inRedis -> inRedis == null ? load(node, key) : found(node, key, inRedis));
  }

  /** What comes from Redis gets the whole life of a value in memory, an error object like any. */
  private static CompletionStage<Answer> found(Node node, String key, byte[] value) {
    node.memory().put(key, value, 0);
    return CompletableFuture.completedFuture(new Answer(Outcome.L2, value, false));
  }

  private CompletionStage<Answer> load(Node node, String key) {
    AdvisedCoalescing coalescing = node.coalescing();
    return coalescing == null
        ? compute(node, key)
        : coalescing.compute(key, () -> compute(node, key));
  }

  private CompletionStage<Answer> compute(Node node, String key) {
    return origin
        .load(key)
        .handle(
            (value, failure) ->
                failure == null ? loaded(node, key, value) : failed(node, key, failure))
        .thenCompose(Function.identity());
  }

  private CompletionStage<Answer> loaded(Node node, String key, byte @Nullable [] value) {
    Answer answer = new Answer(Outcome.ORIGIN, value, false);
    return value == null
        ? CompletableFuture.completedFuture(answer)
        : store(node, key, value, l1TtlMillis, l2TtlMillis).thenApply(stored -> answer);
  }

  /** This caller gets the error, those after it get an object that describes it, as a value. */
  private CompletionStage<Answer> failed(Node node, String key, Throwable failure) {
    if (errorTtlMillis == 0) {
      return CompletableFuture.failedFuture(failure);
    }
    byte[] object =
        ("{\"error\": \"" + failure.getMessage() + "\"}").getBytes(StandardCharsets.UTF_8);
    return store(node, key, object, errorTtlMillis, errorTtlMillis)
        .thenCompose(stored -> CompletableFuture.failedFuture(failure));
  }

  private CompletionStage<Void> store(
      Node node, String key, byte[] value, long l1Millis, long l2Millis) {
    node.memory().put(key, value, l1TtlMillis - l1Millis);
    return node.<String>ask(
            commands -> commands.set(prefix + key, value, SetArgs.Builder.px(l2Millis)))
        .thenAccept(ok -> {});
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    return store(nodes.get(node), key, value, l1TtlMillis, l2TtlMillis);
  }

  @Override
  public CompletionStage<Void> invalidate(int index, String key) {
    Node node = nodes.get(index);
    node.memory().remove(key);
    return node.<Long>ask(commands -> commands.del(prefix + key)).thenAccept(count -> {});
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    if (tiers == PreloadTiers.ALL) {
      nodes.forEach(node -> node.memory().put(key, value, (long) (ageShare * l1TtlMillis)));
    }
    long left = Math.max(1, l2TtlMillis - (long) (ageShare * l2TtlMillis));
    return redis.of(0).set(prefix + key, value, SetArgs.Builder.px(left)).thenAccept(ok -> {});
  }

  @Override
  public void expireL1() {
    nodes.forEach(node -> node.memory().clear());
  }

  @Override
  public OptionalLong stalenessBoundNanos() {
    return OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(l1TtlMillis + l2TtlMillis));
  }

  @Override
  public void close() {
    redis.close();
  }
}
