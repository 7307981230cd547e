package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.breaker.BreakerConfig;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.breaker.BreakerWindow;
import dev.cachebench.engine.breaker.OpenTime;
import dev.cachebench.engine.expiry.ErrorCacheConfig;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.overload.OriginLimit;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaker, origin limit and stale values in a cache, on time that stands still. */
@Timeout(30)
class ProtectionTest {

  private static final Duration L1_TTL = Duration.ofSeconds(10);
  private static final Duration L2_TTL = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final ManualTicker ticker = new ManualTicker();
  private final HeldLoader loader = new HeldLoader();
  private final HeldL2 l2 = new HeldL2();
  private final List<BreakerState> states = new ArrayList<>();
  private int keys;

  private TieredCacheBuilder<String, String> builder() {
    return memory(EvictionPolicy.W_TINYLFU)
        .l2(l2, L2_TTL, Duration.ofMillis(50))
        .breaker(
            new BreakerConfig(
                0.5,
                0.8,
                Duration.ofMillis(40),
                BreakerWindow.calls(10),
                4,
                0,
                OpenTime.constant(Duration.ofSeconds(1)),
                2))
        .listener(
            new CacheListener() {
              @Override
              public void breakerChanged(BreakerState from, BreakerState to) {
                states.add(to);
              }
            });
  }

  private TieredCacheBuilder<String, String> memory(EvictionPolicy policy) {
    return TieredCache.<String, String>builder()
        .asyncLoader(loader)
        .executor(Runnable::run)
        .ticker(ticker)
        .jitter(0)
        .l1(new MemoryTierConfig(100, L1_TTL, policy));
  }

  private CompletableFuture<String> last() {
    return loader.loads.get(loader.loads.size() - 1);
  }

  private Lookup<String> load(TieredCache<String, String> cache) {
    CompletableFuture<Lookup<String>> lookup = cache.lookupAsync("key-" + keys++);
    last().complete("v");
    return lookup.join();
  }

  private void bring(TieredCache<String, String> cache, BreakerState state) {
    if (state == BreakerState.CLOSED) {
      return;
    }
    l2.failWith(L2Failure.TIMEOUT);
    for (int i = 0; i < 4; i++) {
      load(cache);
    }
    assertThat(cache.breakerState()).isEqualTo(BreakerState.OPEN);
    if (state == BreakerState.HALF_OPEN) {
      ticker.advance(Duration.ofSeconds(2));
      l2.hold();
      cache.lookupAsync("probe");
      assertThat(cache.breakerState()).isEqualTo(BreakerState.HALF_OPEN);
      l2.release();
    }
  }

  @ParameterizedTest
  @EnumSource(BreakerState.class)
  void aLookupNeverFailsBecauseL2FailedWhateverTheBreaker(BreakerState state) {
    try (TieredCache<String, String> cache = builder().build()) {
      bring(cache, state);
      l2.failWith(L2Failure.DISCONNECTED);

      Lookup<String> lookup = load(cache);

      assertThat(lookup.value()).isEqualTo("v");
      assertThat(lookup.tier()).isEqualTo(Tier.ORIGIN);
      assertThat(lookup.reason()).isIn(Reason.L2_DISCONNECTED, Reason.CIRCUIT_OPEN);
      assertThat(cache.put("p", "v")).isIn(Reason.L2_DISCONNECTED, Reason.CIRCUIT_OPEN);
    }
  }

