package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.expiry.ErrorCacheConfig;
import dev.cachebench.engine.expiry.ErrorClass;
import dev.cachebench.engine.expiry.NegativeConfig;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.overload.OriginLimit;
import dev.cachebench.engine.refresh.EarlyExpiry;
import dev.cachebench.engine.refresh.RefreshAhead;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualScheduler;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens around loads, each mechanism on and off, on time that stands still. */
@Timeout(30)
class LoadSideTest {

  private static final Duration TTL = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration SOFT = Duration.ofMillis(100);
  private static final Duration HARD = Duration.ofSeconds(2);
  private static final LoadTimeouts TIMEOUTS = new LoadTimeouts(SOFT, HARD);

  private final ManualTicker ticker = new ManualTicker();
  private final ManualScheduler timer = new ManualScheduler(ticker);
  private final HeldLoader loader = new HeldLoader();
  private final HeldL2 l2 = new HeldL2();

  private TieredCacheBuilder<String, String> plain() {
    return TieredCache.<String, String>builder()
        .asyncLoader(loader)
        .executor(Runnable::run)
        .ticker(ticker)
        .scheduler(timer)
        .jitter(0)
        .l1(new MemoryTierConfig(100, TTL, EvictionPolicy.W_TINYLFU));
  }

  private CompletableFuture<String> last() {
    return loader.loads.get(loader.loads.size() - 1);
  }

  private void load(TieredCache<String, String> cache, String key, String value) {
    CompletableFuture<String> answer = cache.getAsync(key);
    last().complete(value);
    answer.join();
  }

