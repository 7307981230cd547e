package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.expiry.ErrorClass;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.overload.OriginLimit;
import dev.cachebench.engine.overload.RetryBudget;
import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualScheduler;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Further tries of failed loads, with and without their budget, on time that stands still. */
@Timeout(30)
class RetryTest {

  private static final Duration BACK_OFF = Duration.ofMillis(20);
  private static final RetryBudget BUDGET = new RetryBudget(0.1, 10, 1, BACK_OFF);
  private static final IllegalStateException DOWN = new IllegalStateException("down");

  private final ManualTicker ticker = new ManualTicker();
  private final ManualScheduler timer = new ManualScheduler(ticker);
  private final HeldLoader loader = new HeldLoader();

  private TieredCacheBuilder<String, String> plain() {
    return TieredCache.<String, String>builder()
        .asyncLoader(loader)
        .executor(Runnable::run)
        .ticker(ticker)
        .scheduler(timer)
        .random(() -> -1L) // the longest waits
        .jitter(0)
        .l1(new MemoryTierConfig(100, Duration.ofSeconds(10), EvictionPolicy.W_TINYLFU));
  }

  private TieredCacheBuilder<String, String> on() {
    return plain().retryBudget(BUDGET);
  }

  private CompletableFuture<String> last() {
    return loader.loads.get(loader.loads.size() - 1);
  }

