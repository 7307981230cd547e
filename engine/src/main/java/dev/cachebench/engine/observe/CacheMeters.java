package dev.cachebench.engine.observe;

import dev.cachebench.engine.CacheObserver;
import dev.cachebench.engine.CachePressure;
import dev.cachebench.engine.CacheStats;
import dev.cachebench.engine.Reason;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.breaker.BreakerState;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A cache's meters in Micrometer.
 *
 * <p>Give it to the builder as an observer, and then {@link #watch} the cache. Labels are the
 * cache's name and words of fixed sets; a key is in none, so their number is bounded. Hits in L1
 * are counted but not timed: a clock reading would cost more than the hit.
 *
 * <p>Safe for use by many threads.
 */
public final class CacheMeters implements CacheObserver {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<Outcome, Timer> waits = new EnumMap<>(Outcome.class);
  private final Timer loads;
  private final Timer failedLoads;
  private final Timer staleAges;
  private final DistributionSummary waiters;

  /**
   * Registers the meters that are fed by events.
   *
   * @param registry where they are
   * @param name of the cache, label {@code cache}; different caches, different names
   */
  public CacheMeters(MeterRegistry registry, String name) {
    this.registry = registry;
    this.tags = Tags.of("cache", name);
    for (Outcome outcome : Outcome.values()) {
      waits.put(outcome, timer("cache.wait", "Time of lookups that missed L1", outcome.word()));
    }
    this.loads = timer("cache.load", "Time of calls of the loader", "success");
    this.failedLoads = timer("cache.load", "Time of calls of the loader", "failure");
    this.staleAges =
        Timer.builder("cache.stale.age")
            .description("Age of stale values when they were served")
            .tags(tags)
            .publishPercentileHistogram()
            .register(registry);
    this.waiters =
        DistributionSummary.builder("cache.flight.waiters")
            .description("Lookups that waited for one flight, its leader included")
            .tags(tags)
            .publishPercentileHistogram()
            .register(registry);
  }

  private Timer timer(String name, String description, String outcome) {
    return Timer.builder(name)
        .description(description)
        .tags(tags.and("outcome", outcome))
        .publishPercentileHistogram()
        .register(registry);
  }

  @Override
  public void waited(Outcome outcome, Duration wait) {
    Timer timer = waits.get(outcome);
    if (timer != null) {
      timer.record(wait);
    }
  }

  @Override
  public void loaded(Duration took) {
    loads.record(took);
  }

  @Override
  public void loadFailed(Throwable error, Duration took) {
    failedLoads.record(took);
  }

  @Override
  public void servedStale(Duration age) {
    staleAges.record(age);
  }

  @Override
  public void landed(int count) {
    waiters.record(count);
  }

  /** Registers the meters that ask the cache. */
  public void watch(TieredCache<?, ?> cache) {
    lookups(cache, "l1", CacheStats::hitsL1);
    lookups(cache, "l2", CacheStats::hitsL2);
    lookups(cache, "origin", CacheStats::loadsLed);
    lookups(cache, "coalesced", CacheStats::coalesced);
    lookups(cache, "stale", CacheStats::staleServed);
    lookups(cache, "negative", CacheStats::negativeHits);
    lookups(cache, "error", CacheStats::errors);
    lookups(cache, "left", CacheStats::left);
    counter(cache, "cache.puts", "Puts", tags, CacheStats::puts);
    counter(cache, "cache.invalidations", "Invalidations", tags, CacheStats::invalidations);
    counter(cache, "cache.evictions", "Left L1 for want of room", tags, CacheStats::evictions);
    counter(cache, "cache.expirations", "Dropped by L1 when old", tags, CacheStats::expirations);
    counter(cache, "cache.fills.refused", "Kept out by fences", tags, CacheStats::refusedFills);
    counter(
        cache, "cache.origin.rejected", "Loads beyond the limit", tags, CacheStats::originRejected);
    counter(cache, "cache.errors.known", "Loads spared", tags, CacheStats::errorHits);
    counter(cache, "cache.load.timeouts", "Not waited for", tags, CacheStats::loadTimeouts);
    counter(cache, "cache.loads.late", "Filled when nobody waited", tags, CacheStats::lateLoads);
    Tags made = tags.and("decision", "made");
    Tags denied = tags.and("decision", "denied");
    counter(cache, "cache.load.retries", "Further tries of loads", made, CacheStats::retries);
    counter(
        cache, "cache.load.retries", "Further tries of loads", denied, CacheStats::retriesDenied);
    Tags elected = tags.and("decision", "elected");
    Tags suppressed = tags.and("decision", "suppressed");
    counter(cache, "cache.refreshes", "Early loads", elected, CacheStats::refreshes);
    counter(cache, "cache.refreshes", "Early loads", suppressed, CacheStats::refreshesSuppressed);
    l2(cache);
    gauge(cache, "cache.entries", "Entries in L1", c -> c.stats().l1Entries());
    gauge(cache, "cache.flights", "Flights under way", c -> pressure(c).flights());
    gauge(
        cache,
        "cache.loads.running",
        "Loads counted by the limit",
        c -> pressure(c).loadsRunning());
    gauge(cache, "cache.loads.queued", "Loads waiting for a turn", c -> pressure(c).loadsQueued());
    gauge(cache, "cache.failures.known", "Keys known to fail", c -> pressure(c).failuresKnown());
    gauge(
        cache,
        "cache.breaker.state",
        "0 closed, 1 half-open, 2 open",
        c -> number(c.breakerState()));
  }

  private static CachePressure pressure(TieredCache<?, ?> cache) {
    return cache.pressure();
  }

  private static int number(BreakerState state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  private void l2(TieredCache<?, ?> cache) {
    Tags reads = tags.and("operation", "read");
    Tags writes = tags.and("operation", "write");
    counter(cache, "cache.l2.requests", "Requests to L2", reads, CacheStats::l2Reads);
    counter(cache, "cache.l2.requests", "Requests to L2", writes, CacheStats::l2Writes);
    for (Reason reason : Reason.values()) {
      if (reason != Reason.NONE) {
        String word = reason.name().toLowerCase(java.util.Locale.ROOT);
        String what = "Requests to L2 that failed";
        counter(
            cache,
            "cache.l2.failures",
            what,
            reads.and("reason", word),
            stats -> stats.l2ReadFailures().getOrDefault(reason, 0L));
        counter(
            cache,
            "cache.l2.failures",
            what,
            writes.and("reason", word),
            stats -> stats.l2WriteFailures().getOrDefault(reason, 0L));
      }
    }
    counter(
        cache,
        "cache.l2.waits.extended",
        "Waits that a pause of the JVM extended",
        tags,
        CacheStats::l2WaitsExtended);
    counter(
        cache,
        "cache.l2.connections.replaced",
        "Connections that did not answer while Redis did",
        tags,
        CacheStats::l2ConnectionsReplaced);
    counter(cache, "cache.recovery.done", "Keys made up for", tags, CacheStats::recovered);
    counter(
        cache, "cache.recovery.dropped", "Keys without room", tags, CacheStats::recoveryDropped);
    gauge(
        cache,
        "cache.recovery.queue",
        "Keys of which L2 did not take something",
        c -> c.stats().recoveryQueue());
  }

  private void lookups(
      TieredCache<?, ?> cache, String outcome, ToDoubleFunction<CacheStats> count) {
    counter(cache, "cache.lookups", "Lookups by outcome", tags.and("outcome", outcome), count);
  }

  private void counter(
      TieredCache<?, ?> cache,
      String name,
      String description,
      Tags labels,
      ToDoubleFunction<CacheStats> count) {
    FunctionCounter.builder(name, cache, watched -> count.applyAsDouble(watched.stats()))
        .description(description)
        .tags(labels)
        .register(registry);
  }

  private void gauge(
      TieredCache<?, ?> cache,
      String name,
      String description,
      ToDoubleFunction<TieredCache<?, ?>> value) {
    Gauge.builder(name, cache, value::applyAsDouble)
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
