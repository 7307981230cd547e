package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiers, lives, fence and statistics, on time that stands still and an L2 held by hand. */
@Timeout(30)
class TieredCacheTest {

  private static final Duration L1_TTL = Duration.ofSeconds(10);
  private static final Duration L2_TTL = Duration.ofSeconds(60);
  private static final Duration BUDGET = Duration.ofMillis(50);

  private final ManualTicker ticker = new ManualTicker();
  private final HeldLoader loader = new HeldLoader();
  private final HeldL2 l2 = new HeldL2();

  private TieredCacheBuilder<String, String> builder() {
    return TieredCache.<String, String>builder()
        .asyncLoader(loader)
        .executor(Runnable::run)
        .ticker(ticker)
        .jitter(0)
        .l1(new MemoryTierConfig(100, L1_TTL, EvictionPolicy.W_TINYLFU))
        .l2(l2, L2_TTL, BUDGET);
  }

  private void inL2(String key, String value, Duration age) {
    long bornNanos = ticker.nanos() - age.toNanos();
    l2.entries.put(key, new HeldL2.Entry(value, bornNanos, bornNanos + L2_TTL.toNanos()));
  }

  @Nested
  class EntryTtl {

    private final Duration own = Duration.ofSeconds(4);

    private boolean isFreshAfter(Duration entryTtl, Duration time) {
      try (TieredCache<String, String> cache =
          builder().withoutL2().entryTtl((key, value) -> entryTtl).build()) {
        CompletableFuture<String> loaded = cache.getAsync("k");
        loader.loads.get(loader.loads.size() - 1).complete("v");
        loaded.join();
        ticker.advance(time);
        return cache.getAsync("k").isDone();
      }
    }

    @Test
    void endsAnEntryBeforeItsTier() {
      assertThat(isFreshAfter(own, own.minusNanos(1))).isTrue();
      assertThat(isFreshAfter(own, own)).isFalse();
    }

    @Test
    void neverOutlivesTheTier() {
      assertThat(isFreshAfter(Duration.ofDays(36_500), L1_TTL.minusNanos(1))).isTrue();
      assertThat(isFreshAfter(Duration.ofDays(36_500), L1_TTL)).isFalse();
    }

    @Test
    void appliesToPutsAndReachesL2() {
      try (TieredCache<String, String> cache =
          builder().entryTtl((key, value) -> Duration.ofSeconds(value.length())).build()) {
        cache.putAsync("k", "four");

        assertThat(l2.entries.get("k").deadlineNanos() - ticker.nanos())
            .isEqualTo(Duration.ofSeconds(4).toNanos());
      }
    }

    @Test
    void mustBeGreaterThanZero() {
      try (TieredCache<String, String> cache =
          builder().entryTtl((key, value) -> Duration.ZERO).build()) {
        assertThatThrownBy(() -> cache.putAsync("k", "v"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("entry-ttl must be greater than 0, but was PT0S");
      }
    }
  }

  @Nested
  class Reading {

    @Test
    void asksL1ThenL2ThenTheOrigin() {
      try (TieredCache<String, String> cache = builder().build()) {
        CompletableFuture<Lookup<String>> loaded = cache.lookupAsync("k");
        loader.loads.get(0).complete("v");
        assertThat(loaded.join())
            .isEqualTo(new Lookup<>("v", Tier.ORIGIN, Duration.ZERO, false, Reason.NONE, false));

        ticker.advance(Duration.ofSeconds(3));
        assertThat(cache.lookup("k"))
            .isEqualTo(
                new Lookup<>("v", Tier.L1, Duration.ofSeconds(3), false, Reason.NONE, false));

        ticker.advance(Duration.ofSeconds(7));
        assertThat(cache.lookup("k"))
            .isEqualTo(
                new Lookup<>("v", Tier.L2, Duration.ofSeconds(10), false, Reason.NONE, false));
        assertThat(loader.loads).hasSize(1);
      }
    }

    @Test
    void anL1CopyNeverOutlivesItsL2Entry() {
      try (TieredCache<String, String> cache = builder().build()) {
        inL2("k", "v", Duration.ofSeconds(57));
        assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);
        l2.entries.clear();

        ticker.advance(Duration.ofSeconds(3).minusNanos(1));
        assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L1);
        ticker.advance(Duration.ofNanos(1));
        cache.lookupAsync("k");

        assertThat(loader.loads).hasSize(1);
      }
    }

