package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.breaker.BreakerConfig;
import dev.cachebench.engine.expiry.ErrorCacheConfig;
import dev.cachebench.engine.expiry.NegativeConfig;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.overload.OriginLimit;
import dev.cachebench.engine.overload.RetryBudget;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.refresh.EarlyExpiry;
import dev.cachebench.engine.refresh.RefreshAhead;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualScheduler;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each mechanism has a question that is answered yes with it and no without it, the rest of the
 * cache being the same: a question that does not see its mechanism is worth nothing. What needs a
 * real connection (budget, probe, pauses, checksums) has such pairs in the tests of the tier.
 */
@Timeout(60)
class AblationSanityTest {

  private static final Duration TTL = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A cache on time that stands still, and what is behind it. */
  private static final class Bench {

    private final ManualTicker ticker = new ManualTicker();
    private final ManualScheduler timer = new ManualScheduler(ticker);
    private final HeldLoader loader = new HeldLoader();
    private final HeldL2 l2 = new HeldL2();
    private final TieredCacheBuilder<String, String> builder =
        TieredCache.<String, String>builder()
            .asyncLoader(loader)
            .executor(Runnable::run)
            .ticker(ticker)
            .scheduler(timer)
            .random(new Random(7))
            .jitter(0)
            .coalescing(false)
            .fence(false)
            .l1(new MemoryTierConfig(1_000, TTL, EvictionPolicy.LRU))
            .l2(l2, Duration.ofSeconds(60), Duration.ofMillis(50));

    private int loads() {
      return loader.loads.size();
    }

    private void succeed() {
      loader.loads.forEach(load -> load.complete("v"));
    }

    private void fail() {
      loader.loads.forEach(load -> load.completeExceptionally(new IllegalStateException("down")));
    }

    private CompletableFuture<String> loaded(TieredCache<String, String> cache, String key) {
      CompletableFuture<String> answer = cache.getAsync(key);
      succeed();
      return answer;
    }

    private boolean isKeptFromL2AfterFailures(TieredCache<String, String> cache) {
      l2.failWith(L2Failure.TIMEOUT);
      for (int i = 0; i < 100; i++) {
        loaded(cache, "k" + i);
      }
      return cache.stats().breakerRejected() > 0;
    }
  }

