package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.target.spi.CacheContext;
import dev.cachebench.scenarios.target.spi.Served;
import dev.cachebench.scenarios.target.spi.UserCache;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the user's own, one instance for each node. Calls of a blocking one run on a pool that
 * grows with the calls under way, which {@code max-in-flight} limits; the hand-over is in their
 * times. It promises no bound of staleness, and what is preloaded begins fresh, whatever its age.
 */
public final class UserTarget implements CacheTarget {

  private final String className;
  private final Outcome fromCache;
  private final boolean hasL2;
  private final List<Node> nodes = new ArrayList<>();
  private final ExecutorService pool;

  private record Node(UserCache cache, boolean isBlocking, LoadWatch loads) {}

  /**
   * Makes and opens every node's instance.
   *
   * @param className the class that implements {@link UserCache}
   * @param classes where it comes from
   * @param cache settings that the instances are told
   * @param environment nodes, Redis, origin
   * @throws UserCacheException if the class cannot be used or fails to open
   */
  public UserTarget(
      String className, UserClasses classes, CacheConfig cache, TargetEnvironment environment) {
    this.className = className;
    this.fromCache = cache.l1().enabled() ? Outcome.L1 : Outcome.L2;
    this.hasL2 = cache.l2().enabled();
    this.pool = Executors.newCachedThreadPool(task -> thread(task, classes.loader()));
    for (int i = 0; i < environment.nodes(); i++) {
      UserCache own = classes.create(className);
      LoadWatch loads = new LoadWatch();
      nodes.add(new Node(own, own.isBlocking(), loads));
      open(own, context(environment.firstNode() + i, cache, environment, loads));
    }
  }

  private static Thread thread(Runnable task, ClassLoader loader) {
    Thread thread = new Thread(task, "cachebench-user-cache");
    thread.setDaemon(true);
    // Service loaders of the user's libraries look here.
    thread.setContextClassLoader(loader);
    return thread;
  }

  private void open(UserCache own, CacheContext context) {
    CompletableFuture<Void> opened =
        CompletableFuture.supplyAsync(
                () ->
                    guarded(
                        () -> {
                          own.open(context);
                          return CompletableFuture.<Void>completedFuture(null);
                        }),
                pool)
            .thenCompose(Function.identity());
    Throwable failure = opened.handle((nothing, problem) -> problem).join();
    if (failure != null) {
      close();
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      throw UserClasses.failed(className, "open", cause);
    }
  }

  private static CacheContext context(
      int node, CacheConfig cache, TargetEnvironment environment, LoadWatch loads) {
    RedisEndpoint redis = environment.redis();
    return new CacheContext(
        node,
        new CacheContext.Redis(
            redis.host(), redis.port(), redis.username(), redis.password(), redis.database()),
        environment.keyPrefix(),
        cache.l1().enabled() ? new CacheContext.L1(cache.l1().capacity(), cache.l1().ttl()) : null,
        cache.l2().enabled() ? new CacheContext.L2(cache.l2().ttl(), cache.l2().budget()) : null,
        key -> watched(environment.origin(), key, loads));
  }

  private static CompletionStage<byte @Nullable []> watched(
      Origin origin, String key, LoadWatch loads) {
    loads.loadStarted(key);
    // What depends on the answer runs after the end of the load is noted.
    return origin.load(key).whenComplete((value, failure) -> loads.loadEnded(key));
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    Node asked = nodes.get(node);
    LoadWatch.Call call = asked.loads().begin(key);
    return call(asked, () -> asked.cache().get(key))
        .handle((served, failure) -> answer(asked.loads(), call, served, failure))
        .thenCompose(Function.identity());
  }

  private CompletionStage<Answer> answer(
      LoadWatch loads, LoadWatch.Call call, @Nullable Served served, @Nullable Throwable failure) {
    boolean mayBeLoaded =
        served != null && (served.by() == Served.Tier.ORIGIN || served.by() == Served.Tier.UNKNOWN);
    LoadWatch.Verdict verdict = loads.end(call, mayBeLoaded);
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    if (served == null) {
      return CompletableFuture.failedFuture(nothing("get"));
    }
    return CompletableFuture.completedFuture(
        new Answer(
            outcome(served.by(), verdict), served.value(), verdict == LoadWatch.Verdict.JOINED));
  }

  private Outcome outcome(Served.Tier tier, LoadWatch.Verdict verdict) {
    return switch (tier) {
      case L1 -> Outcome.L1;
      case L2 -> Outcome.L2;
      case STALE -> Outcome.STALE;
      case ORIGIN -> Outcome.ORIGIN;
      case UNKNOWN -> verdict == LoadWatch.Verdict.NONE ? fromCache : Outcome.ORIGIN;
    };
  }

  private NullPointerException nothing(String method) {
    return new NullPointerException(
        className
            + "."
            + method
            + " must answer, but returned null; `Served.of(null)` is no value");
  }

  private <T> CompletionStage<T> call(Node node, Callable<CompletionStage<T>> work) {
    return node.isBlocking()
        ? CompletableFuture.supplyAsync(() -> guarded(work), pool).thenCompose(Function.identity())
        : guarded(work);
  }

  /** Makes what foreign code throws, whatever it is, a failed answer: the load has to go on. */
  private <T> CompletionStage<T> guarded(Callable<CompletionStage<T>> work) {
    try {
      CompletionStage<T> stage = work.call();
      return stage == null ? CompletableFuture.failedFuture(nothing("a method")) : stage;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    Node asked = nodes.get(node);
    return call(asked, () -> asked.cache().put(key, value).<Void>thenApply(done -> null));
  }

  @Override
  public CompletionStage<Void> invalidate(int node, String key) {
    Node asked = nodes.get(node);
    return call(asked, () -> asked.cache().invalidate(key).<Void>thenApply(done -> null));
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    if (tiers == PreloadTiers.L2) {
      return hasL2
          ? put(0, key, value).thenCompose(done -> expire(nodes.get(0)))
          : CompletableFuture.completedFuture(null);
    }
    CompletableFuture<?>[] fills = new CompletableFuture<?>[nodes.size()];
    for (int i = 0; i < fills.length; i++) {
      fills[i] = put(i, key, value).toCompletableFuture();
    }
    return CompletableFuture.allOf(fills);
  }

  private CompletionStage<Void> expire(Node node) {
    return call(
        node,
        () -> {
          node.cache().expireMemory();
          return CompletableFuture.<Void>completedFuture(null);
        });
  }

  @Override
  public void expireL1() {
    CompletableFuture<?>[] all =
        nodes.stream()
            .map(node -> expire(node).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();
  }

  @Override
  public OptionalLong stalenessBoundNanos() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    for (Node node : nodes) {
      guarded(
          () -> {
            node.cache().close();
            return CompletableFuture.<Void>completedFuture(null);
          });
    }
    pool.shutdownNow();
  }
}
