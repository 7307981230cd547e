package dev.cachebench.scenarios.variant;

import dev.cachebench.scenarios.model.AbortConfig;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.ExpectationConfig;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.model.ValuesConfig;
import java.time.Duration;
import java.util.List;

/**
 * Makes a scenario in which some things are different from another one's. Nothing is checked again:
 * rules must not name what the new one does not have.
 */
public final class Variant {

  private final Scenario original;
  private String answer;
  private KeysConfig keys;
  private ValuesConfig values;
  private OperationWeights operations;
  private List<TargetConfig> targets;
  private LoadModel load;
  private PreloadConfig preload;
  private Duration warmup;
  private List<PhaseConfig> phases;
  private List<FaultConfig> faults;
  private List<GateConfig> gates;
  private List<ExpectationConfig> expect;
  private List<ClaimConfig> claims;
  private List<AbortConfig> abortWhen;

  private Variant(Scenario original) {
    this.original = original;
    this.answer = original.answer();
    this.keys = original.keys();
    this.values = original.values();
    this.operations = original.operations();
    this.targets = original.targets();
    this.load = original.load();
    this.preload = original.preload();
    this.warmup = original.warmup();
    this.phases = original.phases();
    this.faults = original.faults();
    this.gates = original.gates();
    this.expect = original.expect();
    this.claims = original.claims();
    this.abortWhen = original.abortWhen();
  }

  /** Begins with everything as it is. */
  public static Variant of(Scenario original) {
    return new Variant(original);
  }

  /** Sets the answer's sentence. */
  public Variant answer(String sentence) {
    answer = sentence;
    return this;
  }

  /** Sets the catalogue, the sizes and the mix. */
  public Variant data(KeysConfig others, ValuesConfig sizes, OperationWeights mix) {
    keys = others;
    values = sizes;
    operations = mix;
    return this;
  }

  /** Sets the targets. */
  public Variant targets(List<TargetConfig> others) {
    targets = others;
    return this;
  }

  /** Sets the load, also of the one phase that there is from now on. */
  public Variant only(PhaseConfig phase) {
    load = phase.load();
    phases = List.of(phase);
    return this;
  }

  /** Sets what is filled beforehand. */
  public Variant preload(PreloadConfig other) {
    preload = other;
    return this;
  }

  /** Sets the uncounted time before the first phase. */
  public Variant warmup(Duration other) {
    warmup = other;
    return this;
  }

  /** Leaves out all but the gates, which it sets. */
  public Variant undisturbed(List<GateConfig> others) {
    faults = List.of();
    abortWhen = List.of();
    return rules(others, List.of(), List.of());
  }

  /** Sets gates, expectations and claims. */
  public Variant rules(
      List<GateConfig> others, List<ExpectationConfig> expectations, List<ClaimConfig> speedups) {
    gates = others;
    expect = expectations;
    claims = speedups;
    return this;
  }

  /** Sets the conditions under which a run ends at once. */
  public Variant abortWhen(List<AbortConfig> others) {
    abortWhen = others;
    return this;
  }

  /** Returns the scenario. */
  public Scenario build() {
    return new Scenario(
        original.name(),
        original.question(),
        answer,
        original.seed(),
        original.redis(),
        original.proxy(),
        original.nodes(),
        original.nodeIsolation(),
        original.origin(),
        keys,
        values,
        operations,
        targets,
        load,
        original.maxInFlight(),
        preload,
        warmup,
        phases,
        faults,
        gates,
        expect,
        claims,
        abortWhen,
        original.history());
  }
}