  private enum Mechanism {
    L1 {
      @Override
      void set(Bench bench, boolean isOn) {
        if (!isOn) {
          bench.builder.withoutL1();
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        bench.loaded(cache, "k");
        return cache.lookup("k").tier() == Tier.L1;
      }
    },
    L2 {
      @Override
      void set(Bench bench, boolean isOn) {
        if (!isOn) {
          bench.builder.withoutL2();
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        bench.loaded(cache, "k");
        cache.expireL1();
        cache.getAsync("k");
        return bench.loads() == 1;
      }
    },
    JITTER {
      @Override
      void set(Bench bench, boolean isOn) {
        bench.builder.withoutL2().jitter(isOn ? 0.5 : 0);
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        for (int i = 0; i < 100; i++) {
          bench.loaded(cache, "k" + i);
        }
        bench.ticker.advance(TTL.minusMillis(100));
        for (int i = 0; i < 100; i++) {
          cache.getAsync("k" + i);
        }
        return bench.loads() > 100;
      }
    },
    COALESCING {
      @Override
      void set(Bench bench, boolean isOn) {
        bench.builder.coalescing(isOn);
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        cache.getAsync("k");
        cache.getAsync("k");
        return bench.loads() == 1;
      }
    },
    FENCE {
      @Override
      void set(Bench bench, boolean isOn) {
        bench.builder.withoutL2().fence(isOn);
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        cache.getAsync("k");
        cache.invalidate("k");
        bench.succeed();
        cache.getAsync("k");
        return bench.loads() == 2;
      }
    },
    BREAKER {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench.builder.breaker(BreakerConfig.defaults());
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        return bench.isKeptFromL2AfterFailures(cache);
      }
    },
    RECOVERY_QUEUE {
      @Override
      void set(Bench bench, boolean isOn) {
        bench.builder.recoveryQueue(isOn ? 10 : 0);
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        bench.loaded(cache, "k");
        bench.l2.failWith(L2Failure.DISCONNECTED);
        cache.invalidate("k");
        bench.l2.failWith(L2Failure.NONE);
        cache.getAsync("k");
        return bench.loads() == 2;
      }
    },
    ORIGIN_LIMIT {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench.builder.originLimit(new OriginLimit(3, 100, 3));
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        for (int i = 0; i < 10; i++) {
          cache.getAsync("k" + i);
        }
        return bench.loads() == 3;
      }
    },
    STALE_IF_ERROR {
      @Override
      void set(Bench bench, boolean isOn) {
        bench.builder.withoutL2().staleIfError(isOn ? TTL : Duration.ZERO);
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        bench.loaded(cache, "k");
        bench.ticker.advance(TTL);
        CompletableFuture<String> answer = cache.getAsync("k");
        bench.fail();
        return !answer.isCompletedExceptionally();
      }
    },
    BACKGROUND_LOAD {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench.builder.backgroundLoad(new LoadTimeouts(SECOND, SECOND));
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        CompletableFuture<String> answer = cache.getAsync("k");
        bench.timer.advance(SECOND);
        return answer.isDone();
      }
    },
    RETRY_BUDGET {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench.builder.retryBudget(RetryBudget.defaults());
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        CompletableFuture<String> answer = cache.getAsync("k");
        bench.fail();
        bench.timer.advance(SECOND);
        bench.succeed();
        return !answer.isCompletedExceptionally();
      }
    },
    NEGATIVE {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench.builder.negative(NegativeConfig.defaults());
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        cache.getAsync("k");
        bench.loader.loads.get(0).complete(null);
        cache.getAsync("k");
        return bench.loads() == 1;
      }
    },
    ERROR_CACHE {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench.builder.errorCache(ErrorCacheConfig.defaults());
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        cache.getAsync("k");
        bench.fail();
        cache.getAsync("k");
        return bench.loads() == 1;
      }
    },
    EARLY_EXPIRY {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench.builder.withoutL2().earlyExpiry(EarlyExpiry.defaults());
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        return isLoadedBeforeItsEnd(bench, cache);
      }
    },
    REFRESH_AHEAD {
      @Override
      void set(Bench bench, boolean isOn) {
        if (isOn) {
          bench
              .builder
              .withoutL2()
              .refreshAhead(new RefreshAhead(0.5, null, Duration.ofSeconds(60), 4, 1_000));
        }
      }

      @Override
      boolean isSeen(Bench bench, TieredCache<String, String> cache) {
        return isLoadedBeforeItsEnd(bench, cache);
      }
    };

    /** Sets it up, with what its question needs. */
    abstract void set(Bench bench, boolean isOn);

    abstract boolean isSeen(Bench bench, TieredCache<String, String> cache);

    static boolean isLoadedBeforeItsEnd(Bench bench, TieredCache<String, String> cache) {
      cache.getAsync("k");
      bench.ticker.advance(SECOND);
      bench.succeed();
      bench.ticker.advance(TTL.minusSeconds(2));
      for (int i = 0; i < 1_000; i++) {
        cache.getAsync("k");
      }
      return bench.loads() > 1;
    }
  }

  private static boolean isSeen(Mechanism mechanism, boolean isOn) {
    Bench bench = new Bench();
    mechanism.set(bench, isOn);
    try (TieredCache<String, String> cache = bench.builder.build()) {
      return mechanism.isSeen(bench, cache);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMechanismIsSeenWithItAndNotWithoutIt(Mechanism mechanism) {
    assertThat(isSeen(mechanism, true)).as("on").isTrue();
    assertThat(isSeen(mechanism, false)).as("off").isFalse();
  }
}
