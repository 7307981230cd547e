package dev.cachebench.reports.judge.law;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.fault.ArmSeconds;
import dev.cachebench.reports.judge.fault.ArmSeconds.Second;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts how many loads a second the end of keys that were written together brings.
 *
 * <p>M keys are written at once and live for T, less a share of up to j at random: they end at X,
 * uniform over [T(1−j), T]. Each is asked for λ/M times a second and loaded when it is asked for
 * first after its end, so that by t there have been M·E(1 − e^(−(λ/M)(t−X)⁺)) loads; the most in
 * one second is the steepest step of that. With λ ≫ M it is M without jitter, and M/(jT) with it.
 *
 * <p>It holds for one node, keys that are equally popular, a load that does not change, nothing
 * that loads early, and until those that were loaded first end again. Allowed are 3 standard errors
 * of the count (Poisson's), or a tenth: the largest of several counts lies a little above their
 * mean.
 */
public final class AvalancheLaw {

  private static final double NEAR = 0.1;
  private static final double NANOS = 1e9;
  private static final int STEPS = 200;

  private final Scenario scenario;
  private final TargetConfig target;

  /** Creates the law of a target. */
  public AvalancheLaw(Scenario scenario, TargetConfig target) {
    this.scenario = scenario;
    this.target = target;
  }

  /**
   * Keys that were written together.
   *
   * @param keys M
   * @param perSecond λ
   * @param ttl T, seconds
   * @param jitter j
   * @param from when the first was written, seconds on the run's clock
   * @param to when the last was
   */
  record Wave(double keys, double perSecond, double ttl, double jitter, double from, double to) {

    /** Returns how many loads are to be expected by then. */
    double loadsBy(double moment) {
      double sum = 0;
      for (int i = 0; i < STEPS; i++) {
        // Two of Weyl's sequences, so that a sum over one index runs over both uniforms.
        double written = from + (to - from) * share(i * 0.7548776662466927);
        double end = written + ttl * (1 - jitter * share(i * 0.5698402909980532));
        sum += moment <= end ? 0 : -Math.expm1(-perSecond / keys * (moment - end));
      }
      return keys * sum / STEPS;
    }

    private static double share(double value) {
      return value - Math.floor(value);
    }

    double firstEnd() {
      return from + ttl * (1 - jitter);
    }

    double firstEndAgain() {
      return firstEnd() + ttl * (1 - jitter);
    }
  }

  /** Returns what the law says of the target; empty where it does not hold. */
  public Optional<Prediction> predict(RunData run) {
    if (!applies()) {
      return Optional.empty();
    }
    List<Double> predicted = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    for (RunEvent preload : run.events("preload", target.name()).toList()) {
      Wave wave = wave(preload);
      List<Second> seconds =
          ArmSeconds.of(run, target.name(), preload.round()).stream()
              .filter(second -> second.end() <= wave.firstEndAgain())
              .toList();
      if (seconds.isEmpty() || seconds.get(0).start() > wave.firstEnd()) {
        return Optional.empty();
      }
      predicted.add(
          seconds.stream()
              .mapToDouble(second -> wave.loadsBy(second.end()) - wave.loadsBy(second.start()))
              .max()
              .orElse(0));
      measured.add(seconds.stream().mapToDouble(Second::loads).max().orElse(0));
    }
    return measured.isEmpty() ? Optional.empty() : Optional.of(prediction(predicted, measured));
  }

  private boolean applies() {
    CacheConfig cache = target.cache();
    return scenario.preload().ages() == PreloadConfig.Ages.TOGETHER
        && scenario.preload().tiers() != PreloadConfig.Tiers.NONE
        && scenario.keys().distribution() instanceof KeyDistribution.Uniform
        && scenario.keys().absent() == 0
        && scenario.operations().getShare() == 1
        && scenario.faults().isEmpty()
        && scenario.nodes() == 1
        && scenario.load() instanceof LoadModel.Open
        && scenario.phases().stream().allMatch(phase -> phase.load().equals(scenario.load()))
        && isEngine()
        && cache.l2().enabled()
        && cache.coalescing()
        && !cache.loads().early().enabled()
        && !cache.loads().ahead().enabled();
  }

  private boolean isEngine() {
    return switch (target.preset()) {
      case PHASE_1, PHASE_2, HARDENED -> true;
      default -> false;
    };
  }

  private Wave wave(RunEvent preload) {
    double ttl = target.cache().l2().ttl().toNanos() / NANOS;
    double seconds = Details.number(preload, "seconds", 0);
    return new Wave(
        Details.count(preload, "entries"),
        ((LoadModel.Open) scenario.load()).rate().perSecond(),
        ttl,
        target.cache().jitter(),
        preload.t() - seconds,
        preload.t());
  }

  private Prediction prediction(List<Double> predicted, List<Double> measured) {
    double theory = mean(predicted);
    double found = mean(measured);
    double error = Math.sqrt(theory / predicted.size());
    double allowed = Math.max(Prediction.TOLERANCE * error, NEAR * theory);
    Map<String, Double> inputs = new LinkedHashMap<>();
    inputs.put("M", (double) scenario.keys().count());
    inputs.put("λ", ((LoadModel.Open) scenario.load()).rate().perSecond());
    inputs.put("T", (double) target.cache().l2().ttl().toNanos());
    inputs.put("j", target.cache().jitter());
    double difference = Math.abs(found - theory);
    return new Prediction(
        target.name(),
        null,
        "most loads in a second when keys that were written together end",
        Quantity.COUNT,
        "steepest second of M·E(1 − e^(−(λ/M)(t−X)⁺)), X in [T(1−j), T]",
        inputs,
        new Prediction.Sample(
            measured.size(),
            measured.size() == 1 ? "avalanche" : "avalanches",
            found,
            null,
            measured.stream().mapToDouble(Double::doubleValue).max().orElse(0)),
        theory,
        error,
        error > 0 ? Double.valueOf(difference / error) : null,
        Prediction.Rule.NEAR,
        allowed,
        difference <= allowed);
  }

  private static double mean(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
