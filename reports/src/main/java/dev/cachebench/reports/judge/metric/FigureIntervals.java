package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.claim.BatchMean;
import dev.cachebench.reports.claim.MissRatio;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Adds 95 % intervals to times, rates and hit ratios.
 *
 * <p>With {@value #ROUNDS} rounds or more they come from the figures of the rounds (Student's t),
 * since requests of one JVM resemble each other in ways that nothing within it shows. With fewer
 * they come from within: of a mean from the means of its seconds ({@link BatchMean}), of a
 * percentile from order statistics, with the design effect that slow answers in bursts have: the
 * share beyond it gets Clopper's and Pearson's interval ({@link MissRatio}), and the percentiles at
 * its ends are the interval's. Those say how much the figure would differ had this run gone on like
 * that, not how much another run would.
 */
public final class FigureIntervals {

  private static final int ROUNDS = 3;
  private static final double ALPHA = 0.05;

  /** Counts are what they are: a run with an error had one. */
  private static final Set<String> FROM_ROUNDS =
      Set.of("achieved-rate", "origin-rate", "hit-ratio", "hit-ratio.l1", "hit-ratio.l2");

  private final RunData run;

  /** Creates them for a run. */
  public FigureIntervals(RunData run) {
    this.run = run;
  }

  /**
   * Adds them.
   *
   * @param data the phase, or phases, of all rounds together
   * @param phases their names
   * @param metrics figures of {@code data}, without intervals of these
   */
  public void add(PhaseData data, List<String> phases, Metrics metrics) {
    if (data.rounds().size() >= ROUNDS) {
      fromRounds(data, phases, metrics);
      return;
    }
    mean(data, metrics);
    if (phases.size() == 1) {
      percentiles(data, phases.get(0), metrics);
    }
  }

  private void fromRounds(PhaseData data, List<String> phases, Metrics metrics) {
    Map<String, List<Double>> byMetric = new HashMap<>();
    for (int round : data.rounds()) {
      Metrics figures = new Metrics();
      PhaseData one = PhaseData.ofRound(run, data.target(), phases, round);
      new PhaseMetrics(one, figures).times().rates().shares();
      figures
          .values()
          .forEach(
              (metric, value) ->
                  byMetric.computeIfAbsent(metric, any -> new ArrayList<>()).add(value));
    }
    byMetric.forEach(
        (metric, values) -> {
          boolean isMine = metric.contains("-time.") || FROM_ROUNDS.contains(metric);
          Double whole = metrics.values().get(metric);
          if (isMine && whole != null && values.size() == data.rounds().size()) {
            metrics.put(metric, whole, around(whole, values));
          }
        });
  }

  private static Interval around(double whole, List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(whole);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    double t = TDistribution.of(n - 1).inverseSurvivalProbability(ALPHA / 2);
    return new Interval(Math.max(0, whole - t * error), whole + t * error, 1 - ALPHA);
  }

  private static void mean(PhaseData data, Metrics metrics) {
    Double mean = metrics.values().get("response-time.mean");
    Interval interval = BatchMean.of(data.batches()).interval(ALPHA);
    if (mean != null && interval != null) {
      metrics.put("response-time.mean", mean, interval);
    }
  }

  private void percentiles(PhaseData data, String phase, Metrics metrics) {
    Histogram times = data.histogram(Series.RESPONSE_TIME, tag -> true);
    if (times == null) {
      return;
    }
    for (Quantiles quantile : Quantiles.inOrder()) {
      String metric = "response-time." + quantile.word();
      Double value = metrics.values().get(metric);
      Interval interval = percentile(times, data.target(), phase, quantile);
      if (value != null && interval != null) {
        metrics.put(metric, value, interval);
      }
    }
  }

  private @Nullable Interval percentile(
      Histogram times, String target, String phase, Quantiles quantile) {
    List<MissRatio.Pair> seconds =
        run.tails().of(target, phase, quantile.percentile()).stream()
            .map(tail -> new MissRatio.Pair(tail.beyond(), tail.all()))
            .toList();
    if (seconds.size() < 2) {
      return null;
    }
    Interval beyond = MissRatio.of(seconds, ALPHA);
    Double most = beyond.high();
    double low = times.getValueAtPercentile(100 * (1 - (most == null ? 1 : most)));
    double high = times.getValueAtPercentile(100 * (1 - beyond.low()));
    return new Interval(low, high, 1 - ALPHA);
  }
}
