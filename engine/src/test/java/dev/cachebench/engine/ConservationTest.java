package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.expiry.ErrorCacheConfig;
import dev.cachebench.engine.expiry.NegativeConfig;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.overload.RetryBudget;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.refresh.EarlyExpiry;
import dev.cachebench.engine.refresh.RefreshAhead;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualScheduler;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever happens, every lookup is counted exactly once, and as what its caller saw. */
class ConservationTest {

  private HeldLoader loader = new HeldLoader();
  private HeldL2 l2 = new HeldL2();
  private ManualTicker ticker = new ManualTicker();
  private ManualScheduler timer = new ManualScheduler(ticker);
  private List<CompletableFuture<Lookup<String>>> lookups = new ArrayList<>();

  @BeforeTry
  void startAfresh() {
    loader = new HeldLoader();
    l2 = new HeldL2();
    ticker = new ManualTicker();
    timer = new ManualScheduler(ticker);
    lookups = new ArrayList<>();
  }

  @Property(tries = 300)
  void everyLookupIsCountedOnceAsWhatItsCallerSaw(
      @ForAll long seed,
      @ForAll boolean coalescing,
      @ForAll boolean fence,
      @ForAll boolean everything,
      @ForAll EvictionPolicy policy) {
    Random random = new Random(seed);
    TieredCacheBuilder<String, String> builder =
        TieredCache.<String, String>builder()
            .asyncLoader(loader)
            .executor(Runnable::run)
            .ticker(ticker)
            .coalescing(coalescing)
            .fence(fence)
            .l1(new MemoryTierConfig(5, Duration.ofSeconds(10), policy))
            .l2(l2, Duration.ofSeconds(60), Duration.ofMillis(50))
            .scheduler(timer);
    if (everything) {
      builder
          .staleIfError(Duration.ofSeconds(30))
          .backgroundLoad(LoadTimeouts.defaults())
          .negative(NegativeConfig.defaults())
          .errorCache(ErrorCacheConfig.defaults())
          .retryBudget(RetryBudget.defaults())
          .earlyExpiry(EarlyExpiry.defaults())
          .refreshAhead(new RefreshAhead(0.9, Duration.ofSeconds(5), Duration.ofSeconds(20), 2, 5));
    }
    TieredCache<String, String> cache = builder.build();

    for (int i = 0; i < 200; i++) {
      step(cache, random);
    }
    l2.release();
    loader.loads.forEach(load -> load.complete("v"));
    l2.release();
    loader.loads.forEach(load -> load.complete("v"));
    timer.advance(Duration.ofSeconds(1));
    loader.loads.forEach(load -> load.complete("v"));

    CacheStats stats = cache.stats();
    assertThat(stats.flights()).isZero();
    assertThat(stats.lookups()).isEqualTo(lookups.size());
    assertThat(stats.ended()).isEqualTo(stats.lookups());
    assertThat(stats.hitsL1() + stats.negativeHits()).isEqualTo(served(Tier.L1));
    assertThat(stats.hitsL2()).isEqualTo(served(Tier.L2));
    assertThat(stats.staleServed()).isEqualTo(stale());
    assertThat(stats.loadsLed() + stats.coalesced()).isEqualTo(served(Tier.ORIGIN));
    cache.close();
  }

  private long served(Tier tier) {
    return lookups.stream()
        .filter(f -> !f.isCompletedExceptionally())
        .filter(f -> f.join().tier() == tier && !f.join().stale())
        .count();
  }

  private long stale() {
    return lookups.stream().filter(f -> !f.isCompletedExceptionally() && f.join().stale()).count();
  }

  private void step(TieredCache<String, String> cache, Random random) {
    String key = "k" + random.nextInt(8);
    switch (random.nextInt(12)) {
      case 0 -> assertThat(cache.putAsync(key, "p")).isNotNull();
      case 1 -> assertThat(cache.invalidateAsync(key)).isNotNull();
      case 2 -> timer.advance(Duration.ofSeconds(random.nextInt(20)));
      case 3 -> l2.hold();
      case 4 -> l2.release();
      case 5 -> l2.failWith(L2Failure.values()[random.nextInt(3)]);
      case 6 -> any(lookups, random).cancel(true);
      case 7 -> any(lookups, random).completeExceptionally(new TimeoutException());
      case 8 -> any(loader.loads, random).complete(random.nextBoolean() ? "v" : null);
      case 9 -> any(loader.loads, random).completeExceptionally(new IllegalStateException());
      default -> lookups.add(cache.lookupAsync(key));
    }
  }

  private static <T> CompletableFuture<T> any(List<CompletableFuture<T>> from, Random random) {
    return from.isEmpty() ? new CompletableFuture<>() : from.get(random.nextInt(from.size()));
  }
}
