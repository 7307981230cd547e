package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cachebench.engine.breaker.BreakerConfig;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.breaker.BreakerWindow;
import dev.cachebench.engine.breaker.OpenTime;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.observe.CacheHealth;
import dev.cachebench.engine.observe.CacheHealth.Readiness;
import dev.cachebench.engine.observe.CacheLog;
import dev.cachebench.engine.observe.CacheMeters;
import dev.cachebench.engine.overload.OriginLimit;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualTicker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Meters, health and log of a cache, on time that stands still. */
@Timeout(30)
class ObservationTest {

  private static final Duration TTL = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final ManualTicker ticker = new ManualTicker();
  private final HeldLoader loader = new HeldLoader();
  private final HeldL2 l2 = new HeldL2();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CacheMeters meters = new CacheMeters(registry, "users");
  private final CacheHealth health = new CacheHealth(ticker, Duration.ofSeconds(5));
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private TieredCache<String, String> build() {
    Logger logger = new LoggerContext().getLogger("cache");
    lines.start();
    logger.addAppender(lines);
    CacheLog log = new CacheLog("users", logger, ticker, Duration.ofSeconds(10));
    TieredCache<String, String> cache =
        TieredCache.<String, String>builder()
            .asyncLoader(loader)
            .executor(Runnable::run)
            .ticker(ticker)
            .jitter(0)
            .l1(new MemoryTierConfig(100, TTL, EvictionPolicy.W_TINYLFU))
            .l2(l2, TTL, Duration.ofMillis(50))
            .staleIfError(GRACE)
            .originLimit(new OriginLimit(2, 2, 2))
            .breaker(
                new BreakerConfig(
                    0.5,
                    1,
                    Duration.ofSeconds(10),
                    BreakerWindow.calls(4),
                    4,
                    0,
                    OpenTime.constant(Duration.ofSeconds(1)),
                    1))
            .listener(log)
            .listener(health)
            .observer(log)
            .observer(health)
            .observer(meters)
            .build();
    meters.watch(cache);
    health.watch(cache);
    return cache;
  }

  private CompletableFuture<String> last() {
    return loader.loads.get(loader.loads.size() - 1);
  }

  private void fail(TieredCache<String, String> cache, String key) {
    CompletableFuture<Lookup<String>> lookup = cache.lookupAsync(key);
    last().completeExceptionally(new IllegalStateException("down"));
    assertThat(lookup.isDone()).isTrue();
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }

  private Timer timer(String name, String outcome) {
    return registry.get(name).tag("outcome", outcome).timer();
  }

  @Test
  void everyLookupIsInExactlyOneCounterAndNothingIsLeftUnderWay() {
    try (TieredCache<String, String> cache = build()) {
      CompletableFuture<String> led = cache.getAsync("k");
      CompletableFuture<String> joined = cache.getAsync("k");
      ticker.advance(Duration.ofMillis(20));
      assertThat(registry.get("cache.flights").gauge().value()).isEqualTo(1);
      assertThat(registry.get("cache.loads.running").gauge().value()).isEqualTo(1);
      last().complete("v");
      assertThat(led.join() + joined.join()).isEqualTo("vv");
      cache.get("k");
      cache.expireL1();
      cache.get("k");
      ticker.advance(TTL.plusSeconds(1));
      fail(cache, "k");
      fail(cache, "other");
      cache.getAsync("gone").cancel(true);

      double sum =
          registry.find("cache.lookups").functionCounters().stream()
              .mapToDouble(FunctionCounter::count)
              .sum();
      assertThat(sum).isEqualTo(cache.stats().lookups()).isEqualTo(7);
      for (String outcome : List.of("l1", "l2", "origin", "coalesced", "stale", "error", "left")) {
        assertThat(count("cache.lookups", "outcome", outcome)).as(outcome).isEqualTo(1);
      }
      assertThat(registry.get("cache.flights").gauge().value()).isZero();
      assertThat(registry.get("cache.loads.queued").gauge().value()).isZero();
    }
  }

