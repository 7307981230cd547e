package dev.cachebench.reports.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said about a run, computed from its directory alone.
 *
 * <p>Immutable.
 *
 * @param schema the schema of its JSON form
 * @param toolVersion version that computed it
 * @param scenario name of the scenario
 * @param question what the run answers; may be empty
 * @param answer the answer with its places filled; may be empty
 * @param seed the scenario's seed
 * @param status whether the run came to its end
 * @param verdict the last word
 * @param validity which figures can be trusted
 * @param environment what it ran on, as {@code environment.json} says
 * @param targets in the scenario's order
 * @param faults in the timeline's order
 * @param predictions theory beside measurement
 * @param recoveries which losses of entries each target found back from, at which loads; empty
 *     where there are fewer than two cells of a diagram
 * @param healings whether each target was steady again at the end; empty where no fault ended
 * @param ablations targets beside themselves without one mechanism
 * @param gates in the scenario's order, one for each target that a gate judges
 * @param claims in the scenario's order
 * @param expectations in the scenario's order
 * @param violations by target, phase and kind
 * @param warnings most serious first
 * @param notes what a reader must know about the targets
 */
public record RunReport(
    SchemaId schema,
    String toolVersion,
    String scenario,
    String question,
    String answer,
    long seed,
    RunStatus status,
    Verdict verdict,
    Validity validity,
    Map<String, Object> environment,
    List<TargetReport> targets,
    List<FaultReport> faults,
    List<Prediction> predictions,
    List<Recovery> recoveries,
    List<Healing> healings,
    List<Ablation> ablations,
    List<GateResult> gates,
    List<ClaimResult> claims,
    List<ExpectationResult> expectations,
    List<ViolationSummary> violations,
    List<Warning> warnings,
    List<String> notes) {

  /** Copies the lists and keeps the environment's order. */
  public RunReport {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    targets = List.copyOf(targets);
    faults = List.copyOf(faults);
    predictions = List.copyOf(predictions);
    recoveries = List.copyOf(recoveries);
    healings = List.copyOf(healings);
    ablations = List.copyOf(ablations);
    gates = List.copyOf(gates);
    claims = List.copyOf(claims);
    expectations = List.copyOf(expectations);
    violations = List.copyOf(violations);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }

  /** Returns the target of that name, or null. */
  public @Nullable TargetReport target(String name) {
    return targets.stream().filter(t -> t.name().equals(name)).findFirst().orElse(null);
  }
}
