package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the mechanisms that protect callers and the origin: each a switch or its settings. */
final class ProtectionReader {
  static final Keys BREAKER =
      Keys.mapping()
          .with("failure-ratio", "slow-ratio", "slow", "window", "min-calls", "open", "probes");
  static final Keys ORIGIN_LIMIT = Keys.mapping().with("concurrency", "queue", "while-open");
  static final Keys STALE_IF_ERROR = Keys.mapping().with("for");

  /** Stands for the share of the budget that {@link CacheDefaults} settles on. */
  static final Duration BY_BUDGET = Duration.ZERO;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int MOST = 1_000_000;

  private ProtectionReader() {}

  static @Nullable BreakerConfig breaker(@Nullable Cursor cursor, @Nullable BreakerConfig below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : BreakerConfig.OFF;
    }
    BreakerConfig base = below != null && below.enabled() ? below : CacheDefaults.BREAKER;
    return isSettings(cursor) ? breaker(cursor.fields(BREAKER), base) : base;
  }

  private static BreakerConfig breaker(Fields fields, BreakerConfig base) {
    int window = fields.read("window", base.window(), c -> whole(c, base.window(), 1, MOST));
    int fewest = Math.min(base.minCalls(), window);
    return new BreakerConfig(
        true,
        fields.read("failure-ratio", base.failureRatio(), c -> ratio(c, base.failureRatio())),
        fields.read("slow-ratio", base.slowRatio(), c -> ratio(c, base.slowRatio())),
        fields.read("slow", base.slow(), c -> c.positiveDuration(base.slow())),
        window,
        fields.read("min-calls", fewest, c -> whole(c, fewest, 1, window)),
        fields.read("open", base.open(), c -> millis(c, base.open())),
        fields.read("probes", base.probes(), c -> whole(c, base.probes(), 1, MOST)));
  }

  static @Nullable OriginLimitConfig originLimit(
      @Nullable Cursor cursor, @Nullable OriginLimitConfig below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : OriginLimitConfig.OFF;
    }
    OriginLimitConfig base = below != null && below.enabled() ? below : CacheDefaults.ORIGIN_LIMIT;
    if (!isSettings(cursor)) {
      return base;
    }
    Fields fields = cursor.fields(ORIGIN_LIMIT);
    int most =
        fields.read("concurrency", base.concurrency(), c -> whole(c, base.concurrency(), 1, MOST));
    int strict = most == base.concurrency() ? base.whileOpen() : Math.max(1, most / 2);
    return new OriginLimitConfig(
        true,
        most,
        fields.read("queue", base.queue(), c -> whole(c, base.queue(), 0, MOST)),
        fields.read("while-open", strict, c -> whole(c, strict, 1, most)));
  }

  /** Returns how long; zero is off. */
  static @Nullable Duration staleIfError(@Nullable Cursor cursor, @Nullable Duration below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Duration.ZERO;
    }
    Duration base = below == null || below.isZero() ? CacheDefaults.STALE_IF_ERROR : below;
    if (cursor.isOn()) {
      return base;
    }
    return cursor.isMapping()
        ? cursor.fields(STALE_IF_ERROR).read("for", base, c -> millis(c, base))
        : millis(cursor, base);
  }

  private static boolean isSettings(Cursor cursor) {
    if (!cursor.isOn() && !cursor.isMapping()) {
      cursor.problem("must be `on`, `off` or its settings, but was " + cursor.node().kind(), null);
    }
    return cursor.isMapping();
  }

  private static int whole(Cursor cursor, int fallback, int min, int max) {
    return (int) cursor.whole(fallback, min, max);
  }

  private static double ratio(Cursor cursor, double fallback) {
    return cursor.positive(UnitTable.RATIO, fallback, 1);
  }

  private static Duration millis(Cursor cursor, Duration fallback) {
    Duration value = cursor.positiveDuration(fallback);
    if (value.compareTo(SHORTEST) < 0) {
      cursor.problem("must be at least 1ms, but was " + cursor.word(), null);
    }
    return value;
  }
}
