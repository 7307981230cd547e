package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys that each kind of fault has of its own, and what may stand in them. */
final class FaultSettings {

  private static final double MOST = 1e12;
  private static final double LEAST_SHARE = 0.01;
  private static final int MOST_LOADS = 1_000_000;
  private static final List<String> POLICIES =
      List.of("noeviction", "allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-ttl");
  private static final long MILLI = 1_000_000;
  private static final double LONGEST = Duration.ofDays(365).toNanos();

  /** What stands in a key. */
  private enum Form {
    DURATION,
    MILLIS,
    POSITIVE_MILLIS,
    RATIO,
    FACTOR,
    SIZE,
    DIRECTION,
    SHARE,
    DATA,
    POLICY,
    COMMANDS,
    CONCURRENCY,
    SHIFT,
    DRIFT
  }

  private record Own(Form form, boolean isRequired) {}

  private static final Map<FaultKind, Map<String, Own>> KINDS = kinds();

  private FaultSettings() {}

  private static Map<FaultKind, Map<String, Own>> kinds() {
    Map<FaultKind, Map<String, Own>> kinds = new LinkedHashMap<>();
    put(kinds, FaultKind.LATENCY, "latency", Form.POSITIVE_MILLIS, true);
    put(kinds, FaultKind.LATENCY, "jitter", Form.MILLIS, false);
    put(kinds, FaultKind.TIMEOUT, "after", Form.MILLIS, false);
    put(kinds, FaultKind.RESET_PEER, "after", Form.MILLIS, false);
    put(kinds, FaultKind.BANDWIDTH, "rate", Form.SIZE, true);
    put(kinds, FaultKind.SLOW_CLOSE, "delay", Form.POSITIVE_MILLIS, true);
    put(kinds, FaultKind.SLICER, "size", Form.SIZE, true);
    put(kinds, FaultKind.SLICER, "variation", Form.SIZE, false);
    put(kinds, FaultKind.SLICER, "delay", Form.DURATION, false);
    put(kinds, FaultKind.LIMIT_DATA, "bytes", Form.SIZE, true);
    for (FaultKind toxic : List.copyOf(kinds.keySet())) {
      put(kinds, toxic, "toxicity", Form.RATIO, false);
      put(kinds, toxic, "direction", Form.DIRECTION, false);
    }
    for (FaultKind toxic : List.of(FaultKind.CORRUPT_REPLIES, FaultKind.DESYNC)) {
      put(kinds, toxic, "ratio", Form.SHARE, true);
      put(kinds, toxic, "toxicity", Form.RATIO, false);
    }
    put(kinds, FaultKind.DESYNC, "wait", Form.POSITIVE_MILLIS, false);
    put(kinds, FaultKind.RESTART, "data", Form.DATA, false);
    put(kinds, FaultKind.EVICT, "ratio", Form.SHARE, true);
    put(kinds, FaultKind.CORRUPT, "ratio", Form.SHARE, true);
    put(kinds, FaultKind.MAXMEMORY, "limit", Form.SIZE, false);
    put(kinds, FaultKind.MAXMEMORY, "policy", Form.POLICY, false);
    put(kinds, FaultKind.CLIENT_PAUSE, "commands", Form.COMMANDS, false);
    put(kinds, FaultKind.DEBUG_SLEEP, "time", Form.POSITIVE_MILLIS, false);
    put(kinds, FaultKind.GC_PAUSE, "time", Form.POSITIVE_MILLIS, false);
    put(kinds, FaultKind.CAPACITY, "concurrency", Form.CONCURRENCY, true);
    put(kinds, FaultKind.SLOW, "factor", Form.FACTOR, false);
    put(kinds, FaultKind.SLOW, "added", Form.DURATION, false);
    put(kinds, FaultKind.ERRORS, "ratio", Form.RATIO, true);
    put(kinds, FaultKind.SKEW, "by", Form.SHIFT, true);
    put(kinds, FaultKind.STEP, "by", Form.SHIFT, true);
    put(kinds, FaultKind.DRIFT, "rate", Form.DRIFT, true);
    return kinds;
  }

  private static void put(
      Map<FaultKind, Map<String, Own>> kinds,
      FaultKind kind,
      String key,
      Form form,
      boolean isRequired) {
    kinds.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(key, new Own(form, isRequired));
  }

