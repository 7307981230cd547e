package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.BreakerConfig.Open;
import dev.cachebench.scenarios.model.BreakerConfig.Window;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the mechanisms that protect callers and the origin: each a switch or its settings. */
final class ProtectionReader {
  static final Keys OPEN = Keys.mapping().with("first", "growth", "max", "jitter");
  static final Keys BREAKER =
      Keys.mapping()
          .with("failure-ratio", "slow-ratio", "slow", "window", "min-calls", "consecutive")
          .with("open", OPEN)
          .with("probes");
  static final Keys ORIGIN_LIMIT = Keys.mapping().with("concurrency", "queue", "while-open");
  static final Keys STALE_IF_ERROR = Keys.mapping().with("for");

  /** Stands for the share of the budget that {@link CacheDefaults} settles on. */
  static final Duration BY_BUDGET = Duration.ZERO;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final double LARGEST_JITTER = 0.99;
  private static final int MOST = 1_000_000;

  private ProtectionReader() {}

  static @Nullable BreakerConfig breaker(
      @Nullable Cursor cursor, @Nullable BreakerConfig below, BreakerConfig usual) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : BreakerConfig.OFF;
    }
    BreakerConfig base = below != null && below.enabled() ? below : usual;
    return isSettings(cursor) ? breaker(cursor.fields(BREAKER), base) : base;
  }

  private static BreakerConfig breaker(Fields fields, BreakerConfig base) {
    Window window = fields.read("window", base.window(), c -> window(c, base.window()));
    int most = window instanceof Window.Calls calls ? calls.count() : MOST;
    int fewest = Math.min(base.minCalls(), most);
    return new BreakerConfig(
        true,
        fields.read("failure-ratio", base.failureRatio(), c -> ratio(c, base.failureRatio())),
        fields.read("slow-ratio", base.slowRatio(), c -> ratio(c, base.slowRatio())),
        fields.read("slow", base.slow(), c -> c.positiveDuration(base.slow())),
        window,
        fields.read("min-calls", fewest, c -> whole(c, fewest, 1, most)),
        fields.read("consecutive", base.consecutive(), ProtectionReader::consecutive),
        fields.read("open", base.open(), c -> open(c, base.open())),
        fields.read("probes", base.probes(), c -> whole(c, base.probes(), 1, MOST)));
  }

  private static Window window(Cursor cursor, Window fallback) {
    String word = cursor.word();
    if (word.isEmpty() || !Character.isLetter(word.charAt(word.length() - 1))) {
      return new Window.Calls(whole(cursor, 100, 1, MOST));
    }
    Duration length = cursor.positiveDuration(Duration.ofSeconds(10));
    boolean fits =
        length.toNanosPart() == 0 && !length.isZero() && length.compareTo(Duration.ofHours(1)) <= 0;
    if (!fits) {
      cursor.problem("must be whole seconds, 1s to 1h, but was " + cursor.word(), null);
    }
    return fits ? new Window.Time(length) : fallback;
  }

  private static int consecutive(Cursor cursor) {
    return cursor.isOff() ? 0 : whole(cursor, 10, 1, MOST);
  }

  private static Open open(Cursor cursor, Open base) {
    if (!cursor.isMapping()) {
      return open(base, millis(cursor, base.first()));
    }
    Fields fields = cursor.fields(OPEN);
    Open longer = open(base, fields.read("first", base.first(), c -> millis(c, base.first())));
    return new Open(
        longer.first(),
        fields.read("growth", base.growth(), c -> growth(c, base.growth())),
        fields.read("max", longer.max(), c -> longest(c, longer)),
        fields.read("jitter", base.jitter(), c -> share(c, base.jitter())));
  }

  private static Open open(Open base, Duration first) {
    Duration max = first.compareTo(base.max()) > 0 ? first : base.max();
    return new Open(first, base.growth(), max, base.jitter());
  }

  private static double growth(Cursor cursor, double fallback) {
    return cursor.isOff() ? 1 : cursor.number(UnitTable.NUMBER, fallback, 1, 10);
  }

  private static double share(Cursor cursor, double fallback) {
    return cursor.isOff() ? 0 : cursor.number(UnitTable.RATIO, fallback, 0, LARGEST_JITTER);
  }

  private static Duration longest(Cursor cursor, Open base) {
    Duration max = millis(cursor, base.max());
    if (max.compareTo(base.first()) < 0) {
      cursor.problem("must be at least `first`, but was " + cursor.word(), null);
      return base.max();
    }
    return max;
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
