package dev.cachebench.scenarios.gate;

import static dev.cachebench.scenarios.gate.MetricClass.COUNTS;
import static dev.cachebench.scenarios.gate.MetricClass.LATENCY;
import static dev.cachebench.scenarios.gate.MetricClass.RATIO;
import static dev.cachebench.scenarios.gate.MetricClass.THROUGHPUT;
import static dev.cachebench.scenarios.gate.Quantity.COUNT;
import static dev.cachebench.scenarios.gate.Quantity.DURATION;
import static dev.cachebench.scenarios.gate.Quantity.FACTOR;
import static dev.cachebench.scenarios.gate.Quantity.RATE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A word for something measured, such as {@code response-time.p99}; the same in gates, answer
 * sentences, console and JSON.
 *
 * @param word the word
 * @param quantity what kind of number it is
 * @param metricClass what spoils it
 * @param isAvailable whether this version measures it; otherwise a gate on it answers NO_DATA
 */
public record MetricName(
    String word, Quantity quantity, MetricClass metricClass, boolean isAvailable) {

  /**
   * Loads over the planned time: with an open load a count, which the schedule decides; with a
   * closed one also a matter of how fast everything was.
   */
  public static final String ORIGIN_RATE = "origin-rate";

  private static final Map<String, MetricName> ALL = catalogue();

  /** Returns the metric of that word, or null. */
  public static @Nullable MetricName of(String word) {
    return ALL.get(word);
  }

  /** Returns every metric, in the order of the documentation. */
  public static Collection<MetricName> all() {
    return ALL.values();
  }

  private static Map<String, MetricName> catalogue() {
    List<MetricName> names = new ArrayList<>();
    for (String series : List.of("response-time", "service-time", "schedule-lag")) {
      for (String stat : List.of("mean", "p50", "p90", "p99", "p99.9", "p99.99", "max")) {
        names.add(new MetricName(series + "." + stat, DURATION, LATENCY, true));
      }
    }
    add(names, DURATION, LATENCY, true, "hit-time.l1");
    add(names, RATE, THROUGHPUT, true, "offered-rate", "achieved-rate");
    add(names, COUNT, COUNTS, true, "shed");
    for (String tier : List.of("l1", "l2", "stale", "origin", "negative", "error")) {
      names.add(new MetricName("served-by." + tier, Quantity.RATIO, COUNTS, true));
    }
    add(names, Quantity.RATIO, COUNTS, true, "hit-ratio", "hit-ratio.l1", "hit-ratio.l2");
    add(names, Quantity.RATIO, COUNTS, true, "error-ratio");
    add(names, RATE, COUNTS, true, ORIGIN_RATE, ORIGIN_RATE + ".max");
    add(names, COUNT, COUNTS, true, "loads-per-key.max", "concurrent-loads-per-key.max");
    add(names, COUNT, COUNTS, true, "loads-per-expiry.mean", "loads-per-expiry.max", "coalesced");
    add(names, FACTOR, COUNTS, true, "origin-amplification");
    add(names, DURATION, LATENCY, true, "detection-time", "recovery-time");
    add(names, DURATION, COUNTS, true, "staleness.p99", "staleness.max");
    add(names, COUNT, COUNTS, true, "stale-reads-beyond-bound", "wrong-values");
    add(names, COUNT, COUNTS, true, "lost-writes", "lost-invalidations", "resurrected-deletes");
    add(names, COUNT, COUNTS, true, "monotonic-violations");
    add(names, DURATION, COUNTS, true, "ttl-overrun.max", "early-expiry.max");
    add(names, COUNT, COUNTS, true, "breaker.opened");
    add(names, DURATION, COUNTS, true, "breaker.open-time");
    add(names, FACTOR, RATIO, true, "speedup.mean", "speedup.p50", "speedup.p99");
    add(names, FACTOR, RATIO, true, "speedup.hits-only");
    Map<String, MetricName> byWord = new LinkedHashMap<>();
    names.forEach(name -> byWord.put(name.word(), name));
    return byWord;
  }

  private static void add(
      List<MetricName> names,
      Quantity quantity,
      MetricClass spoiltBy,
      boolean is,
      String... words) {
    for (String word : words) {
      names.add(new MetricName(word, quantity, spoiltBy, is));
    }
  }
}