  @Test
  void waitsLoadsAndStaleAgesAreTimed() {
    try (TieredCache<String, String> cache = build()) {
      cache.getAsync("k");
      cache.getAsync("k");
      ticker.advance(Duration.ofMillis(20));
      last().complete("v");
      ticker.advance(TTL.plusSeconds(1));
      CompletableFuture<String> stale = cache.getAsync("k");
      ticker.advance(Duration.ofMillis(5));
      last().completeExceptionally(new IllegalStateException("down"));

      assertThat(stale.join()).isEqualTo("v");
      assertThat(timer("cache.wait", "origin").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
      assertThat(timer("cache.wait", "coalesced").count()).isEqualTo(1);
      assertThat(timer("cache.load", "success").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
      assertThat(timer("cache.load", "failure").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
      assertThat(registry.get("cache.stale.age").timer().totalTime(TimeUnit.MILLISECONDS))
          .isEqualTo(11_025);
      assertThat(registry.get("cache.flight.waiters").summary().max()).isEqualTo(2);
    }
  }

  @Test
  void noKeyIsInAnyLabelAndTheirNumberDoesNotGrow() {
    try (TieredCache<String, String> cache = build()) {
      int before = registry.getMeters().size();
      for (int i = 0; i < 100; i++) {
        fail(cache, "secret-" + i);
      }

      assertThat(registry.getMeters()).hasSize(before);
      assertThat(registry.getMeters())
          .flatExtracting(meter -> meter.getId().getTags())
          .extracting(Tag::getValue)
          .noneMatch(value -> value.contains("secret"));
      assertThat(registry.getMeters())
          .extracting(Meter::getId)
          .allMatch(id -> id.getTag("cache").equals("users"));
    }
  }

  @Test
  void anOpenBreakerIsMeteredLoggedAndDegradesOnly() {
    try (TieredCache<String, String> cache = build()) {
      assertThat(health.now().readiness()).isEqualTo(Readiness.READY);
      l2.failWith(L2Failure.TIMEOUT);
      for (int i = 0; i < 4; i++) {
        cache.getAsync("k-" + i);
        last().complete("v");
      }
      assertThat(cache.breakerState()).isEqualTo(BreakerState.OPEN);
      ticker.advance(Duration.ofMillis(900));

      assertThat(registry.get("cache.breaker.state").gauge().value()).isEqualTo(2);
      assertThat(count("cache.l2.failures", "operation", "read", "reason", "l2_timeout"))
          .isPositive();
      assertThat(health.now().live()).isTrue();
      assertThat(health.now().readiness()).isEqualTo(Readiness.DEGRADED);
      assertThat(health.now().reasons()).containsExactly("the breaker before L2 is open, for 0 s");
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly("users: breaker before L2 open, was closed");
    }
  }

  @Test
  void aTroubleThatHasGoneIsHeldForAWhile() {
    try (TieredCache<String, String> cache = build()) {
      health.l2HealthChanged(false);
      ticker.advance(Duration.ofSeconds(12));
      assertThat(health.now().reasons()).containsExactly("L2 does not answer, for 12 s");

      health.l2HealthChanged(true);
      ticker.advance(Duration.ofSeconds(3));
      assertThat(health.now().reasons()).containsExactly("L2 does not answer, until 3 s ago");

      ticker.advance(Duration.ofSeconds(3));
      assertThat(health.now().readiness()).isEqualTo(Readiness.READY);
    }
  }

  @Test
  void repeatedErrorsAreOneLineAPeriodWithTheirNumber() {
    try (TieredCache<String, String> cache = build()) {
      for (int i = 0; i < 50; i++) {
        fail(cache, "k-" + i);
      }
      assertThat(health.now().reasons()).containsExactly("loads fail, for 0 s: 50 in a row");
      ticker.advance(Duration.ofSeconds(10));
      fail(cache, "again");

      assertThat(lines.list).hasSize(2).allMatch(line -> line.getLevel() == Level.WARN);
      assertThat(lines.list.get(0).getFormattedMessage())
          .isEqualTo(
              "users: load failed after 0 ms: java.lang.IllegalStateException: down"
                  + " (0 more since the last line)");
      assertThat(lines.list.get(1).getFormattedMessage()).contains("(49 more since");
    }
  }

  @Test
  void loadsThatWaitForTheirTurnDegrade() {
    try (TieredCache<String, String> cache = build()) {
      for (int i = 0; i < 3; i++) {
        cache.getAsync("k-" + i);
      }

      assertThat(cache.pressure()).isEqualTo(new CachePressure(3, 2, 1, 0));
      assertThat(health.now().reasons()).containsExactly("loads wait for their turn, for 0 s: 1");
    }
  }

  @Test
  void aClosedCacheIsNotAlive() {
    assertThat(health.now().reasons()).containsExactly("the cache is not built yet");
    build().close();

    assertThat(health.now().live()).isFalse();
    assertThat(health.now().readiness()).isEqualTo(Readiness.NOT_READY);
    assertThat(health.now().reasons()).containsExactly("the cache is closed");
  }

  @Test
  void withoutObserversNothingIsTimed() {
    Observation nobody =
        new Observation(
            List.of(),
            () -> {
              throw new AssertionError("no clock is read");
            });

    assertThat(nobody.isOn()).isFalse();
    assertThat(nobody.begin()).isZero();
    nobody.waited(CacheObserver.Outcome.L2, 0);
    nobody.loadEnded(0, null);
    nobody.servedStale(0);
  }
}