  private static Throwable errorOf(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      return e.getCause();
    }
    throw new AssertionError("must fail, but did not");
  }

  @Nested
  class BackgroundLoad {

    private TieredCacheBuilder<String, String> on() {
      return plain().backgroundLoad(TIMEOUTS).staleIfError(GRACE);
    }

    @Test
    void callersGetTheOldValueAfterTheSoftTimeoutAndTheLoadFillsTheCache() {
      try (TieredCache<String, String> cache = on().build()) {
        load(cache, "k", "old");
        timer.advance(TTL);
        CompletableFuture<Lookup<String>> waits = cache.lookupAsync("k");
        timer.advance(SOFT.minusNanos(1));
        assertThat(waits).isNotDone();

        timer.advance(Duration.ofNanos(1));

        assertThat(waits.join().value()).isEqualTo("old");
        assertThat(waits.join().stale()).isTrue();
        assertThat(waits.join().reason()).isEqualTo(Reason.LOAD_TIMEOUT);
        last().complete("new");
        assertThat(cache.get("k")).isEqualTo("new");
        assertThat(loader.loads).hasSize(2);
      }
    }

    @Test
    void whoComesWhileTheLoadGoesOnGetsTheOldValueAtOnceAndStartsNoLoad() {
      try (TieredCache<String, String> cache = on().build()) {
        load(cache, "k", "old");
        timer.advance(TTL);
        cache.lookupAsync("k");
        timer.advance(SOFT);

        assertThat(cache.lookup("k").value()).isEqualTo("old");
        assertThat(cache.lookup("k").stale()).isTrue();

        assertThat(loader.loads).hasSize(2);
        assertThat(cache.stats().staleServed()).isEqualTo(3);
      }
    }

    @Test
    void withoutItCallersWaitForAsLongAsTheLoadTakes() {
      try (TieredCache<String, String> cache = plain().staleIfError(GRACE).build()) {
        load(cache, "k", "old");
        timer.advance(TTL);
        CompletableFuture<Lookup<String>> waits = cache.lookupAsync("k");

        timer.advance(Duration.ofSeconds(30));

        assertThat(waits).isNotDone();
        assertThat(timer.waiting()).isZero();
      }
    }

    @Test
    void withoutAnOldValueCallersWaitForTheHardTimeoutAndTheLateLoadFills() {
      try (TieredCache<String, String> cache = on().build()) {
        CompletableFuture<String> waits = cache.getAsync("k");
        timer.advance(HARD.minusNanos(1));
        assertThat(waits).isNotDone();

        timer.advance(Duration.ofNanos(1));

        assertThat(errorOf(waits))
            .isInstanceOf(LoadTimeoutException.class)
            .hasMessage("load of key k took longer than background-load.hard, 2000 ms");
        last().complete("late");
        assertThat(cache.get("k")).isEqualTo("late");
        assertThat(loader.loads).hasSize(1);
        assertThat(cache.stats().lateLoads()).isEqualTo(1);
        assertThat(cache.stats().loadTimeouts()).isEqualTo(1);
      }
    }

    @Test
    void aLateLoadThatAnInvalidationOvertookDoesNotFill() {
      try (TieredCache<String, String> cache = on().build()) {
        cache.getAsync("k");
        timer.advance(HARD);
        cache.invalidate("k");

        last().complete("late");
        cache.getAsync("k");

        assertThat(loader.loads).hasSize(2);
        assertThat(cache.stats().refusedFills()).isEqualTo(1);
      }
    }

    @Test
    void anInvalidationTakesTheOldValueFromWhoeverComesLater() {
      try (TieredCache<String, String> cache = on().build()) {
        load(cache, "k", "old");
        timer.advance(TTL);
        cache.lookupAsync("k");
        timer.advance(SOFT);

        cache.invalidate("k");
        CompletableFuture<String> after = cache.getAsync("k");

        assertThat(after).isNotDone();
        last().complete("new");
        assertThat(after).isCompletedWithValue("new");
      }
    }

    @Test
    void theWaitForTheOriginLimitIsPartOfTheHardTimeout() {
      try (TieredCache<String, String> cache =
          on().originLimit(new OriginLimit(1, 10, 1)).build()) {
        cache.getAsync("busy");
        CompletableFuture<String> waits = cache.getAsync("k");

        timer.advance(HARD);
        loader.loads.get(0).complete("v");

        assertThat(errorOf(waits)).isInstanceOf(LoadTimeoutException.class);
        assertThat(loader.loads).hasSize(1);
      }
    }

    @Test
    void closingCancelsLateLoads() {
      TieredCache<String, String> cache = on().build();
      cache.getAsync("k");
      timer.advance(HARD);

      cache.close();

      assertThat(last()).isCancelled();
    }

    @Test
    void refusesAHardTimeoutBelowTheSoftOne() {
      assertThatThrownBy(() -> new LoadTimeouts(HARD, SOFT))
          .hasMessage("background-load.hard must be at least PT2S, but was PT0.1S");
    }
  }

  @Nested
  class Expiring {

    private String afterAFailedLoad(boolean expire) {
      try (TieredCache<String, String> cache =
          plain().l2(l2, Duration.ofSeconds(60), SOFT).staleIfError(GRACE).build()) {
        load(cache, "k", "old");
        Reason reason = expire ? cache.expire("k") : cache.invalidate("k");
        assertThat(reason).isEqualTo(Reason.NONE);
        assertThat(l2.entries).isEmpty();
        CompletableFuture<String> next = cache.getAsync("k");
        last().completeExceptionally(new IllegalStateException("down"));
        return next.handle((value, error) -> error == null ? value : "error").join();
      }
    }

    @Test
    void expiringKeepsAFallback() {
      assertThat(afterAFailedLoad(true)).isEqualTo("old");
    }

    @Test
    void invalidatingDoesNot() {
      assertThat(afterAFailedLoad(false)).isEqualTo("error");
    }

    @Test
    void theFallbackOfAKeyThatL1LacksIsFetchedFromL2() {
      try (TieredCache<String, String> cache =
          plain().l2(l2, Duration.ofSeconds(60), SOFT).staleIfError(GRACE).build()) {
        long now = ticker.nanos();
        l2.entries.put("k", new HeldL2.Entry("old", now, now + TTL.toNanos()));

        cache.expire("k");
        CompletableFuture<Lookup<String>> next = cache.lookupAsync("k");
        last().completeExceptionally(new IllegalStateException("down"));

        assertThat(next.join().value()).isEqualTo("old");
        assertThat(next.join().stale()).isTrue();
      }
    }

    @Test
    void aLoadThatBeganBeforeDoesNotFill() {
      try (TieredCache<String, String> cache = plain().staleIfError(GRACE).build()) {
        cache.getAsync("k");
        cache.expire("k");
        last().complete("old");

        cache.getAsync("k");

        assertThat(loader.loads).hasSize(2);
      }
    }
  }

  @Nested
  class Negative {

    private TieredCacheBuilder<String, String> on() {
      return plain().negative(new NegativeConfig(Duration.ofSeconds(5), 10));
    }

    @Test
    void anAbsentKeyIsLoadedOncePerLife() {
      try (TieredCache<String, String> cache = on().build()) {
        load(cache, "k", null);

        Lookup<String> again = cache.lookup("k");

        assertThat(again.value()).isNull();
        assertThat(again.tier()).isEqualTo(Tier.L1);
        assertThat(loader.loads).hasSize(1);
        assertThat(cache.stats().negativeHits()).isEqualTo(1);
        timer.advance(Duration.ofSeconds(5));
        cache.getAsync("k");
        assertThat(loader.loads).hasSize(2);
      }
    }

    @Test
    void withoutItEachLookupLoads() {
      try (TieredCache<String, String> cache = plain().build()) {
        load(cache, "k", null);
        load(cache, "k", null);

        assertThat(loader.loads).hasSize(2);
      }
    }

    @Test
    void aPutIsSeenAtOnce() {
      try (TieredCache<String, String> cache = on().build()) {
        load(cache, "k", null);

        cache.put("k", "v");

        assertThat(cache.get("k")).isEqualTo("v");
      }
    }

    @Test
    void aPutOfAnotherNodeIsSeenOnceTheAbsenceEnds() {
      Duration life = Duration.ofSeconds(60);
      try (TieredCache<String, String> cache = on().l2(l2, life, Duration.ZERO).build();
          TieredCache<String, String> other = on().l2(l2, life, Duration.ZERO).build()) {
        load(cache, "k", null);
        other.put("k", "v");
        timer.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(cache.get("k")).isNull();

        timer.advance(Duration.ofNanos(1));

        assertThat(cache.get("k")).isEqualTo("v");
      }
    }

    @Test
    void anInvalidationForgetsTheAbsence() {
      try (TieredCache<String, String> cache = on().build()) {
        load(cache, "k", null);
        cache.invalidate("k");

        load(cache, "k", "v");

        assertThat(cache.get("k")).isEqualTo("v");
      }
    }

    @Test
    void anAbsenceThatAPutOvertookIsNotRemembered() {
      try (TieredCache<String, String> cache = on().build()) {
        cache.getAsync("k");
        cache.put("k", "v");
        last().complete(null);
        cache.invalidate("k");

        cache.getAsync("k");

        assertThat(loader.loads).hasSize(2);
      }
    }

    @Test
    void anErrorOfTheClassAbsentIsAnAbsence() {
      try (TieredCache<String, String> cache =
          on().errorClasses(error -> ErrorClass.ABSENT).build()) {
        CompletableFuture<String> first = cache.getAsync("k");
        last().completeExceptionally(new IllegalStateException("404"));

        assertThat(first).isCompletedWithValue(null);
        assertThat(cache.get("k")).isNull();
        assertThat(loader.loads).hasSize(1);
      }
    }

    @Test
    void aFloodOfUnknownKeysEvictsNoValue() {
      try (TieredCache<String, String> cache = on().build()) {
        for (int i = 0; i < 100; i++) {
          load(cache, "known-" + i, "v");
        }
        for (int i = 0; i < 1_000_000; i++) {
          cache.getAsync("unknown-" + i);
          last().complete(null);
          loader.loads.clear();
        }

        for (int i = 0; i < 100; i++) {
          cache.getAsync("known-" + i);
        }
        assertThat(loader.loads).isEmpty();
        assertThat(cache.stats().l1Entries()).isEqualTo(100);
      }
    }

    @Test
    void refusesALifeBeyondThatOfValues() {
      TieredCacheBuilder<String, String> builder =
          plain().negative(new NegativeConfig(Duration.ofSeconds(11), 10));

      assertThatThrownBy(builder::build)
          .hasMessage(
              "negative.ttl must be at most the time to live of values, PT10S, but was PT11S");
    }
  }

  @Nested
  class ErrorCache {

    private TieredCacheBuilder<String, String> on() {
      return plain()
          .random(() -> -1L)
          .errorCache(new ErrorCacheConfig(Duration.ofSeconds(1), 2, Duration.ofSeconds(3), 10));
    }

    private Throwable fail(TieredCache<String, String> cache, Throwable error) {
      CompletableFuture<String> answer = cache.getAsync("k");
      last().completeExceptionally(error);
      return errorOf(answer);
    }

    private boolean loadsAgain(TieredCache<String, String> cache) {
      int before = loader.loads.size();
      CompletableFuture<String> next = cache.getAsync("k");
      boolean loads = loader.loads.size() > before;
      next.cancel(true);
      return loads;
    }

    @Test
    void aTransientErrorIsAnsweredWithoutALoadForItsLife() {
      try (TieredCache<String, String> cache = on().build()) {
        Throwable first = fail(cache, new IllegalStateException("down"));

        assertThat(errorOf(cache.getAsync("k"))).isSameAs(first);
        assertThat(loader.loads).hasSize(1);
        assertThat(cache.stats().errorHits()).isEqualTo(1);
        timer.advance(Duration.ofSeconds(1));
        assertThat(loadsAgain(cache)).isTrue();
      }
    }

    @Test
    void withoutItEachLookupTriesAgain() {
      try (TieredCache<String, String> cache = plain().build()) {
        fail(cache, new IllegalStateException("down"));

        assertThat(loadsAgain(cache)).isTrue();
      }
    }

    @Test
    void failuresInARowAreRememberedLongerUpToTheLongest() {
      try (TieredCache<String, String> cache = on().build()) {
        for (int seconds : new int[] {1, 2, 3, 3}) {
          fail(cache, new IllegalStateException("down"));
          timer.advance(Duration.ofMillis(seconds * 1_000L - 1));
          assertThat(loadsAgain(cache)).isFalse();
          timer.advance(Duration.ofMillis(1));
        }
        load(cache, "k", "v");
        cache.invalidate("k");

        fail(cache, new IllegalStateException("down"));
        timer.advance(Duration.ofSeconds(1));
        assertThat(loadsAgain(cache)).as("a success begins anew").isTrue();
      }
    }

    @Test
    void aPermanentErrorIsRememberedForTheLongestAtOnce() {
      try (TieredCache<String, String> cache = on().build()) {
        fail(cache, new IllegalArgumentException("no such kind of key"));

        timer.advance(Duration.ofMillis(2_999));

        assertThat(loadsAgain(cache)).isFalse();
      }
    }

    @Test
    void aCancelledLoadIsNotRemembered() {
      try (TieredCache<String, String> cache = on().build()) {
        fail(cache, new CancellationException());

        assertThat(loadsAgain(cache)).isTrue();
      }
    }

    @Test
    void aPutOrAnInvalidationForgetsTheError() {
      try (TieredCache<String, String> cache = on().build()) {
        fail(cache, new IllegalStateException("down"));
        cache.put("k", "v");
        assertThat(cache.get("k")).isEqualTo("v");

        cache.invalidate("k");
        fail(cache, new IllegalStateException("down"));
        cache.invalidate("k");
        assertThat(loadsAgain(cache)).isTrue();
      }
    }

    @Test
    void anErrorNeverHidesAnOldValue() {
      try (TieredCache<String, String> cache = on().staleIfError(GRACE).build()) {
        load(cache, "k", "old");
        timer.advance(TTL);
        cache.getAsync("k");
        last().completeExceptionally(new IllegalStateException("down"));

        Lookup<String> next = cache.lookup("k");

        assertThat(next.value()).isEqualTo("old");
        assertThat(next.stale()).isTrue();
        assertThat(loader.loads).as("and the origin is left alone").hasSize(2);
      }
    }

    @Test
    void aValueThatAnotherNodeLoadedIsTakenFromL2() {
      try (TieredCache<String, String> cache = on().l2(l2, Duration.ofSeconds(60), SOFT).build()) {
        fail(cache, new IllegalStateException("down"));
        long now = ticker.nanos();
        l2.entries.put("k", new HeldL2.Entry("theirs", now, now + TTL.toNanos()));

        assertThat(cache.get("k")).isEqualTo("theirs");
      }
    }
  }

  @Nested
  class Refreshing {

    @Test
    void aHitAfterTheShareOfItsLifeHasTheEntryLoadedOnce() {
      try (TieredCache<String, String> cache = plain().refreshAhead(RefreshAhead.at(0.8)).build()) {
        load(cache, "k", "old");
        timer.advance(Duration.ofMillis(7_999));
        cache.get("k");
        assertThat(loader.loads).hasSize(1);

        timer.advance(Duration.ofMillis(1));
        assertThat(cache.get("k")).isEqualTo("old");
        assertThat(cache.get("k")).isEqualTo("old");

        assertThat(loader.loads).hasSize(2);
        last().complete("new");
        assertThat(cache.get("k")).isEqualTo("new");
        assertThat(cache.stats().refreshes()).isEqualTo(1);
        assertThat(cache.stats().refreshesSuppressed()).isEqualTo(1);
      }
    }

    @Test
    void withoutItTheFirstMissWaitsForTheLoad() {
      try (TieredCache<String, String> cache = plain().build()) {
        load(cache, "k", "old");
        timer.advance(TTL.minusNanos(1));
        cache.get("k");
        timer.advance(Duration.ofNanos(1));

        assertThat(loader.loads).hasSize(1);
        assertThat(cache.getAsync("k")).isNotDone();
      }
    }

    @Test
    void aMissJoinsTheRefreshThatIsUnderWay() {
      try (TieredCache<String, String> cache = plain().refreshAhead(RefreshAhead.at(0.8)).build()) {
        load(cache, "k", "old");
        timer.advance(Duration.ofSeconds(9));
        cache.get("k");
        timer.advance(Duration.ofSeconds(1));

        CompletableFuture<String> miss = cache.getAsync("k");

        assertThat(loader.loads).hasSize(2);
        last().complete("new");
        assertThat(miss).isCompletedWithValue("new");
      }
    }

    @Test
    void anInvalidationOvertakesARefresh() {
      try (TieredCache<String, String> cache = plain().refreshAhead(RefreshAhead.at(0.8)).build()) {
        load(cache, "k", "old");
        timer.advance(Duration.ofSeconds(9));
        cache.get("k");
        cache.invalidate("k");
        last().complete("old");

        cache.getAsync("k");

        assertThat(loader.loads).hasSize(3);
      }
    }

    @Test
    void aRefreshTakesWhatAnotherNodeLoadedFromL2() {
      try (TieredCache<String, String> cache =
          plain().l2(l2, TTL, SOFT).refreshAhead(RefreshAhead.at(0.8)).build()) {
        load(cache, "k", "old");
        timer.advance(Duration.ofSeconds(9));
        long now = ticker.nanos();
        l2.entries.put("k", new HeldL2.Entry("theirs", now, now + TTL.toNanos()));

        cache.get("k");

        assertThat(loader.loads).hasSize(1);
        assertThat(cache.get("k")).isEqualTo("theirs");
      }
    }

    @Test
    void earlyExpiryLoadsBeforeTheEndAndNeverInTheFirstHalf() {
      try (TieredCache<String, String> cache =
          plain().earlyExpiry(EarlyExpiry.defaults()).random(() -> 42).build()) {
        CompletableFuture<String> first = cache.getAsync("k");
        timer.advance(Duration.ofSeconds(1));
        last().complete("old");
        first.join();

        int hits = 0;
        while (loader.loads.size() == 1) {
          timer.advance(Duration.ofMillis(10));
          assertThat(cache.get("k")).isEqualTo("old");
          hits++;
        }

        assertThat(hits).isBetween(400, 899);
      }
    }

    @Test
    void theScheduleLoadsKeysThatAreUsedAndForgetsOthers() {
      RefreshAhead every =
          new RefreshAhead(1, Duration.ofSeconds(4), Duration.ofSeconds(10), 1, 10);
      try (TieredCache<String, String> cache = plain().refreshAhead(every).build()) {
        load(cache, "k", "old");
        cache.get("k");

        timer.advance(Duration.ofSeconds(4));
        assertThat(loader.loads).as("nobody asked").hasSize(2);
        timer.advance(Duration.ofSeconds(4));
        assertThat(loader.loads).as("one at a time").hasSize(2);
        last().complete("new");
        assertThat(cache.get("k")).isEqualTo("new");
        timer.advance(Duration.ofSeconds(1));
        last().complete("newer");
        timer.advance(Duration.ofSeconds(11));
        int loads = loader.loads.size();

        timer.advance(Duration.ofSeconds(60));
        assertThat(loader.loads).as("nobody asks any more").hasSize(loads);
      }
    }
  }
}
