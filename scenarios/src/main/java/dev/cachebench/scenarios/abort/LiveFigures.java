package dev.cachebench.scenarios.abort;

import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the latest seconds of an arm, by the words of gates and with their definitions.
 * Confined to one thread.
 */
public final class LiveFigures {

  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p99.9", 99.9, "p99.99", 99.99);

  /** Ten, but for what 1 − 0.999 loses in binary. */
  private static final double BEYOND = 10 - 1e-6;

  private static final double PERCENT = 100;
  private static final int DIGITS = 3;
  private static final Set<String> COUNTS =
      Set.of(
          "shed", "wrong-values", "stale-reads-beyond-bound", "monotonic-violations", "coalesced");
  private static final Map<String, String> MAXIMA =
      Map.of(
          "concurrent-loads-per-key.max", "concurrent-loads-per-key",
          "loads-per-key.max", "loads-per-key",
          "staleness.max", "staleness-nanos");
  private static final String SERVED_BY = "served-by.";

  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, Long> maxima = new HashMap<>();
  private final Map<Series, Histogram> times = new EnumMap<>(Series.class);
  private final double seconds;

  private LiveFigures(double seconds) {
    this.seconds = seconds;
  }

  /**
   * Adds seconds up.
   *
   * @param phase of which phase; null is each but the warm-up
   */
  static LiveFigures of(List<LiveSecond> latest, @Nullable String phase) {
    LiveFigures figures = new LiveFigures(latest.stream().mapToDouble(LiveSecond::seconds).sum());
    latest.forEach(second -> second.addTo(figures, phase));
    return figures;
  }

  void add(
      Map<String, Long> moreCounts, Map<String, Long> moreMaxima, Map<Series, Histogram> more) {
    moreCounts.forEach((word, count) -> counts.merge(word, count, Long::sum));
    moreMaxima.forEach((word, value) -> maxima.merge(word, value, Math::max));
    more.forEach(
        (series, histogram) ->
            times.computeIfAbsent(series, any -> new Histogram(DIGITS)).add(histogram));
  }

  /** Returns whether a metric is known while a run goes on. */
  public static boolean isLive(MetricName metric) {
    String word = metric.word();
    return series(word) != null
        || COUNTS.contains(word)
        || MAXIMA.containsKey(word)
        || word.startsWith(SERVED_BY)
        || switch (word) {
          case "offered-rate", "achieved-rate", MetricName.ORIGIN_RATE -> true;
          case "error-ratio", "hit-ratio", "hit-ratio.l1", "hit-ratio.l2" -> true;
          default -> false;
        };
  }

  /** Returns the words of all metrics that are, in alphabetical order. */
  public static Set<String> words() {
    Set<String> words = new TreeSet<>();
    MetricName.all().stream().filter(LiveFigures::isLive).forEach(name -> words.add(name.word()));
    return words;
  }

  private static @Nullable Series series(String word) {
    for (Series series : Series.values()) {
      if (word.startsWith(series.word() + ".")) {
        return series;
      }
    }
    return null;
  }

  /** Returns a figure in its base unit; empty where there is too little to tell. */
  OptionalDouble of(MetricName metric) {
    String word = metric.word();
    Series series = series(word);
    if (series != null) {
      return time(times.get(series), word.substring(series.word().length() + 1));
    }
    if (COUNTS.contains(word)) {
      return OptionalDouble.of((double) count(word.equals("coalesced") ? "get.coalesced" : word));
    }
    String maximum = MAXIMA.get(word);
    if (maximum != null) {
      return OptionalDouble.of((double) maxima.getOrDefault(maximum, 0L));
    }
    if (word.startsWith(SERVED_BY)) {
      return share(ended(Operation.GET, Outcome.valueOf(upper(word))), gets());
    }
    return switch (word) {
      case "offered-rate" -> perSecond(count("offered"));
      case "achieved-rate" -> perSecond(operations() - count("refused"));
      case MetricName.ORIGIN_RATE -> perSecond(count("origin.loads"));
      case "error-ratio" -> share(errors(), operations());
      case "hit-ratio" -> share(hits(), gets());
      case "hit-ratio.l1" -> share(ended(Operation.GET, Outcome.L1), gets());
      case "hit-ratio.l2" -> share(ended(Operation.GET, Outcome.L2), gets());
      default -> OptionalDouble.empty();
    };
  }

  private static String upper(String word) {
    return word.substring(SERVED_BY.length()).toUpperCase(java.util.Locale.ROOT);
  }

  /** A percentile needs ten samples beyond it, as in the report. */
  private static OptionalDouble time(@Nullable Histogram histogram, String statistic) {
    if (histogram == null || histogram.getTotalCount() == 0) {
      return OptionalDouble.empty();
    }
    Double percentile = PERCENTILES.get(statistic);
    if (percentile == null) {
      return OptionalDouble.of(
          statistic.equals("mean") ? histogram.getMean() : (double) histogram.getMaxValue());
    }
    double beyond = histogram.getTotalCount() * (PERCENT - percentile) / PERCENT;
    return beyond < BEYOND
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) histogram.getValueAtPercentile(percentile));
  }

  private static OptionalDouble share(long part, long whole) {
    return whole > 0 ? OptionalDouble.of((double) part / whole) : OptionalDouble.empty();
  }

  private OptionalDouble perSecond(long count) {
    return seconds > 0 ? OptionalDouble.of(count / seconds) : OptionalDouble.empty();
  }

  private long count(String word) {
    return counts.getOrDefault(word, 0L);
  }

  private long ended(Operation operation, Outcome outcome) {
    return count(operation.word() + "." + outcome.word());
  }

  private long gets() {
    return ended(Operation.GET);
  }

  private long ended(Operation operation) {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += ended(operation, outcome);
    }
    return sum;
  }

  private long operations() {
    long sum = 0;
    for (Operation operation : Operation.values()) {
      sum += ended(operation);
    }
    return sum;
  }

  private long errors() {
    long sum = 0;
    for (Operation operation : Operation.values()) {
      sum += ended(operation, Outcome.ERROR);
    }
    return sum;
  }

  private long hits() {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += outcome.isHit() ? ended(Operation.GET, outcome) : 0;
    }
    return sum;
  }
}
