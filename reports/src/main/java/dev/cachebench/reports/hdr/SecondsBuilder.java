package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.HistogramTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Merges response times by second over operations, outcomes and phases as the lines of a log come.
 *
 * <p>An arm's lines come in the order of time, so one open second for each arm is all that is held.
 */
final class SecondsBuilder {

  private static final double P50 = 50;
  private static final double P99 = 99;

  private final Map<Arm, Open> open = new HashMap<>();
  private final List<SecondTimes> seconds = new ArrayList<>();

  private record Arm(String target, int round) {}

  private record Open(double start, double end, Histogram times) {}

  void add(HistogramTag tag, double start, double end, Histogram interval) {
    if (tag.series() != Series.RESPONSE_TIME) {
      return;
    }
    Arm arm = new Arm(tag.target(), tag.round());
    Open current = open.get(arm);
    if (current == null || end != current.end()) {
      close(arm, current);
      current = new Open(start, end, HistogramLog.emptyLike(interval));
      open.put(arm, current);
    }
    current.times().add(interval);
  }

  private void close(Arm arm, @Nullable Open second) {
    if (second != null && second.times().getTotalCount() > 0) {
      Histogram times = second.times();
      seconds.add(
          new SecondTimes(
              arm.target(),
              arm.round(),
              second.start(),
              second.end(),
              times.getTotalCount(),
              times.getValueAtPercentile(P50),
              times.getValueAtPercentile(P99),
              times.getMaxValue()));
    }
  }

  /** Returns every second that had an answer, by arm and time. */
  List<SecondTimes> finish() {
    open.forEach(this::close);
    open.clear();
    return List.copyOf(seconds);
  }
}
