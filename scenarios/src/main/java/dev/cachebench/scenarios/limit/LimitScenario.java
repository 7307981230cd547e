package dev.cachebench.scenarios.limit;

import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.variant.Variant;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target of a scenario under a steady open load of any rate: a single phase, no faults, and
 * those gates that speak of such a phase alone.
 *
 * <p>Immutable.
 */
public final class LimitScenario {

  /** Requests that the p99 of a trial needs, and some to spare. */
  private static final double SAMPLES = 1_200;

  private final Scenario scenario;
  private final TargetConfig target;
  private final PhaseConfig phase;

  /**
   * Creates one.
   *
   * @param scenario whose keys, values, origin and settings are used
   * @param target one of its targets
   * @param phase one of its phases; its name and the gates for it are kept
   */
  public LimitScenario(Scenario scenario, TargetConfig target, PhaseConfig phase) {
    this.scenario = scenario;
    this.target = target;
    this.phase = phase;
  }

  /** Returns the gates that a trial can judge. */
  public List<GateConfig> gates() {
    return scenario.gates().stream().filter(this::isAboutThis).filter(this::isAbsolute).toList();
  }

  /** Returns the gates about this target and phase that compare with what a trial does not run. */
  public List<GateConfig> leftOut() {
    return scenario.gates().stream()
        .filter(this::isAboutThis)
        .filter(gate -> !isAbsolute(gate))
        .toList();
  }

  private boolean isAboutThis(GateConfig gate) {
    return isNullOr(gate.target(), target.name()) && isNullOr(gate.phase(), phase.name());
  }

  private static boolean isNullOr(@Nullable String name, String wanted) {
    return name == null || name.equals(wanted);
  }

  private boolean isAbsolute(GateConfig gate) {
    String metric = gate.require().metric().word();
    return gate.require().limit() instanceof Limit.Literal
        && !metric.startsWith("speedup.")
        && !metric.equals("recovery-time")
        && !metric.equals("detection-time");
  }

  /**
   * Returns the scenario of one trial.
   *
   * @param rate requests per second
   * @param shortest how long it is measured at least; longer where the rate is low
   * @param warmup time under load before
   * @param gates what it is judged by
   */
  public Scenario at(double rate, Duration shortest, Duration warmup, List<GateConfig> gates) {
    Duration needed = Duration.ofMillis(Math.round(SAMPLES / gets(rate) * 1e3));
    Duration length = needed.compareTo(shortest) > 0 ? needed : shortest;
    LoadModel load = new LoadModel.Open(new Rate(rate), Arrivals.POISSON);
    return Variant.of(scenario)
        .answer("")
        .targets(List.of(target))
        .warmup(warmup)
        .only(new PhaseConfig(phase.name(), length, load))
        .undisturbed(gates)
        .build();
  }

  private double gets(double rate) {
    return rate * Math.max(0.01, scenario.operations().getShare());
  }
}