  @Test
  void anOpenBreakerKeepsLookupsFromL2AndLetsRemovalsPass() {
    try (TieredCache<String, String> cache = builder().build()) {
      cache.put("k", "old");
      bring(cache, BreakerState.OPEN);
      l2.failWith(L2Failure.NONE);

      assertThat(load(cache).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(cache.put("p", "v")).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(cache.invalidate("k")).isEqualTo(Reason.NONE);

      assertThat(l2.entries).doesNotContainKeys("k", "p");
      assertThat(cache.stats().breakerRejected()).isGreaterThanOrEqualTo(3);
      assertThat(states).containsExactly(BreakerState.OPEN);
    }
  }

  @Test
  void aBreakerClosesOnceL2Answers() {
    try (TieredCache<String, String> cache = builder().build()) {
      bring(cache, BreakerState.OPEN);
      l2.failWith(L2Failure.NONE);
      ticker.advance(Duration.ofSeconds(2));

      load(cache);

      assertThat(states)
          .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = L2Failure.class,
      names = {"REJECTED", "PAUSED", "TOO_LARGE", "DENIED", "UNDECODABLE", "WRONG_KEY", "CHECKSUM"})
  void whatDoesNotSayThatL2IsIllDoesNotOpenTheBreaker(L2Failure failure) {
    try (TieredCache<String, String> cache = builder().build()) {
      l2.failWith(failure);
      for (int i = 0; i < 20; i++) {
        load(cache);
      }

      assertThat(cache.breakerState()).isEqualTo(BreakerState.CLOSED);
    }
  }

  private BreakerState afterReadsThatTake(Duration time, Duration ofItPaused) {
    try (TieredCache<String, String> cache = builder().build()) {
      for (int i = 0; i < 10; i++) {
        l2.hold();
        cache.lookupAsync("slow-" + i);
        ticker.advance(time);
        l2.stoppedNanos += ofItPaused.toNanos();
        l2.release();
        last().complete("v");
      }
      return cache.breakerState();
    }
  }

  @Test
  void callsAreNotSlowBecauseTheJvmStoodStill() {
    Duration slow = Duration.ofMillis(41);

    assertThat(afterReadsThatTake(slow, Duration.ofMillis(30))).isEqualTo(BreakerState.CLOSED);
    assertThat(afterReadsThatTake(slow, Duration.ZERO)).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void withoutABreakerEveryLookupAsksL2() {
    try (TieredCache<String, String> cache =
        memory(EvictionPolicy.LRU).l2(l2, L2_TTL, Duration.ofMillis(50)).build()) {
      l2.failWith(L2Failure.TIMEOUT);
      for (int i = 0; i < 50; i++) {
        assertThat(load(cache).reason()).isEqualTo(Reason.L2_TIMEOUT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void aFailedLoadIsAnsweredWithWhatL1Had(EvictionPolicy policy) {
    try (TieredCache<String, String> cache = memory(policy).staleIfError(GRACE).build()) {
      cache.put("k", "old");
      ticker.advance(L1_TTL.plus(GRACE).minusNanos(1));

      CompletableFuture<Lookup<String>> lookup = cache.lookupAsync("k");
      last().completeExceptionally(new IllegalStateException("down"));

      assertThat(lookup.join())
          .isEqualTo(
              new Lookup<>(
                  "old",
                  Tier.L1,
                  L1_TTL.plus(GRACE).minusNanos(1),
                  true,
                  Reason.LOAD_FAILED,
                  false));
      assertThat(cache.stats().staleServed()).isEqualTo(1);
      assertThat(cache.stats().ended()).isEqualTo(cache.stats().lookups());
      assertThat(cache.stalenessBound()).isEqualTo(L1_TTL.plus(GRACE));
    }
  }

  private void failsWithout(TieredCache<String, String> cache) {
    CompletableFuture<Lookup<String>> lookup = cache.lookupAsync("k");
    last().completeExceptionally(new IllegalStateException("down"));
    assertThatThrownBy(lookup::join).hasCauseInstanceOf(LoadFailedException.class);
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void staleValuesEndWithTheirGraceAndWithInvalidation(EvictionPolicy policy) {
    try (TieredCache<String, String> cache = memory(policy).staleIfError(GRACE).build()) {
      cache.put("k", "old");
      ticker.advance(L1_TTL.plus(GRACE));
      failsWithout(cache);

      cache.put("k", "old");
      ticker.advance(L1_TTL);
      cache.invalidate("k");
      failsWithout(cache);
    }
  }

  /** The origin is down for the whole grace, and the errors of a key are cached for a second. */
  @Test
  void aThousandFailuresDoNotProlongTheGraceAndAreLoadedOnceAPeriod() {
    Duration period = Duration.ofSeconds(1);
    try (TieredCache<String, String> cache =
        memory(EvictionPolicy.LRU)
            .random(() -> -1L)
            .staleIfError(GRACE)
            .errorCache(new ErrorCacheConfig(period, 1, period, 10))
            .build()) {
      cache.put("k", "old");
      ticker.advance(L1_TTL);
      for (int i = 0; i < 1_000; i++) {
        CompletableFuture<Lookup<String>> lookup = cache.lookupAsync("k");
        loader.loads.forEach(load -> load.completeExceptionally(new IllegalStateException("down")));
        assertThat(lookup.join().stale()).isTrue();
        assertThat(lookup.join().age()).isLessThan(L1_TTL.plus(GRACE));
        ticker.advance(GRACE.dividedBy(1_000));
      }

      assertThat((long) loader.loads.size()).isLessThanOrEqualTo(GRACE.dividedBy(period) + 1);
      failsWithout(cache);
    }
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void withoutStaleIfErrorAFailedLoadFails(EvictionPolicy policy) {
    try (TieredCache<String, String> cache = memory(policy).build()) {
      cache.put("k", "old");
      ticker.advance(L1_TTL);
      failsWithout(cache);
    }
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void expiringL1KeepsWhatMayBeServedOnErrors(EvictionPolicy policy) {
    try (TieredCache<String, String> cache = memory(policy).staleIfError(GRACE).build()) {
      cache.put("k", "old");
      cache.expireL1();

      CompletableFuture<Lookup<String>> lookup = cache.lookupAsync("k");
      last().completeExceptionally(new IllegalStateException("down"));

      assertThat(lookup.join().stale()).isTrue();
    }
  }

  @Test
  void aFailedLoadIsAnsweredWithWhatL2HadUnlessItWasInvalidated() {
    try (TieredCache<String, String> cache = builder().staleIfError(GRACE).build()) {
      long bornNanos = ticker.nanos() - L2_TTL.toNanos() - 1;
      l2.entries.put("k", new HeldL2.Entry("old", bornNanos, ticker.nanos() - 1));

      CompletableFuture<Lookup<String>> lookup = cache.lookupAsync("k");
      last().completeExceptionally(new IllegalStateException("down"));
      assertThat(lookup.join().stale()).isTrue();
      assertThat(lookup.join().tier()).isEqualTo(Tier.L2);

      CompletableFuture<Lookup<String>> overtaken = cache.lookupAsync("k");
      cache.invalidate("k");
      last().completeExceptionally(new IllegalStateException("down"));
      assertThatThrownBy(overtaken::join).hasCauseInstanceOf(LoadFailedException.class);
    }
  }

  @Test
  void loadsBeyondTheQueueAreRejectedOrAnsweredStale() {
    try (TieredCache<String, String> cache =
        memory(EvictionPolicy.LRU)
            .originLimit(new OriginLimit(1, 1, 1))
            .staleIfError(GRACE)
            .build()) {
      cache.put("k", "old");
      ticker.advance(L1_TTL);
      CompletableFuture<String> first = cache.getAsync("a");
      CompletableFuture<String> second = cache.getAsync("b");

      assertThatThrownBy(cache.getAsync("c")::join).hasCauseInstanceOf(OverloadedException.class);
      assertThat(cache.lookup("k").reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(loader.loads).hasSize(1);
      last().complete("1");
      last().complete("2");

      assertThat(first.join() + second.join()).isEqualTo("12");
      assertThat(cache.stats().originRejected()).isEqualTo(2);
    }
  }

  @Test
  void aLoadThatEverybodyLeftKeepsItsSlotUntilItEnds() {
    CompletableFuture<String> stubborn = new CompletableFuture<>();
    List<String> begun = new ArrayList<>();
    try (TieredCache<String, String> cache =
        memory(EvictionPolicy.LRU)
            .asyncLoader(
                key -> {
                  begun.add(key);
                  return stubborn.minimalCompletionStage();
                })
            .originLimit(new OriginLimit(1, 1, 1))
            .build()) {
      cache.getAsync("a").cancel(true);
      cache.getAsync("b");
      assertThat(begun).containsExactly("a");

      stubborn.complete("late");

      assertThat(begun).containsExactly("a", "b");
    }
  }
}