    @Test
    void aSlowLoadShortensTheLifeInsteadOfAddingToIt() {
      try (TieredCache<String, String> cache = builder().withoutL1().build()) {
        long begun = ticker.nanos();
        CompletableFuture<Lookup<String>> answer = cache.lookupAsync("k");
        ticker.advance(Duration.ofSeconds(4));
        loader.loads.get(0).complete("v");

        assertThat(l2.entries.get("k").deadlineNanos()).isEqualTo(begun + L2_TTL.toNanos());
        assertThat(answer.join().age()).isEqualTo(Duration.ofSeconds(4));
      }
    }

    @ParameterizedTest
    @EnumSource(
        value = L2Failure.class,
        names = {"NONE", "CIRCUIT_OPEN"},
        mode = EnumSource.Mode.EXCLUDE)
    void anL2ThatFailsIsAMissWithAReason(L2Failure failure) {
      try (TieredCache<String, String> cache = builder().build()) {
        l2.failWith(failure);
        CompletableFuture<Lookup<String>> answer = cache.lookupAsync("k");
        loader.loads.get(0).complete("v");

        assertThat(answer.join().value()).isEqualTo("v");
        assertThat(answer.join().reason()).isEqualTo(Reason.of(failure));
        assertThat(answer.join().reason().name()).isEqualTo("L2_" + failure);
        assertThat(cache.stats().l2ReadFailures()).containsEntry(Reason.of(failure), 1L);
        assertThat(cache.stats().l2WriteFailures()).containsEntry(Reason.of(failure), 1L);
        assertThat(cache.stats().l2Failures()).isEqualTo(2);
        assertThat(cache.stats().errors()).isZero();
      }
    }

    @Test
    void callersDoNotWaitForTheWriteToL2() {
      try (TieredCache<String, String> cache = builder().build()) {
        CompletableFuture<String> answer = cache.getAsync("k");
        l2.hold();
        loader.loads.get(0).complete("v");

        assertThat(answer).isCompletedWithValue("v");
        assertThat(l2.entries).isEmpty();
        l2.release();
        assertThat(l2.entries).containsKey("k");
      }
    }

    @Test
    void aValueThatL2CannotEncodeIsServedAndCounted() {
      try (TieredCache<String, String> cache = builder().build()) {
        CompletableFuture<String> answer = cache.getAsync("k");
        loader.loads.get(0).complete("unencodable");

        assertThat(answer).isCompletedWithValue("unencodable");
        assertThat(cache.stats().l2WriteFailures()).containsEntry(Reason.L2_UNDECODABLE, 1L);
      }
    }

    @Test
    void anEntryThatExpiresOnItsWayFromL2IsLoadedAgain() {
      try (TieredCache<String, String> cache = builder().build()) {
        inL2("k", "old", L2_TTL.minusMillis(1));
        l2.hold();
        CompletableFuture<Lookup<String>> answer = cache.lookupAsync("k");
        ticker.advance(Duration.ofMillis(1));
        l2.release();
        loader.loads.get(0).complete("new");

        assertThat(answer.join().value()).isEqualTo("new");
      }
    }

    @Test
    void jitterTakesItsShareOffBothTiers() {
      try (TieredCache<String, String> cache =
          builder().jitter(0.5).random(new SplittableRandom(9)).build()) {
        long begun = ticker.nanos();
        double shortest = 1;
        double longest = 0;
        for (int i = 0; i < 200; i++) {
          cache.getAsync("k" + i);
          loader.loads.get(i).complete("v");
          double share =
              (l2.entries.get("k" + i).deadlineNanos() - begun) / (double) L2_TTL.toNanos();
          shortest = Math.min(shortest, share);
          longest = Math.max(longest, share);
        }

        assertThat(shortest).isBetween(0.5, 0.52);
        assertThat(longest).isBetween(0.98, 1.0);
        ticker.advance(L1_TTL.dividedBy(2).plusSeconds(2));
        assertThat(cache.stats().l1Entries()).isBetween(20L, 80L);
      }
    }
  }

  @Nested
  class Fencing {

