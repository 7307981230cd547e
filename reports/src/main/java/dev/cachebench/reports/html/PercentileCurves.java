package dev.cachebench.reports.html;

import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.html.PageData.Curve;
import dev.cachebench.reports.html.PageData.PercentileChart;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.model.TargetConfig;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Response times by percentile, one chart for each phase and one curve for each target.
 *
 * <p>The axis is 1 ÷ (1 − q), logarithmic: every step of ten is one more nine. A curve ends where
 * fewer than ten samples lie beyond it.
 */
final class PercentileCurves {

  private static final int STEPS_PER_NINE = 16;
  private static final int SAMPLES_BEYOND = 10;
  private static final double MILLI = 1e6;

  private PercentileCurves() {}

  static List<PercentileChart> of(RunData run) {
    List<PercentileChart> charts = new ArrayList<>();
    for (PhaseConfig phase : run.scenario().phases()) {
      List<Curve> curves = new ArrayList<>();
      for (TargetConfig target : run.scenario().targets()) {
        Histogram histogram =
            PhaseData.of(run, target.name(), List.of(phase.name()))
                .histogram(Series.RESPONSE_TIME, tag -> true);
        if (histogram != null) {
          curves.add(curve(target.name(), histogram));
        }
      }
      charts.add(new PercentileChart(phase.name(), curves));
    }
    return charts;
  }

  private static Curve curve(String target, Histogram histogram) {
    double last = (double) histogram.getTotalCount() / SAMPLES_BEYOND;
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int step = 0; Math.pow(10, (double) step / STEPS_PER_NINE) <= last; step++) {
      double oneInSoMany = Math.pow(10, (double) step / STEPS_PER_NINE);
      double percentile = 100 * (1 - 1 / oneInSoMany);
      x.add(PageDataReader.rounded(oneInSoMany));
      y.add(PageDataReader.rounded(histogram.getValueAtPercentile(percentile) / MILLI));
    }
    return new Curve(target, x, y);
  }
}
