package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.engine.breaker.BreakerConfig;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.redis.Codec;
import dev.cachebench.engine.redis.RedisTierConfig;
import dev.cachebench.engine.testing.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Redis that stops answering and goes on. */
@Timeout(60)
class BreakerIT {

  private static final Duration BUDGET = Duration.ofMillis(50);

  @Test
  void aStoppedRedisCostsTheBudgetAFewTimesAndThenNothing() throws IOException {
    List<BreakerState> states = new CopyOnWriteArrayList<>();
    RedisTierConfig config =
        new RedisTierConfig(Duration.ofSeconds(30), BUDGET, 1_000, "it:", true);
    try (RedisServer redis = RedisServer.launch();
        TieredCache<String, String> cache =
            TieredCache.<String, String>builder()
                .loader(key -> key)
                .withoutL1()
                .l2(redis.address(), Codec.utf8(), config)
                .breaker(BreakerConfig.defaults())
                .listener(
                    new CacheListener() {
                      @Override
                      public void breakerChanged(BreakerState from, BreakerState to) {
                        states.add(to);
                      }
                    })
                .build()) {
      await().until(() -> cache.invalidate("link") == Reason.NONE);
      for (int i = 0; i < 100; i++) {
        cache.get("warm-" + i);
      }

      redis.pause();
      long slowestNanos = 0;
      for (int i = 0; i < 300; i++) {
        long startNanos = System.nanoTime();
        assertThat(cache.lookup("k-" + i).value()).isEqualTo("k-" + i);
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - startNanos);
      }
      assertThat(Duration.ofNanos(slowestNanos)).isLessThan(BUDGET.multipliedBy(10));
      assertThat(states).contains(BreakerState.OPEN);
      assertThat(cache.stats().breakerRejected()).isPositive();

      redis.resume();
      await()
          .until(
              () ->
                  cache.lookup("after").reason() == Reason.NONE
                      && cache.breakerState() == BreakerState.CLOSED);
      assertThat(states).endsWith(BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }
  }
}
