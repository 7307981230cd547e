package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.TieredCacheBuilder;
import dev.cachebench.engine.time.Scheduler;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a scenario says about loads reaches the engine, and what it switches off does not. */
class LoadSettingsTest {

  private static final Duration MILLI = Duration.ofMillis(1);

  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicLong nowNanos = new AtomicLong();
  private final List<Duration> timers = new ArrayList<>();
  private CompletableFuture<byte[]> answer = CompletableFuture.completedFuture(new byte[1]);

  private final Scheduler scheduler =
      new Scheduler() {
        @Override
        public Runnable after(long delayNanos, Runnable work) {
          timers.add(Duration.ofNanos(delayNanos));
          return () -> {};
        }

        @Override
        public void close() {}
      };

  private TieredCache<String, byte[]> cache(String mechanisms) {
    CacheConfig config =
        Objects.requireNonNull(
                ScenarioReader.read(
                        "x.yaml",
                        """
                        version: 1
                        scenario: test
                        origin: {service-time: 5ms}
                        keys: {count: 10}
                        targets: {one: {preset: memory-only, l1: {ttl: 10s}, %s}}
                        load: {rate: 10/s}
                        phases: [{name: all, duration: 1s}]
                        """
                            .formatted(mechanisms),
                        List.of())
                    .target("one"))
            .cache();
    TieredCacheBuilder<String, byte[]> builder =
        TieredCache.<String, byte[]>builder()
            .jitter(0)
            .staleIfError(Duration.ofSeconds(1))
            .ticker(nowNanos::get)
            .scheduler(scheduler)
            .executor(Runnable::run)
            .asyncLoader(
                key -> {
                  loads.incrementAndGet();
                  return answer;
                });
    LoadSettings.apply(config, builder);
    return builder.build();
  }

  private int loadsOfTwoGets(String mechanisms) {
    loads.set(0);
    try (TieredCache<String, byte[]> cache = cache(mechanisms)) {
      cache.getAsync("k");
      cache.getAsync("k");
      return loads.get();
    }
  }

  @Test
  void absentKeysAreRememberedOrNot() {
    answer = CompletableFuture.completedFuture(null);

    assertThat(loadsOfTwoGets("negative: {ttl: 1s}")).isEqualTo(1);
    assertThat(loadsOfTwoGets("negative: {ttl: 1h}")).as("at most as long as values").isEqualTo(1);
    assertThat(loadsOfTwoGets("negative: off")).isEqualTo(2);
  }

  @Test
  void failingKeysAreRememberedOrNot() {
    answer = CompletableFuture.failedFuture(new IllegalStateException("down"));

    assertThat(loadsOfTwoGets("retry-budget: off, error-cache: {first: 1s}")).isEqualTo(1);
    assertThat(loadsOfTwoGets("retry-budget: off, error-cache: off")).isEqualTo(2);
  }

  @Test
  void failedLoadsAreTriedAgainOrNot() {
    answer = CompletableFuture.failedFuture(new IllegalStateException("down"));

    loadsOfTwoGets("background-load: off, retry-budget: {back-off: 8ms}");
    assertThat(timers).hasSize(1);
    assertThat(timers.get(0)).isBetween(MILLI.multipliedBy(4), MILLI.multipliedBy(8));
    timers.clear();
    loadsOfTwoGets("background-load: off, retry-budget: off");
    assertThat(timers).isEmpty();
  }

  @Test
  void callersWaitForASettledTimeOrForAll() {
    answer = new CompletableFuture<>();

    assertThat(loadsOfTwoGets("background-load: {soft: 7ms, hard: 9ms}")).isEqualTo(1);
    assertThat(timers).containsExactly(MILLI.multipliedBy(7), MILLI.multipliedBy(9));
    timers.clear();
    answer = new CompletableFuture<>();
    assertThat(loadsOfTwoGets("background-load: off")).isEqualTo(1);
    assertThat(timers).isEmpty();
  }

  private int loadsAtNineTenths(String mechanisms) {
    loads.set(0);
    try (TieredCache<String, byte[]> cache = cache(mechanisms)) {
      answer = new CompletableFuture<>();
      cache.getAsync("k");
      nowNanos.addAndGet(Duration.ofSeconds(1).toNanos());
      answer.complete(new byte[1]);
      answer = new CompletableFuture<>();
      nowNanos.addAndGet(Duration.ofSeconds(8).toNanos());
      for (int i = 0; i < 100; i++) {
        cache.getAsync("k");
      }
      return loads.get();
    }
  }

  @Test
  void hitsLoadEarlyOrNot() {
    assertThat(loadsAtNineTenths("early-expiry: off")).isEqualTo(1);
    assertThat(loadsAtNineTenths("early-expiry: {min-fresh: 50%}")).isEqualTo(2);
    assertThat(loadsAtNineTenths("early-expiry: {min-fresh: 95%}")).isEqualTo(1);
    assertThat(loadsAtNineTenths("early-expiry: off, refresh-ahead: {at: 85%}")).isEqualTo(2);
    assertThat(loadsAtNineTenths("early-expiry: off, refresh-ahead: {at: 95%}")).isEqualTo(1);
  }

  @Test
  void aScheduleIsThereOrNot() {
    try (TieredCache<String, byte[]> cache = cache("refresh-ahead: {every: 4s}")) {
      assertThat(timers).containsExactly(Duration.ofSeconds(1));
      assertThat(cache.stats().refreshes()).isZero();
    }
  }
}
