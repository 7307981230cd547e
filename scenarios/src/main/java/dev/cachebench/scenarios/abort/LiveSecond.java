package dev.cachebench.scenarios.abort;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramTag;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What an arm did in about one second, all nodes together, by phase. Confined to one thread.
 *
 * <p>Rows belong to the phase of the slot that they are about, so one second may have rows of two.
 */
final class LiveSecond {

  private static final int DIGITS = 3;

  private final Map<String, Tally> tallies = new HashMap<>();
  private String phase = Scenario.WARMUP;
  private double seconds;

  private static final class Tally {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Long> maxima = new HashMap<>();
    private final Map<Series, Histogram> times = new EnumMap<>(Series.class);
  }

  private Tally tally(String ofPhase) {
    return tallies.computeIfAbsent(ofPhase, any -> new Tally());
  }

  void add(CountersRow row) {
    Tally tally = tally(row.phase());
    row.counts().forEach((word, count) -> tally.counts.merge(word, count, Long::sum));
    row.max().forEach((word, value) -> tally.maxima.merge(word, value, Math::max));
  }

  void add(HistogramTag tag, Histogram interval) {
    tally(tag.phase())
        .times
        .computeIfAbsent(tag.series(), any -> new Histogram(DIGITS))
        .add(interval);
  }

  /**
   * Ends it.
   *
   * @param current the phase that it ended in
   * @param length how long it was, s
   */
  void end(String current, double length) {
    phase = current;
    seconds = length;
  }

  /** Returns whether it lies in a phase; null is any but the warm-up. */
  boolean isIn(@Nullable String wanted) {
    return wanted == null ? !phase.equals(Scenario.WARMUP) : phase.equals(wanted);
  }

  double seconds() {
    return seconds;
  }

  /**
   * Adds what it has to a sum.
   *
   * @param wanted of which phase; null is each but the warm-up
   */
  void addTo(LiveFigures figures, @Nullable String wanted) {
    tallies.forEach(
        (name, tally) -> {
          if (wanted == null ? !name.equals(Scenario.WARMUP) : name.equals(wanted)) {
            figures.add(tally.counts, tally.maxima, tally.times);
          }
        });
  }
}
