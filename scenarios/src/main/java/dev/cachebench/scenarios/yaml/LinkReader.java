package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.yaml.CacheLayer.LinkLayer;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@code l2} says about connections and the size of values. */
final class LinkReader {

  /** Keys of {@code l2} that only presets with a breaker have. */
  static final List<String> KEYS =
      List.of(
          "connections",
          "probe",
          "tcp-timeout",
          "pause-aware",
          "recovery-queue",
          "compress",
          "max-value");

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final int COMPRESS_ABOVE = 1_024;

  private LinkReader() {}

  /**
   * Reads the keys among those of {@code l2}.
   *
   * @param below what {@code on} takes its settings from
   */
  static LinkLayer layer(@Nullable Fields l2, LinkLayer below) {
    if (l2 == null) {
      return LinkLayer.SILENT;
    }
    return new LinkLayer(
        connections(l2.get("connections")),
        period(l2.get("probe"), on(below.probe(), CacheDefaults.PROBE)),
        period(l2.get("tcp-timeout"), on(below.tcpTimeout(), CacheDefaults.TCP_TIMEOUT)),
        isOn(l2.get("pause-aware")),
        recoveryQueue(l2.get("recovery-queue"), below),
        bytes(l2.get("compress"), 0, on(below.compressAbove(), COMPRESS_ABOVE)),
        bytes(l2.get("max-value"), 1, on(below.maxValue(), L2Config.Payload.USUAL.maxValue())));
  }

  private static Duration on(@Nullable Duration below, Duration usual) {
    return below == null || below.isZero() ? usual : below;
  }

  private static int on(@Nullable Integer below, int usual) {
    return below == null || below == L2Config.Payload.OFF ? usual : below;
  }

  private static @Nullable Integer connections(@Nullable Cursor cursor) {
    return cursor == null ? null : (int) cursor.whole(1, 1, 64);
  }

  private static @Nullable Duration period(@Nullable Cursor cursor, Duration on) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : Duration.ZERO;
    }
    if (cursor.isOn()) {
      return on;
    }
    Duration period = cursor.positiveDuration(on);
    if (period.compareTo(SHORTEST) < 0) {
      cursor.problem("must be at least 10ms, but was " + cursor.word(), null);
    }
    return period;
  }

  private static @Nullable Boolean isOn(@Nullable Cursor cursor) {
    return cursor == null ? null : cursor.isSwitchedOn(true);
  }

  private static @Nullable Integer recoveryQueue(@Nullable Cursor cursor, LinkLayer below) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : 0;
    }
    int usual = L2Config.Link.USUAL.recoveryQueue();
    int on =
        below.recoveryQueue() == null || below.recoveryQueue() == 0 ? usual : below.recoveryQueue();
    return cursor.isOn() ? on : (int) cursor.whole(on, 1, 1_000_000);
  }

  private static @Nullable Integer bytes(@Nullable Cursor cursor, int least, int on) {
    if (cursor == null || cursor.isOff()) {
      return cursor == null ? null : L2Config.Payload.OFF;
    }
    return cursor.isOn() ? on : (int) cursor.number(UnitTable.SIZE, on, least, 1 << 29);
  }
}
