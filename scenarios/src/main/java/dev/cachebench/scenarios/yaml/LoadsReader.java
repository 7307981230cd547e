package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.LoadsConfig.Ahead;
import dev.cachebench.scenarios.model.LoadsConfig.Background;
import dev.cachebench.scenarios.model.LoadsConfig.Early;
import dev.cachebench.scenarios.model.LoadsConfig.Errors;
import dev.cachebench.scenarios.model.LoadsConfig.Negative;
import dev.cachebench.scenarios.model.LoadsConfig.Retry;
import dev.cachebench.scenarios.yaml.CacheLayer.LoadsLayer;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the mechanisms around loads: each a switch or its settings. */
final class LoadsReader {
  static final Keys BACKGROUND = Keys.mapping().with("soft", "hard");
  static final Keys RETRY = Keys.mapping().with("ratio", "reserve", "retries", "back-off");
  static final Keys NEGATIVE = Keys.mapping().with("ttl", "keys");
  static final Keys ERRORS = Keys.mapping().with("first", "growth", "max", "keys");
  static final Keys EARLY = Keys.mapping().with("beta", "min-fresh", "max-delta");
  static final Keys AHEAD = Keys.mapping().with("at", "every", "stop-after", "concurrency", "keys");

  /** The keys of the mechanisms. */
  static final List<String> WORDS =
      List.of(
          "background-load",
          "retry-budget",
          "negative",
          "error-cache",
          "early-expiry",
          "refresh-ahead");

  static final Background USUAL_BACKGROUND =
      new Background(true, Background.OFF.soft(), Background.OFF.hard());
  static final Retry USUAL_RETRY =
      new Retry(
          true, Retry.OFF.ratio(), Retry.OFF.reserve(), Retry.OFF.retries(), Retry.OFF.backOff());
  static final Negative USUAL_NEGATIVE =
      new Negative(true, Negative.OFF.ttl(), Negative.OFF.keys());
  static final Errors USUAL_ERRORS =
      new Errors(
          true, Errors.OFF.first(), Errors.OFF.growth(), Errors.OFF.max(), Errors.OFF.keys());
  static final Early USUAL_EARLY =
      new Early(true, Early.OFF.beta(), Early.OFF.minFresh(), Early.OFF.maxDelta());
  static final Ahead USUAL_AHEAD =
      new Ahead(
          true,
          Ahead.OFF.at(),
          null,
          Ahead.OFF.stopAfter(),
          Ahead.OFF.concurrency(),
          Ahead.OFF.keys());

  private static final double MOST_TIMES = 10;
  private static final double MOST_FRESH = 0.99;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(10);
  private static final int MOST = 1_000_000;

  private LoadsReader() {}

  static Keys keys(Keys keys) {
    return keys.with("background-load", BACKGROUND)
        .with("retry-budget", RETRY)
        .with("negative", NEGATIVE)
        .with("error-cache", ERRORS)
        .with("early-expiry", EARLY)
        .with("refresh-ahead", AHEAD);
  }

  static LoadsLayer layer(Fields fields, LoadsLayer below) {
    return new LoadsLayer(
        background(fields.get("background-load"), below.background()),
        retry(fields.get("retry-budget"), below.retry()),
        negative(fields.get("negative"), below.negative()),
        errors(fields.get("error-cache"), below.errors()),
        early(fields.get("early-expiry"), below.early()),
        ahead(fields.get("refresh-ahead"), below.ahead()));
  }