    @Test
    void aValueReadFromL2BeforeAnInvalidationIsReturnedButNotCached() {
      try (TieredCache<String, String> cache = builder().build()) {
        inL2("k", "old", Duration.ZERO);
        l2.hold();
        CompletableFuture<Lookup<String>> answer = cache.lookupAsync("k");
        CompletableFuture<Reason> invalidated = cache.invalidateAsync("k");
        l2.release();

        assertThat(answer.join().value()).isEqualTo("old");
        assertThat(invalidated).isCompletedWithValue(Reason.NONE);
        assertThat(cache.stats().refusedFills()).isEqualTo(1);
        CompletableFuture<String> after = cache.getAsync("k");
        loader.loads.get(0).complete("new");
        assertThat(after).isCompletedWithValue("new");
      }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aValueLoadedBeforeAnInvalidationIsReturnedButNotCached(boolean fence) {
      try (TieredCache<String, String> cache = builder().fence(fence).build()) {
        CompletableFuture<String> answer = cache.getAsync("k");
        cache.invalidate("k");
        loader.loads.get(0).complete("old");
        assertThat(answer).isCompletedWithValue("old");

        cache.getAsync("k");

        assertThat(loader.loads).hasSize(fence ? 2 : 1);
        assertThat(l2.entries.containsKey("k")).isEqualTo(!fence);
      }
    }

    @Test
    void whoeverAsksAfterAnInvalidationDoesNotJoinAFlightFromBefore() {
      try (TieredCache<String, String> cache = builder().build()) {
        cache.getAsync("k");
        cache.invalidate("k");
        CompletableFuture<String> after = cache.getAsync("k");

        assertThat(loader.loads).hasSize(2);
        loader.loads.get(1).complete("new");
        loader.loads.get(0).complete("old");

        assertThat(after).isCompletedWithValue("new");
        assertThat(cache.get("k")).isEqualTo("new");
        assertThat(l2.entries.get("k").value()).isEqualTo("new");
      }
    }

    @Test
    void aReadOfL2BetweenInvalidationAndItsRemovalIsNotCached() {
      try (TieredCache<String, String> cache = builder().build()) {
        inL2("k", "old", Duration.ZERO);
        l2.hold();
        cache.invalidateAsync("k");
        CompletableFuture<String> between = cache.getAsync("k");
        l2.release();
        assertThat(between).isCompletedWithValue("old");

        cache.getAsync("k");

        assertThat(loader.loads).hasSize(1);
      }
    }

    @Test
    void aLoadFromBeforeAPutOverwritesItInNeitherTier() {
      try (TieredCache<String, String> cache = builder().build()) {
        cache.getAsync("k");
        assertThat(cache.put("k", "new")).isEqualTo(Reason.NONE);

        loader.loads.get(0).complete("old");

        assertThat(cache.get("k")).isEqualTo("new");
        assertThat(l2.entries.get("k").value()).isEqualTo("new");
      }
    }

    @Test
    void twoPutsAtOnceLeaveL1AndL2Agreeing() {
      try (TieredCache<String, String> cache = builder().build()) {
        l2.hold();
        cache.putAsync("k", "one");
        cache.putAsync("k", "two");
        l2.release();

        assertThat(cache.get("k")).isEqualTo(l2.entries.get("k").value());
      }
    }

    @Test
    void expiringL1KeepsL2AndRefusesLoadsFromBeforeInL1Only() {
      try (TieredCache<String, String> cache = builder().build()) {
        cache.put("kept", "v");
        cache.getAsync("k");
        cache.expireL1();
        loader.loads.get(0).complete("loaded");

        assertThat(cache.lookup("kept").tier()).isEqualTo(Tier.L2);
        assertThat(l2.entries.get("k").value()).isEqualTo("loaded");
        assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);
        assertThat(cache.stats().invalidations()).isZero();
      }
    }
  }

  @Nested
  class Writing {

    @Test
    void putsIntoBothTiersWithoutLoading() {
      try (TieredCache<String, String> cache = builder().build()) {
        assertThat(cache.put("k", "v")).isEqualTo(Reason.NONE);

        assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L1);
        assertThat(l2.entries.get("k").value()).isEqualTo("v");
        assertThat(loader.loads).isEmpty();
      }
    }

    @Test
    void saysWhyL2DidNotTakeAWriteAndDoesNotFail() {
      try (TieredCache<String, String> cache = builder().build()) {
        l2.failWith(L2Failure.DISCONNECTED);

        assertThat(cache.put("k", "v")).isEqualTo(Reason.L2_DISCONNECTED);
        assertThat(cache.get("k")).isEqualTo("v");
        assertThat(cache.invalidate("k")).isEqualTo(Reason.L2_DISCONNECTED);
        assertThat(cache.stats().l2WriteFailures()).containsEntry(Reason.L2_DISCONNECTED, 2L);
      }
    }

