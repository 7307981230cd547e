package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.L1Config.Policy;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the mechanisms, the keys that {@code cache} and targets share. */
final class CacheReader {
  static final Keys L1 = Keys.mapping().with("capacity", "ttl", "policy");
  static final Keys L2 =
      Keys.mapping().with("ttl", "budget", "queue").with(LinkReader.KEYS.toArray(String[]::new));

  /** Mechanisms that come with later versions; being off is all they can do now. */
  static final List<String> LATER = List.of("lease", "coherence", "warm");

  static final Keys KEYS =
      Keys.mapping()
          .with("l1", L1)
          .with("l2", L2)
          .with("budget", "jitter", "coalescing", "fence", "checksum")
          .with("breaker", ProtectionReader.BREAKER)
          .with("origin-limit", ProtectionReader.ORIGIN_LIMIT)
          .with("stale-if-error", ProtectionReader.STALE_IF_ERROR)
          .with(LoadsReader.keys(later()));

  private static final double DEFAULT_JITTER = 0.1;
  private static final double MAX_JITTER = 0.99;

  private CacheReader() {}

  private static Keys later() {
    Keys keys = Keys.mapping();
    for (String mechanism : LATER) {
      keys = keys.with(mechanism, Keys.anything());
    }
    return keys;
  }

  /**
   * Reads the mechanisms among some fields.
   *
   * @param below what {@code on} takes its settings from
   * @param breaker what the breaker's settings are where neither says them
   */
  static CacheLayer layer(Fields fields, CacheLayer below, BreakerConfig breaker) {
    LATER.forEach(mechanism -> refuse(fields.get(mechanism)));
    Fields l1 = tier(fields.get("l1"), L1);
    Fields l2 = tier(fields.get("l2"), L2);
    return new CacheLayer(
        isOn(fields.get("l1")),
        read(l1, "capacity", c -> (int) c.whole(10_000, 1, 100_000_000)),
        read(l1, "ttl", c -> c.positiveDuration(CacheDefaults.L1.ttl())),
        read(l1, "policy", CacheReader::policy),
        isOn(fields.get("l2")),
        read(l2, "ttl", CacheReader::l2Ttl),
        budget(fields, l2, below),
        read(l2, "queue", c -> (int) c.whole(1_000, 1, 1_000_000)),
        LinkReader.layer(l2, below.link()),
        read(fields, "jitter", c -> jitter(c, below)),
        read(fields, "coalescing", c -> c.isSwitchedOn(true)),
        read(fields, "fence", c -> c.isSwitchedOn(true)),
        read(fields, "checksum", c -> c.isSwitchedOn(true)),
        ProtectionReader.breaker(fields.get("breaker"), below.breaker(), breaker),
        ProtectionReader.originLimit(fields.get("origin-limit"), below.originLimit()),
        ProtectionReader.staleIfError(fields.get("stale-if-error"), below.staleIfError()),
        LoadsReader.layer(fields, below.loads()));
  }

  private static void refuse(@Nullable Cursor mechanism) {
    if (mechanism != null && !mechanism.isOff()) {
      String key = Choice.key(mechanism);
      mechanism.unavailable(key, "take it out, or write `" + key + ": off`");
    }
  }

  private static @Nullable Boolean isOn(@Nullable Cursor tier) {
    return tier == null ? null : !tier.isOff();
  }

  private static @Nullable Fields tier(@Nullable Cursor cursor, Keys keys) {
    if (cursor == null || cursor.isOff() || cursor.isOn()) {
      return null;
    }
    if (cursor.isMapping()) {
      return cursor.fields(keys);
    }
    cursor.problem("must be `on`, `off` or its settings, but was " + cursor.node().kind(), null);
    return null;
  }

  private static <T> @Nullable T read(
      @Nullable Fields fields, String key, Function<Cursor, T> reader) {
    Cursor cursor = fields == null ? null : fields.get(key);
    return cursor == null ? null : reader.apply(cursor);
  }

  private static Policy policy(Cursor cursor) {
    String word = cursor.oneOf(List.of(Policy.W_TINYLFU.word(), Policy.LRU.word()));
    return Policy.LRU.word().equals(word) ? Policy.LRU : Policy.W_TINYLFU;
  }

  private static Duration l2Ttl(Cursor cursor) {
    Duration ttl = cursor.positiveDuration(CacheDefaults.L2.ttl());
    if (ttl.compareTo(Duration.ofMillis(1)) < 0) {
      cursor.problem("must be at least 1ms, which Redis counts in, but was " + cursor.word(), null);
    }
    return ttl;
  }

  private static @Nullable Duration budget(Fields fields, @Nullable Fields l2, CacheLayer below) {
    Cursor inside = l2 == null ? null : l2.get("budget");
    Cursor shortForm = fields.get("budget");
    if (inside != null && shortForm != null) {
      shortForm.problem("is there twice: `l2.budget` says it too", "keep one of them");
    }
    Cursor cursor = inside == null ? shortForm : inside;
    if (cursor == null) {
      return null;
    }
    if (cursor.isOff()) {
      return Duration.ZERO;
    }
    Duration usual =
        below.budget() == null || below.budget().isZero() ? CacheDefaults.BUDGET : below.budget();
    return cursor.isOn() ? usual : cursor.positiveDuration(usual);
  }

  private static double jitter(Cursor cursor, CacheLayer below) {
    if (cursor.isOff()) {
      return 0;
    }
    if (cursor.isOn()) {
      return below.jitter() == null || below.jitter() == 0 ? DEFAULT_JITTER : below.jitter();
    }
    return cursor.number(UnitTable.RATIO, DEFAULT_JITTER, 0, MAX_JITTER);
  }
}