  /** Returns the keys of every kind. */
  static String[] all() {
    return KINDS.values().stream()
        .flatMap(own -> own.keySet().stream())
        .distinct()
        .toArray(String[]::new);
  }

  /** Returns the keys of one kind. */
  static String[] of(FaultKind kind) {
    return KINDS.getOrDefault(kind, Map.of()).keySet().toArray(String[]::new);
  }

  /** Returns the settings of a fault as written, after checking them. */
  static Map<String, String> read(FaultKind kind, Fields fields) {
    Map<String, String> settings = new TreeMap<>();
    KINDS
        .getOrDefault(kind, Map.of())
        .forEach(
            (key, own) -> {
              Cursor cursor =
                  own.isRequired()
                      ? fields.require(key, "write " + example(key, own.form()))
                      : fields.get(key);
              if (cursor != null) {
                check(cursor, own.form());
                settings.put(key, cursor.word());
              }
            });
    if (kind == FaultKind.SLICER) {
      variation(settings, fields.get("variation"));
    }
    if (kind == FaultKind.SLOW && settings.isEmpty()) {
      fields.require("factor", "write `factor: 10x`, or `added: 200ms`");
    }
    return settings;
  }

  /** A real server would crash. */
  private static void variation(Map<String, String> settings, @Nullable Cursor cursor) {
    String size = settings.get("size");
    if (cursor != null && size != null) {
      cursor.number(
          UnitTable.SIZE, 0, 0, Math.max(0, UnitTable.SIZE.parse(size).doubleValue() - 1));
    }
  }

  private static String example(String key, Form form) {
    String value =
        switch (form) {
          case DURATION, MILLIS, POSITIVE_MILLIS -> "200ms";
          case RATIO, SHARE -> "20%";
          case DATA -> "kept";
          case POLICY -> "allkeys-lru";
          case COMMANDS -> "write";
          case CONCURRENCY -> "4";
          case FACTOR -> "10x";
          case SIZE -> "100KB";
          case DIRECTION -> "downstream";
          case SHIFT -> "-5s";
          case DRIFT -> "-0.05%";
        };
    return "`" + key + ": " + value + "`";
  }

  private static void check(Cursor cursor, Form form) {
    switch (form) {
      case DURATION -> cursor.duration(Duration.ZERO);
      case MILLIS -> wholeMillis(cursor, cursor.duration(Duration.ZERO));
      case POSITIVE_MILLIS -> wholeMillis(cursor, cursor.positiveDuration(Duration.ZERO));
      case RATIO -> cursor.number(UnitTable.RATIO, 0, 0, 1);
      case FACTOR -> cursor.positive(UnitTable.FACTOR, 1, MOST);
      case SIZE -> cursor.positive(UnitTable.SIZE, 1, MOST);
      case DIRECTION -> cursor.oneOf(List.of("upstream", "downstream", "both"));
      case SHARE -> share(cursor);
      case DATA -> cursor.oneOf(List.of("empty", "kept"));
      case POLICY -> cursor.oneOf(POLICIES);
      case COMMANDS -> cursor.oneOf(List.of("all", "write"));
      case CONCURRENCY -> cursor.whole(1, 1, MOST_LOADS);
      case SHIFT ->
          notZero(
              cursor,
              "`by: -5s` for 5 s back",
              cursor.number(UnitTable.DURATION, 1, -LONGEST, LONGEST));
      case DRIFT ->
          notZero(
              cursor, "`rate: -0.05%` for slow", cursor.number(UnitTable.RATIO, 1, -0.99, MOST));
    }
  }

  private static void share(Cursor cursor) {
    if (cursor.positive(UnitTable.RATIO, 1, 1) < LEAST_SHARE) {
      cursor.problem("must be at least 1%, but was " + cursor.word(), "write `ratio: 1%`");
    }
  }

  private static void notZero(Cursor cursor, String example, double value) {
    if (value == 0) {
      cursor.problem("must not be 0: the clock would not move", "write " + example);
    }
  }

  /** Toxiproxy counts in whole milliseconds: less would quietly do nothing. */
  private static void wholeMillis(Cursor cursor, Duration value) {
    if (value.toNanos() % MILLI != 0) {
      cursor.problem("must be in whole milliseconds, but was " + cursor.word(), "write `1ms`");
    }
  }
}
