package dev.cachebench.reports.judge.law;

import dev.cachebench.reports.claim.rules.QueueLaw;
import dev.cachebench.reports.claim.rules.SpeedupLaw;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.workload.CheApproximation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predicts mean speedups from what is configured and from two arms of their own: the baseline, of
 * which every request costs O, and one that holds every key, of which every request is a hit of H.
 *
 * <p>S = 1 ÷ (h·H/O + (1−h)·g). The hit ratio h follows from capacity and popularity: C/N where all
 * keys are alike, Che's approximation for LRU. The price g of a miss is what a get costs once the
 * cache has taken its load off the origin, in units of O: W(λ(1−h)) ÷ W(λ) by {@link QueueLaw}, 1
 * far from saturation. Measurement may be as far away as its own interval reaches, or by a tenth
 * where the origin queues, which is what that law is good for.
 *
 * <p>It holds for caches in memory alone whose entries outlive the run, under an open load of gets.
 */
public final class SpeedupLaws {

  private static final double ALL_HITS = 0.9999;

  /** Below it the origin's queue decides, which theory knows to a tenth only. */
  private static final double HARDLY_QUEUES = 0.99;

  private static final double QUEUE_TOLERANCE = 0.1;

  private final Scenario scenario;
  private final List<TargetReport> reports;

  /** Creates the laws of a run. */
  public SpeedupLaws(Scenario scenario, List<TargetReport> reports) {
    this.scenario = scenario;
    this.reports = List.copyOf(reports);
  }

  /** Returns a prediction for each target and phase that the law holds for. */
  public List<Prediction> predictions() {
    List<Prediction> predictions = new ArrayList<>();
    OperationWeights mix = scenario.operations();
    if (mix.getShare() < 1 || scenario.baseline().isEmpty()) {
      return predictions;
    }
    String baseline = scenario.baseline().get().name();
    for (PhaseConfig phase : scenario.phases()) {
      Double origin = mean(baseline, phase);
      Double hit = hit(phase);
      if (origin != null && hit != null && phase.load() instanceof LoadModel.Open open) {
        for (TargetConfig target : scenario.targets()) {
          double rate = open.rate().perSecond();
          hitRatio(target)
              .flatMap(ratio -> predict(target, phase, rate, new Parts(ratio, hit, origin)))
              .ifPresent(predictions::add);
        }
      }
    }
    return predictions;
  }

  /** What the law adds up; times in ns. */
  private record Parts(double hitRatio, double hit, double origin) {}

  private @Nullable Double mean(String target, PhaseConfig phase) {
    PhaseReport report = report(target, phase);
    return report == null ? null : report.value("response-time.mean");
  }

  private @Nullable PhaseReport report(String target, PhaseConfig phase) {
    return reports.stream()
        .filter(report -> report.name().equals(target))
        .map(report -> report.phase(phase.name()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What a request costs where every one is a hit in memory. */
  private @Nullable Double hit(PhaseConfig phase) {
    return scenario.targets().stream()
        .filter(this::isInMemoryOnly)
        .filter(target -> target.cache().l1().capacity() >= scenario.keys().count())
        .map(target -> report(target.name(), phase))
        .filter(Objects::nonNull)
        .filter(report -> Objects.requireNonNullElse(report.value("hit-ratio.l1"), 0.0) >= ALL_HITS)
        .map(report -> report.value("response-time.mean"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean isInMemoryOnly(TargetConfig target) {
    CacheConfig cache = target.cache();
    return target.preset() != Preset.OWN
        && cache.l1().enabled()
        && !cache.l2().enabled()
        && cache.l1().ttl().compareTo(scenario.warmup().plus(scenario.measuredTime())) > 0;
  }

  /** The hit ratio of a cache that holds a part of the keys; empty where no law gives it. */
  private Optional<Double> hitRatio(TargetConfig target) {
    L1Config l1 = target.cache().l1();
    int keys = scenario.keys().count();
    KeyDistribution distribution = scenario.keys().distribution();
    if (!isInMemoryOnly(target)
        || l1.capacity() >= keys
        || distribution instanceof KeyDistribution.Sequential) {
      return Optional.empty();
    }
    if (distribution instanceof KeyDistribution.Uniform) {
      return Optional.of((double) l1.capacity() / keys);
    }
    return l1.policy() == L1Config.Policy.LRU
        ? Optional.of(CheApproximation.of(scenario.keys()).lru(l1.capacity()))
        : Optional.empty();
  }

  private Optional<Prediction> predict(
      TargetConfig target, PhaseConfig phase, double rate, Parts parts) {
    PhaseReport report = report(target.name(), phase);
    Double measured = report == null ? null : report.value("speedup.mean");
    Interval interval = report == null ? null : report.intervals().get("speedup.mean");
    double price = price(rate, 1 - parts.hitRatio());
    if (report == null || measured == null || interval == null || Double.isNaN(price)) {
      return Optional.empty();
    }
    double predicted =
        new SpeedupLaw(parts.origin() / parts.hit(), price).mean(1 - parts.hitRatio());
    double allowed = allowed(predicted, measured, interval, price);
    Map<String, Double> inputs = new LinkedHashMap<>();
    inputs.put("h", parts.hitRatio());
    inputs.put("H", parts.hit());
    inputs.put("O", parts.origin());
    inputs.put("g", price);
    long gets = Objects.requireNonNullElse(report.samples().get("lookups"), 0L);
    return Optional.of(
        new Prediction(
            target.name(),
            null,
            "mean speedup in " + phase.name(),
            Quantity.FACTOR,
            "1 ÷ (h·H/O + (1−h)·g)",
            inputs,
            new Prediction.Sample(gets, "gets", measured, null, measured),
            predicted,
            null,
            null,
            Prediction.Rule.NEAR,
            allowed,
            Math.abs(predicted - measured) <= allowed));
  }

  private static double allowed(
      double predicted, double measured, Interval interval, double price) {
    Double high = interval.high();
    double reach =
        predicted < measured
            ? measured - interval.low()
            : (high == null ? Double.POSITIVE_INFINITY : high) - measured;
    return price < HARDLY_QUEUES ? Math.max(reach, QUEUE_TOLERANCE * predicted) : reach;
  }

  /** NaN where more is asked of the origin than it can do. */
  private double price(double rate, double missRatio) {
    OriginConfig origin = scenario.origin();
    double seconds = origin.serviceTime().meanSeconds();
    if (origin.source() != null || seconds <= 0) {
      return 1;
    }
    QueueLaw queue =
        new QueueLaw(origin.concurrency(), seconds, origin.serviceTime().squaredVariation());
    double without = queue.response(rate);
    return Double.isInfinite(without) ? Double.NaN : queue.response(rate * missRatio) / without;
  }
}