    @Test
    void refusesAValueThatCannotBeEncodedAndCachesNothing() {
      try (TieredCache<String, String> cache = builder().build()) {
        assertThatThrownBy(() -> cache.put("k", "unencodable"))
            .isInstanceOf(CodecException.class)
            .hasMessage("value of key k cannot be encoded for L2: check the codec of l2(...)")
            .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(cache.stats().l1Entries()).isZero();
      }
    }

    @Test
    void fillsWithWhatIsLeftOfALife() {
      try (TieredCache<String, String> cache = builder().jitter(0.9).build()) {
        cache.fill("k", "v", FillTiers.ALL, Duration.ofSeconds(24)).join();

        assertThat(cache.lookup("k").age()).isEqualTo(Duration.ofSeconds(24));
        assertThat(l2.entries.get("k").deadlineNanos() - ticker.nanos())
            .isEqualTo(Duration.ofSeconds(36).toNanos());
        ticker.advance(Duration.ofSeconds(6).minusNanos(1));
        assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L1);
        ticker.advance(Duration.ofNanos(1));
        assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);
        assertThat(cache.stats().puts()).isZero();
        assertThat(cache.stats().l2Writes()).isZero();
      }
    }

    @Test
    void fillsL2AloneAndSaysWhenItCannot() {
      try (TieredCache<String, String> cache = builder().build()) {
        cache.fill("k", "v", FillTiers.L2, Duration.ZERO).join();
        assertThat(cache.stats().l1Entries()).isZero();
        l2.failWith(L2Failure.TIMEOUT);

        assertThatThrownBy(() -> cache.fill("k", "v", FillTiers.L2, Duration.ZERO).join())
            .hasCauseInstanceOf(TierUnavailableException.class)
            .hasMessageContaining("fill of key k did not reach L2: L2_TIMEOUT");
      }
    }

    @Test
    void refusesANegativeAge() {
      try (TieredCache<String, String> cache = builder().build()) {
        assertThatThrownBy(() -> cache.fill("k", "v", FillTiers.L2, Duration.ofNanos(-1)))
            .hasMessage("age must be at least PT0S, but was PT-0.000000001S");
      }
    }
  }

  @Nested
  class Building {

    @Test
    void promisesAStalenessBound() {
      assertThat(builder().build().stalenessBound()).isEqualTo(L2_TTL.plus(BUDGET));
      assertThat(builder().withoutL2().build().stalenessBound()).isEqualTo(L1_TTL);
      assertThat(builder().withoutL1().build().stalenessBound()).isEqualTo(L2_TTL.plus(BUDGET));
      assertThat(builder().withoutL1().withoutL2().coalescing(false).build().stalenessBound())
          .isEqualTo(Duration.ZERO);
    }

    @Test
    void refusesWhatIsOutOfRange() {
      assertThatThrownBy(() -> new MemoryTierConfig(0, L1_TTL, EvictionPolicy.LRU))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("l1.capacity must be at least 1, but was 0");
      assertThatThrownBy(() -> new MemoryTierConfig(1, Duration.ZERO, EvictionPolicy.LRU))
          .hasMessage("l1.ttl must be greater than 0, but was PT0S");
      assertThatThrownBy(() -> new MemoryTierConfig(1, Duration.ofDays(99_999), EvictionPolicy.LRU))
          .hasMessage("l1.ttl must be at most 36500 days, but was PT2399976H");
      assertThatThrownBy(() -> builder().jitter(-0.1).build())
          .hasMessage("jitter must be 0 to below 1, but was -0.1");
      assertThatThrownBy(() -> TieredCache.builder().build())
          .isInstanceOf(NullPointerException.class)
          .hasMessage("loader");
    }

    @Test
    void refusesNullKeysAndValues() {
      try (TieredCache<String, String> cache = builder().build()) {
        assertThatThrownBy(() -> cache.get(null)).hasMessage("key");
        assertThatThrownBy(() -> cache.putAsync("k", null)).hasMessage("value");
      }
    }

    @Test
    void runsWithEveryTierOff() {
      try (TieredCache<String, String> cache = builder().withoutL1().withoutL2().build()) {
        CompletableFuture<String> first = cache.getAsync("k");
        loader.loads.get(0).complete("v");
        cache.getAsync("k");

        assertThat(first).isCompletedWithValue("v");
        assertThat(loader.loads).hasSize(2);
      }
    }

    @Test
    void closesItsL2() {
      builder().build().close();

      assertThat(l2.closed).isTrue();
    }
  }
}
