package dev.cachebench.reports.html.data;

import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.html.data.PageData.Curve;
import dev.cachebench.reports.html.data.PageData.PercentileChart;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.HistogramTag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * Response times by percentile: of the targets in each phase, and of each target's gets by outcome,
 * those that waited for another's load apart.
 *
 * <p>The axis is 1 ÷ (1 − q), logarithmic: every step of ten is one more nine. A curve ends where
 * fewer than ten samples lie beyond it.
 */
final class PercentileCurves {

  private static final int STEPS_PER_NINE = 16;

  /** Fewer, for there are many of them. */
  private static final int STEPS_BY_OUTCOME = 8;

  private static final int SAMPLES_BEYOND = 10;

  /** Of fewer gets the curve by outcome would be a point. */
  private static final int FEWEST_GETS = 2 * SAMPLES_BEYOND;

  private static final double MILLI = 1e6;

  private PercentileCurves() {}

  /** Returns a chart for each phase, with a curve for each target. */
  static List<PercentileChart> ofTargets(RunData run) {
    List<PercentileChart> charts = new ArrayList<>();
    for (PhaseConfig phase : run.scenario().phases()) {
      List<Curve> curves = new ArrayList<>();
      for (TargetConfig target : run.scenario().targets()) {
        Histogram histogram = data(run, target, phase).histogram(Series.RESPONSE_TIME, tag -> true);
        if (histogram != null) {
          curves.add(curve(target.name(), histogram, STEPS_PER_NINE));
        }
      }
      charts.add(new PercentileChart(null, phase.name(), curves));
    }
    return charts;
  }

  /** Returns a chart for each target and phase, with a curve for each outcome of gets. */
  static List<PercentileChart> ofOutcomes(RunData run) {
    List<PercentileChart> charts = new ArrayList<>();
    for (TargetConfig target : run.scenario().targets()) {
      for (PhaseConfig phase : run.scenario().phases()) {
        PhaseData data = data(run, target, phase);
        List<Curve> curves = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
          add(curves, data, outcome.word(), outcome, false);
          if (outcome == Outcome.ORIGIN) {
            add(curves, data, HistogramTag.COALESCED, outcome, true);
          }
        }
        if (!curves.isEmpty()) {
          charts.add(new PercentileChart(target.name(), phase.name(), curves));
        }
      }
    }
    return charts;
  }

  private static void add(
      List<Curve> curves, PhaseData data, String name, Outcome outcome, boolean isCoalesced) {
    Predicate<HistogramTag> which =
        tag ->
            tag.operation() == Operation.GET
                && tag.outcome() == outcome
                && tag.isCoalesced() == isCoalesced;
    Histogram histogram = data.histogram(Series.RESPONSE_TIME, which);
    if (histogram != null && histogram.getTotalCount() >= FEWEST_GETS) {
      curves.add(curve(name, histogram, STEPS_BY_OUTCOME));
    }
  }

  private static PhaseData data(RunData run, TargetConfig target, PhaseConfig phase) {
    return PhaseData.of(run, target.name(), List.of(phase.name()));
  }

  private static Curve curve(String name, Histogram histogram, int stepsPerNine) {
    double last = (double) histogram.getTotalCount() / SAMPLES_BEYOND;
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int step = 0; Math.pow(10, (double) step / stepsPerNine) <= last; step++) {
      double oneInSoMany = Math.pow(10, (double) step / stepsPerNine);
      double percentile = 100 * (1 - 1 / oneInSoMany);
      x.add(PageDataReader.rounded(oneInSoMany));
      y.add(PageDataReader.rounded(histogram.getValueAtPercentile(percentile) / MILLI));
    }
    return new Curve(name, x, y);
  }
}