  private static Throwable errorOf(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      return e.getCause();
    }
    throw new AssertionError("must fail, but did not");
  }

  @Test
  void aLoadThatFailsOnceIsTriedAgainAndNobodySeesTheError() {
    try (TieredCache<String, String> cache = on().build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      CompletableFuture<String> joined = cache.getAsync("k");
      last().completeExceptionally(DOWN);
      assertThat(loader.loads).hasSize(1);
      timer.advance(BACK_OFF);
      assertThat(loader.loads).hasSize(2);
      last().complete("v");

      assertThat(answer).isCompletedWithValue("v");
      assertThat(joined).isCompletedWithValue("v");
      assertThat(cache.get("k")).isEqualTo("v");
      assertThat(cache.stats().retries()).isEqualTo(1);
      assertThat(cache.stats().errors()).isZero();
    }
  }

  @Test
  void withoutABudgetTheErrorIsTheAnswer() {
    try (TieredCache<String, String> cache = plain().build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      last().completeExceptionally(DOWN);

      assertThat(errorOf(answer)).hasCause(DOWN);
      timer.advance(Duration.ofSeconds(1));
      assertThat(loader.loads).hasSize(1);
    }
  }

  @Test
  void theLastErrorIsTheAnswerWhenItsTriesAreUsedUp() {
    try (TieredCache<String, String> cache =
        plain().retryBudget(new RetryBudget(0.1, 10, 2, BACK_OFF)).build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      last().completeExceptionally(DOWN);
      timer.advance(BACK_OFF);
      last().completeExceptionally(DOWN);
      timer.advance(BACK_OFF);
      assertThat(loader.loads).as("the second wait is twice as long").hasSize(2);
      timer.advance(BACK_OFF);
      IllegalStateException third = new IllegalStateException("still down");
      last().completeExceptionally(third);

      assertThat(errorOf(answer)).hasCause(third);
      assertThat(loader.loads).hasSize(3);
      assertThat(cache.stats().loadFailures()).isEqualTo(3);
    }
  }

  @Test
  void onlyWhatMayPassIsTriedAgain() {
    try (TieredCache<String, String> cache =
        on().errorClasses(e -> ErrorClass.valueOf(e.getMessage())).build()) {
      for (ErrorClass kind : ErrorClass.values()) {
        cache.getAsync(kind.name());
        last().completeExceptionally(new IllegalStateException(kind.name()));
      }

      assertThat(timer.waiting()).isEqualTo(1);
      assertThat(cache.stats().retries()).isEqualTo(1);
    }
  }

  /** Returns how many loads there were for so many lookups of as many keys. */
  private long loadsOf(TieredCache<String, String> cache, int lookups, double failing) {
    SplittableRandom random = new SplittableRandom(7);
    long before = cache.stats().loads();
    for (int i = 0; i < lookups; i++) {
      cache.getAsync("k-" + before + "-" + i);
      while (!loader.loads.isEmpty()) {
        CompletableFuture<String> load = loader.loads.remove(0);
        if (random.nextDouble() < failing) {
          load.completeExceptionally(DOWN);
        } else {
          load.complete("v");
        }
        timer.advance(BACK_OFF);
      }
    }
    return cache.stats().loads() - before;
  }

  @Test
  void anOriginThatAnswersNobodyGetsTheReserveOnTopAndNoMore() {
    try (TieredCache<String, String> cache = on().build()) {
      assertThat(loadsOf(cache, 10_000, 1)).isEqualTo(10_000 + 10);
      assertThat(cache.stats().retriesDenied()).isEqualTo(10_000 - 10);

      loadsOf(cache, 1_000, 0);

      assertThat(loadsOf(cache, 1_000, 1)).as("filled again, to the brim").isEqualTo(1_000 + 10);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.2, 0.5, 0.9})
  void furtherTriesAreAtMostAShareOfTheSuccesses(double failing) {
    try (TieredCache<String, String> cache = on().build()) {
      loadsOf(cache, 10_000, failing);
      CacheStats stats = cache.stats();
      long successes = stats.loads() - stats.loadFailures();

      assertThat((double) stats.retries()).isLessThanOrEqualTo(10 + 0.1 * successes);
      if (failing > 0.1) {
        assertThat((double) stats.retries()).as("all of it").isGreaterThan(0.1 * successes);
      }
    }
  }

  /** What the budget is for: failures f without one multiply loads by 1 + f, whatever f is. */
  @Test
  void withoutALimitEveryFailureIsTriedAgain() {
    RetryBudget endless = new RetryBudget(1, 1_000_000, 1, BACK_OFF);
    try (TieredCache<String, String> cache = plain().retryBudget(endless).build()) {
      assertThat(loadsOf(cache, 10_000, 1)).isEqualTo(20_000);
    }
  }

  @Test
  void rareErrorsAreSeenByNobody() {
    try (TieredCache<String, String> cache = on().build()) {
      loadsOf(cache, 100_000, 0.01);

      assertThat(cache.stats().errors()).as("1 in 10,000, not 1 in 100").isBetween(1L, 30L);
      assertThat(cache.stats().retriesDenied()).isZero();
    }
  }

  @Test
  void nobodyTriesForCallersWhoHaveLeft() {
    try (TieredCache<String, String> cache = on().build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      last().completeExceptionally(DOWN);
      answer.cancel(true);

      assertThat(timer.waiting()).isZero();
      timer.advance(BACK_OFF);
      assertThat(loader.loads).hasSize(1);
      assertThat(cache.stats().flights()).isZero();
    }
  }

  @Test
  void theHardTimeoutIncludesTheWait() {
    LoadTimeouts timeouts = new LoadTimeouts(Duration.ofMillis(5), Duration.ofMillis(10));
    try (TieredCache<String, String> cache = on().backgroundLoad(timeouts).build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      last().completeExceptionally(DOWN);
      timer.advance(timeouts.hard());

      assertThat(errorOf(answer)).isInstanceOf(LoadTimeoutException.class);
      timer.advance(BACK_OFF);
      assertThat(loader.loads).hasSize(1);
    }
  }

  @Test
  void aLateTryFillsTheCache() {
    LoadTimeouts timeouts = new LoadTimeouts(Duration.ofMillis(5), Duration.ofMillis(30));
    try (TieredCache<String, String> cache = on().backgroundLoad(timeouts).build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      last().completeExceptionally(DOWN);
      timer.advance(timeouts.hard());
      assertThat(errorOf(answer)).isInstanceOf(LoadTimeoutException.class);

      last().complete("late");

      assertThat(cache.get("k")).isEqualTo("late");
    }
  }

  @Test
  void whileItWaitsItsTurnIsAnothers() {
    try (TieredCache<String, String> cache = on().originLimit(new OriginLimit(1, 10, 1)).build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      last().completeExceptionally(DOWN);
      CompletableFuture<String> other = cache.getAsync("other");
      timer.advance(BACK_OFF);
      assertThat(loader.loads).as("the second try waits for its turn").hasSize(2);

      last().complete("o");
      last().complete("v");

      assertThat(other).isCompletedWithValue("o");
      assertThat(answer).isCompletedWithValue("v");
    }
  }

  @Test
  void closingEndsTheWait() {
    TieredCache<String, String> cache = on().build();
    CompletableFuture<String> answer = cache.getAsync("k");
    last().completeExceptionally(DOWN);

    cache.close();

    assertThat(errorOf(answer)).isInstanceOf(IllegalStateException.class);
    timer.advance(BACK_OFF);
    assertThat(loader.loads).hasSize(1);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new RetryBudget(0, 10, 1, BACK_OFF))
        .hasMessage("retry-budget.ratio must be above 0 and at most 1, but was 0.0");
    assertThatThrownBy(() -> new RetryBudget(1.5, 10, 1, BACK_OFF))
        .hasMessage("retry-budget.ratio must be above 0 and at most 1, but was 1.5");
    assertThatThrownBy(() -> new RetryBudget(0.1, 0, 1, BACK_OFF))
        .hasMessage("retry-budget.reserve must be at least 1, but was 0");
    assertThatThrownBy(() -> new RetryBudget(0.1, 10, 0, BACK_OFF))
        .hasMessage("retry-budget.retries must be at least 1, but was 0");
    assertThatThrownBy(() -> new RetryBudget(0.1, 10, 1, Duration.ZERO))
        .hasMessage("retry-budget.back-off must be at least PT0.001S, but was PT0S");
  }
}