  private static @Nullable Background background(
      @Nullable Cursor cursor, @Nullable Background below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Background.OFF;
    }
    Background base = below != null && below.enabled() ? below : USUAL_BACKGROUND;
    if (!isSettings(cursor)) {
      return base;
    }
    Fields fields = cursor.fields(BACKGROUND);
    Duration soft = fields.read("soft", base.soft(), c -> atLeast(c, base.soft(), SHORTEST));
    Duration usual = base.hard().compareTo(soft) < 0 ? soft : base.hard();
    return new Background(
        true, soft, fields.read("hard", usual, c -> notBelow(c, usual, soft, "soft")));
  }

  private static @Nullable Retry retry(@Nullable Cursor cursor, @Nullable Retry below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Retry.OFF;
    }
    Retry base = below != null && below.enabled() ? below : USUAL_RETRY;
    if (!isSettings(cursor)) {
      return base;
    }
    Fields fields = cursor.fields(RETRY);
    return new Retry(
        true,
        fields.read("ratio", base.ratio(), c -> c.positive(UnitTable.RATIO, base.ratio(), 1)),
        fields.read("reserve", base.reserve(), c -> whole(c, base.reserve())),
        fields.read("retries", base.retries(), c -> whole(c, base.retries())),
        fields.read("back-off", base.backOff(), c -> atLeast(c, base.backOff(), SHORTEST)));
  }

  private static @Nullable Negative negative(@Nullable Cursor cursor, @Nullable Negative below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Negative.OFF;
    }
    Negative base = below != null && below.enabled() ? below : USUAL_NEGATIVE;
    if (!isSettings(cursor)) {
      return base;
    }
    Fields fields = cursor.fields(NEGATIVE);
    return new Negative(
        true,
        fields.read("ttl", base.ttl(), c -> c.positiveDuration(base.ttl())),
        fields.read("keys", base.keys(), c -> whole(c, base.keys())));
  }

  private static @Nullable Errors errors(@Nullable Cursor cursor, @Nullable Errors below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Errors.OFF;
    }
    Errors base = below != null && below.enabled() ? below : USUAL_ERRORS;
    if (!isSettings(cursor)) {
      return base;
    }
    Fields fields = cursor.fields(ERRORS);
    Duration first = fields.read("first", base.first(), c -> atLeast(c, base.first(), SHORTEST));
    Duration usual = base.max().compareTo(first) < 0 ? first : base.max();
    return new Errors(
        true,
        first,
        fields.read("growth", base.growth(), LoadsReader::growth),
        fields.read("max", usual, c -> notBelow(c, usual, first, "first")),
        fields.read("keys", base.keys(), c -> whole(c, base.keys())));
  }

  private static double growth(Cursor cursor) {
    return cursor.isOff() ? 1 : cursor.number(UnitTable.NUMBER, 1, 1, MOST_TIMES);
  }

  private static @Nullable Early early(@Nullable Cursor cursor, @Nullable Early below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Early.OFF;
    }
    Early base = below != null && below.enabled() ? below : USUAL_EARLY;
    if (!isSettings(cursor)) {
      return base;
    }
    Fields fields = cursor.fields(EARLY);
    return new Early(
        true,
        fields.read(
            "beta", base.beta(), c -> c.positive(UnitTable.NUMBER, base.beta(), MOST_TIMES)),
        fields.read(
            "min-fresh",
            base.minFresh(),
            c -> c.isOff() ? 0 : c.number(UnitTable.RATIO, base.minFresh(), 0, MOST_FRESH)),
        fields.read("max-delta", base.maxDelta(), c -> c.positiveDuration(base.maxDelta())));
  }

  private static @Nullable Ahead ahead(@Nullable Cursor cursor, @Nullable Ahead below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Ahead.OFF;
    }
    Ahead base = below != null && below.enabled() ? below : USUAL_AHEAD;
    if (!isSettings(cursor)) {
      return base;
    }
    Fields fields = cursor.fields(AHEAD);
    Duration every = base.every() == null ? Duration.ZERO : base.every();
    Duration period =
        fields.read(
            "every", every, c -> c.isOff() ? Duration.ZERO : atLeast(c, every, SHORTEST_PERIOD));
    return new Ahead(
        true,
        fields.read("at", base.at(), c -> c.positive(UnitTable.RATIO, base.at(), 1)),
        period.isZero() ? null : period,
        fields.read(
            "stop-after", base.stopAfter(), c -> atLeast(c, base.stopAfter(), SHORTEST_PERIOD)),
        fields.read("concurrency", base.concurrency(), c -> whole(c, base.concurrency())),
        fields.read("keys", base.keys(), c -> whole(c, base.keys())));
  }

  private static boolean isSettings(Cursor cursor) {
    if (!cursor.isOn() && !cursor.isMapping()) {
      cursor.problem("must be `on`, `off` or its settings, but was " + cursor.node().kind(), null);
    }
    return cursor.isMapping();
  }

  private static int whole(Cursor cursor, int fallback) {
    return (int) cursor.whole(fallback, 1, MOST);
  }

  private static Duration atLeast(Cursor cursor, Duration fallback, Duration least) {
    Duration value = cursor.positiveDuration(fallback);
    if (value.compareTo(least) < 0) {
      cursor.problem("must be at least " + least.toMillis() + "ms, but was " + cursor.word(), null);
      return fallback;
    }
    return value;
  }

  private static Duration notBelow(Cursor cursor, Duration fallback, Duration least, String name) {
    Duration value = cursor.positiveDuration(fallback);
    if (value.compareTo(least) < 0) {
      cursor.problem("must be at least `" + name + "`, but was " + cursor.word(), null);
      return least;
    }
    return value;
  }
}
