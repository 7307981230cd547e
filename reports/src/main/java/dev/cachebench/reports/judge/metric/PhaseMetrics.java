package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.model.Expiry;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.history.Defect;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Computes what can be said of one target in one phase without looking at another target.
 *
 * <p>The definitions are those of the project's words for what is measured; each is repeated in
 * {@code reports/README.md}.
 */
public final class PhaseMetrics {

  private static final List<Outcome> SERVED =
      List.of(
          Outcome.L1, Outcome.L2, Outcome.STALE, Outcome.ORIGIN, Outcome.NEGATIVE, Outcome.ERROR);

  private final PhaseData data;
  private final Metrics metrics;

  /** Creates them of a phase; they go to {@code metrics}. */
  public PhaseMetrics(PhaseData data, Metrics metrics) {
    this.data = data;
    this.metrics = metrics;
  }

  /** Adds response time, service time and lag: over all operations and outcomes. */
  public PhaseMetrics times() {
    for (Series series : Series.values()) {
      times(series);
    }
    return this;
  }

  private void times(Series series) {
    Histogram histogram = data.histogram(series, tag -> true);
    long samples = histogram == null ? 0 : histogram.getTotalCount();
    metrics.samples(series.word(), samples);
    if (histogram == null) {
      return;
    }
    metrics.put(series.word() + ".mean", data.sum(series, tag -> true) / samples);
    metrics.put(series.word() + ".max", histogram.getMaxValue());
    for (Quantiles quantile : Quantiles.inOrder()) {
      String metric = series.word() + "." + quantile.word();
      if (quantile.isSupportedBy(samples)) {
        metrics.put(metric, histogram.getValueAtPercentile(quantile.percentile()));
      } else {
        metrics.miss(metric, quantile.missing(samples));
      }
    }
  }

  /** Adds rates over the phase's measured time, and shed slots. */
  public PhaseMetrics rates() {
    long offered = data.count("offered");
    if (offered > 0) {
      perSecond("offered-rate", offered);
    } else {
      metrics.miss("offered-rate", "closed load offers nothing by itself");
    }
    perSecond("achieved-rate", data.operations() - data.count("refused"));
    perSecond("origin-rate", data.count("origin.loads"));
    if (data.seconds() > 0) {
      metrics.put("origin-rate.max", data.busiestSecond("origin.loads"));
    } else {
      metrics.miss("origin-rate.max", "the phase was not measured");
    }
    metrics.put("shed", data.count("shed"));
    return this;
  }

  private void perSecond(String metric, long count) {
    if (data.seconds() > 0) {
      metrics.put(metric, count / data.seconds());
    } else {
      metrics.miss(metric, "the phase was not measured");
    }
  }

  /** Adds who served the gets, hit ratios and the ratio of failed operations. */
  public PhaseMetrics shares() {
    long lookups = data.lookups();
    metrics.samples("lookups", lookups);
    metrics.samples("operations", data.operations());
    if (lookups > 0) {
      long hits = 0;
      for (Outcome outcome : SERVED) {
        long count = data.count(Operation.GET, outcome);
        metrics.put("served-by." + outcome.word(), (double) count / lookups);
        hits += outcome.isHit() ? count : 0;
      }
      metrics.put("hit-ratio", (double) hits / lookups);
      metrics.put("hit-ratio.l1", (double) data.count(Operation.GET, Outcome.L1) / lookups);
      metrics.put("hit-ratio.l2", (double) data.count(Operation.GET, Outcome.L2) / lookups);
    }
    if (data.operations() > 0) {
      long errors = 0;
      for (Operation operation : Operation.values()) {
        errors += data.count(operation, Outcome.ERROR);
      }
      metrics.put("error-ratio", (double) errors / data.operations());
    }
    return this;
  }

  /** Adds loads per key and what each expiry cost. */
  public PhaseMetrics loads(List<Expiry> expiries) {
    if (data.operations() > 0) {
      metrics.put("coalesced", data.count("get.coalesced"));
      metrics.put("loads-per-key.max", orZero(data.maximum("loads-per-key")));
      long concurrent = orZero(data.maximum("concurrent-loads-per-key"));
      metrics.put("concurrent-loads-per-key.max", concurrent);
    }
    metrics.samples("expiries", expiries.size());
    if (expiries.isEmpty()) {
      metrics.miss("loads-per-expiry.mean", "no expire-all struck");
      metrics.miss("loads-per-expiry.max", "no expire-all struck");
    } else {
      metrics.put(
          "loads-per-expiry.mean", expiries.stream().mapToLong(Expiry::loads).average().orElse(0));
      metrics.put(
          "loads-per-expiry.max", expiries.stream().mapToLong(Expiry::loads).max().orElse(0));
    }
    return this;
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  /**
   * Adds what the checker found.
   *
   * @param phaseEnds the ends of the phases, one for each round
   * @param boundNanos what the target promises; null when it promises nothing
   * @param measuredNanos measured time of the whole scenario
   */
  public PhaseMetrics answers(
      List<RunEvent> phaseEnds, @Nullable Long boundNanos, long measuredNanos) {
    if (data.operations() == 0) {
      return this;
    }
    for (String kind : List.of("wrong-values", "monotonic-violations")) {
      metrics.put(kind, data.count(kind));
    }
    staleness(phaseEnds);
    String metric = "stale-reads-beyond-bound";
    if (boundNanos == null) {
      metrics.miss(metric, "the target promises no bound on staleness");
    } else if (boundNanos > measuredNanos) {
      metrics.miss(
          metric,
          "the bound of %s is longer than the measured time of %s; measure longer than the bound"
              .formatted(
                  Figures.duration((double) boundNanos), Figures.duration((double) measuredNanos)));
    } else {
      metrics.put(metric, data.count(metric));
    }
    return this;
  }

  /**
   * Adds what only a history shows.
   *
   * @param without why there is none, or none that is whole; null when there is
   */
  public PhaseMetrics history(@Nullable String without) {
    for (Defect defect : Defect.values()) {
      if (defect.isOfHistory() && without == null && data.operations() > 0) {
        metrics.put(defect.word(), data.count(defect.word()));
      } else if (defect.isOfHistory() && without != null) {
        metrics.miss(defect.word(), without);
      }
    }
    return this;
  }

  /**
   * Adds how long entries outlived their time to live, and fell short of it.
   *
   * @param isMeasured whether it was watched
   */
  public PhaseMetrics lifetimes(boolean isMeasured) {
    for (String kind : List.of("ttl-overrun", "early-expiry")) {
      if (isMeasured && data.operations() > 0) {
        metrics.put(kind + ".max", orZero(data.maximum(kind + "-nanos")));
      } else {
        metrics.miss(kind + ".max", "measured only in L1, and where a fault moves a clock");
      }
    }
    return this;
  }

  private void staleness(List<RunEvent> phaseEnds) {
    if (data.count("stale-reads") == 0) {
      metrics.put("staleness.max", 0);
      metrics.miss("staleness.p99", "no stale read was seen");
      return;
    }
    metrics.put("staleness.max", orZero(data.maximum("staleness-nanos")));
    List<Double> percentiles =
        phaseEnds.stream()
            .flatMap(end -> Stream.ofNullable(Details.number(end, "staleness-p99-nanos")))
            .toList();
    if (percentiles.size() == 1) {
      metrics.put("staleness.p99", percentiles.get(0));
    } else {
      metrics.miss("staleness.p99", "percentiles of several phases or rounds do not add up");
    }
  }
}
