package dev.cachebench.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachebench.engine.Reason;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.TieredCacheBuilder;
import dev.cachebench.engine.testing.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.netty.util.HashedWheelTimer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand lives of a cache on a real Redis, and what they leave behind: nothing. */
@Timeout(120)
class LifecycleIT {

  private static final int LIVES = 1_000;
  private static final int ROUNDS = 50;
  private static final int CALLERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RedisTierConfig CONFIG =
      new RedisTierConfig(Duration.ofSeconds(30), Duration.ofMillis(500), 1_000, "life:", true);

  private static RedisServer redis;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> raw;

  @BeforeAll
  static void launch() throws IOException {
    redis = RedisServer.launch();
    client = RedisClient.create();
    RedisURI uri =
        RedisURI.Builder.redis(redis.address().host(), redis.address().port())
            .withPassword(redis.address().password().toCharArray())
            .build();
    raw = client.connect(uri);
    raw.sync().ping();
  }

  @AfterAll
  static void stop() {
    raw.close();
    client.shutdown();
    redis.close();
  }

  private static TieredCacheBuilder<String, String> builder() {
    return TieredCache.<String, String>builder().name("life").loader(key -> key + "!");
  }

  /** What is left over and above nothing. */
  private record Leak(long connections, long keys, long timers, List<String> threads) {

    static Leak now(RedisConnector connector) {
      long connections = raw.sync().clientList().lines().count() - 1;
      List<String> threads =
          RedisServer.threadNames().stream().filter(name -> name.startsWith("life-")).toList();
      long timers = ((HashedWheelTimer) connector.timer()).pendingTimeouts();
      return new Leak(connections, raw.sync().dbsize(), timers, threads);
    }

    /** The connector's own timer ticks as long as it is open: it tells pauses of the JVM. */
    static final Leak NONE = new Leak(0, 0, 1, List.of());
  }

  private static void live(TieredCache<String, String> cache, int life) {
    String key = "key-" + life % 10;
    cache.get(key);
    cache.put(key, "v");
    cache.getAsync("other-" + life).cancel(true);
    cache.invalidate(key);
    cache.invalidate("other-" + life);
  }

  private static void awaitNothing(RedisConnector connector) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Leak.now(connector)).isEqualTo(Leak.NONE));
  }

  /** Most are closed while they still connect, every tenth once it has served from Redis. */
  @Test
  void aThousandLivesLeaveNoThreadTimerConnectionOrKey() {
    try (RedisConnector connector = RedisConnector.to(redis.address())) {
      for (int life = 0; life < LIVES; life++) {
        try (TieredCache<String, String> cache =
            builder().l2(connector, Codec.utf8(), CONFIG).build()) {
          if (life % 10 == 0) {
            await().until(() -> cache.invalidate("link") == Reason.NONE);
          }
          live(cache, life);
        }
      }

      awaitNothing(connector);
    }
  }

  @Test
  void livesWithAConnectorOfTheirOwnLeaveNoThread() {
    List<String> before = RedisServer.threadNames();
    for (int life = 0; life < 5; life++) {
      try (TieredCache<String, String> cache =
          builder().l2(redis.address(), Codec.utf8(), CONFIG).build()) {
        live(cache, life);
      }
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(RedisServer.threadNames())
                    .filteredOn(name -> name.startsWith("cache-l2") || name.startsWith("life-"))
                    .hasSizeLessThanOrEqualTo(
                        (int) before.stream().filter(n -> n.startsWith("cache-l2")).count()));
  }

  @Test
  void theCheckFindsOneCacheThatWasNotClosed() {
    try (RedisConnector connector = RedisConnector.to(redis.address())) {
      TieredCache<String, String> forgotten = builder().l2(connector, Codec.utf8(), CONFIG).build();
      await().until(() -> forgotten.invalidate("link") == Reason.NONE);
      forgotten.get("k");
      await().until(() -> raw.sync().dbsize() == 1);

      assertThatThrownBy(() -> assertThat(Leak.now(connector)).isEqualTo(Leak.NONE))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("keys=1")
          .hasMessageContaining("life-loader-1");

      forgotten.invalidate("k");
      forgotten.close();
      awaitNothing(connector);
    }
  }

  /** Callers read, cancel, give up, write and nest until the cache closes under them. */
  @Test
  void closingUnderFireEndsEveryCallOnce() throws Exception {
    try (RedisConnector connector = RedisConnector.to(redis.address())) {
      for (int round = 0; round < ROUNDS; round++) {
        ConcurrentLinkedQueue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();
        TieredCache<String, String> cache = nesting(connector);
        CountDownLatch started = new CountDownLatch(CALLERS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          threads.add(new Thread(() -> fire(cache, calls, started)));
        }
        threads.forEach(Thread::start);
        started.await();
        cache.close();
        for (Thread thread : threads) {
          thread.join();
        }

        for (CompletableFuture<?> call : calls) {
          call.handle((value, error) -> null).get(20, TimeUnit.SECONDS);
        }
        assertThat(cache.stats().flights()).isZero();
        assertThat(cache.stats().ended()).isEqualTo(cache.stats().lookups());
      }
      raw.sync().flushall();
      awaitNothing(connector);
    }
  }

  /** Its loads of one key ask for another, some of them for one that asks back. */
  private static TieredCache<String, String> nesting(RedisConnector connector) {
    List<TieredCache<String, String>> self = new ArrayList<>();
    TieredCache<String, String> cache =
        builder()
            .loader(
                key -> {
                  int number = Integer.parseInt(key);
                  return number == 0 ? "end" : self.get(0).get(String.valueOf((number * 7) % 9));
                })
            .l2(connector, Codec.utf8(), CONFIG)
            .build();
    self.add(cache);
    return cache;
  }

  private static void fire(
      TieredCache<String, String> cache,
      ConcurrentLinkedQueue<CompletableFuture<?>> calls,
      CountDownLatch started) {
    try {
      for (int i = 0; i < 200; i++) {
        String key = String.valueOf(ThreadLocalRandom.current().nextInt(9));
        CompletableFuture<String> call = cache.getAsync(key);
        calls.add(call);
        switch (i % 5) {
          case 0 -> call.cancel(true);
          case 1 -> call.completeExceptionally(new TimeoutException());
          case 2 -> calls.add(cache.putAsync(key, "v"));
          case 3 -> calls.add(cache.invalidateAsync(key));
          default -> started.countDown();
        }
      }
    } catch (IllegalStateException closed) {
      assertThat(closed).hasMessage("cache must be open, but was closed");
    } finally {
      started.countDown();
    }
  }
}
