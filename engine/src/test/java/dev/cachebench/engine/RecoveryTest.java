package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What an L2 that was away still holds, with and without a recovery queue. */
final class RecoveryTest {

  private static final Duration L1_TTL = Duration.ofSeconds(5);

  private final ManualTicker ticker = new ManualTicker();
  private final HeldL2 l2 = new HeldL2();
  private final Map<String, String> origin = new HashMap<>(Map.of("k", "v1", "other", "o"));

  private TieredCache<String, String> cache(int recoveryQueue) {
    return TieredCache.<String, String>builder()
        .loader(origin::get)
        .executor(Runnable::run)
        .ticker(ticker)
        .jitter(0)
        .l1(new MemoryTierConfig(100, L1_TTL, EvictionPolicy.LRU))
        .l2(l2, Duration.ofMinutes(10), Duration.ofMillis(50))
        .recoveryQueue(recoveryQueue)
        .build();
  }

  private void change(TieredCache<String, String> cache, String value) {
    origin.put("k", value);
    cache.put("k", value);
  }

  private void putWhileL2IsAway(TieredCache<String, String> cache) {
    assertThat(cache.get("k")).isEqualTo("v1");
    l2.failWith(L2Failure.DISCONNECTED);
    change(cache, "v2");
    ticker.advance(L1_TTL);
    l2.failWith(L2Failure.NONE);
  }

  @Test
  void withoutTheQueueThePutIsUndone() {
    try (TieredCache<String, String> cache = cache(0)) {
      putWhileL2IsAway(cache);

      assertThat(cache.get("k")).isEqualTo("v1");
    }
  }

  @Test
  void withItThePutStands() {
    try (TieredCache<String, String> cache = cache(100)) {
      putWhileL2IsAway(cache);

      assertThat(cache.stats().recoveryQueue()).isEqualTo(1);
      assertThat(cache.get("k")).isEqualTo("v2");
      assertThat(l2.entries.get("k").value()).isEqualTo("v2");
      assertThat(cache.stats().recoveryQueue()).isZero();
      assertThat(cache.stats().recovered()).isEqualTo(1);
    }
  }

  @Test
  void anInvalidationIsMadeUpForAtTheFirstAnswerAboutAnyKey() {
    try (TieredCache<String, String> cache = cache(100)) {
      cache.get("k");
      l2.failWith(L2Failure.TIMEOUT);
      cache.invalidate("k");
      l2.failWith(L2Failure.NONE);

      cache.get("other");

      assertThat(l2.entries).doesNotContainKey("k");
    }
  }

  @Test
  void aNodeDoesNotGoBackBehindAValueThatItLoadedMeanwhile() {
    try (TieredCache<String, String> cache = cache(100);
        TieredCache<String, String> plain = cache(0)) {
      cache.get("k");
      ticker.advance(L1_TTL);
      origin.put("k", "v2"); // by another node, whose own removal has failed
      l2.failWith(L2Failure.CIRCUIT_OPEN);
      assertThat(cache.get("k")).isEqualTo("v2");
      assertThat(plain.get("k")).isEqualTo("v2");
      ticker.advance(L1_TTL);
      l2.failWith(L2Failure.NONE);

      assertThat(plain.get("k")).isEqualTo("v1");
      assertThat(cache.get("k")).isEqualTo("v2");
    }
  }

  @Test
  void aLoadWhoseValueL2HoldsAnywayCostsNoOther() {
    int[] loads = new int[1];
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder()
            .loader(
                key -> {
                  loads[0]++;
                  return origin.get(key);
                })
            .executor(Runnable::run)
            .ticker(ticker)
            .jitter(0)
            .l1(new MemoryTierConfig(100, L1_TTL, EvictionPolicy.LRU))
            .l2(l2, Duration.ofMinutes(10), Duration.ofMillis(50))
            .recoveryQueue(100)
            .build()) {
      cache.get("k");
      ticker.advance(L1_TTL);
      l2.failWith(L2Failure.CIRCUIT_OPEN);
      cache.get("k");
      ticker.advance(L1_TTL);
      l2.failWith(L2Failure.NONE);

      assertThat(cache.get("k")).isEqualTo("v1");
      assertThat(loads[0]).isEqualTo(2);
      assertThat(l2.entries).containsKey("k");
      assertThat(cache.stats().recoveryQueue()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = L2Failure.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "TOO_LARGE"})
  void whateverKeptRedisFromTakingItIsMadeUpFor(L2Failure failure) {
    try (TieredCache<String, String> cache = cache(100)) {
      l2.failWith(failure);
      change(cache, "v2");

      assertThat(cache.stats().recoveryQueue()).isEqualTo(1);
    }
  }

  @Test
  void whatRedisHasRemovedAsTooLargeIsNotOwed() {
    try (TieredCache<String, String> cache = cache(100)) {
      l2.failWith(L2Failure.TOO_LARGE);
      change(cache, "v2");

      assertThat(cache.stats().recoveryQueue()).isZero();
    }
  }
}
