package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Hit ratios of policies at capacities on one trace.
 *
 * <p>Immutable.
 *
 * @param trace name of the trace
 * @param requests counted requests
 * @param distinctKeys different keys of the whole trace; of samples those of the first
 * @param warmup requests before those, simulated but in no figure
 * @param sampleShare share of the keys that was simulated; 1 is all
 * @param results one for each policy and capacity
 * @param formulas what formulas say of the same load; empty for a recorded trace
 */
public record SweepReport(
    String trace,
    long requests,
    int distinctKeys,
    int warmup,
    double sampleShare,
    List<SimulationResult> results,
    List<Formula> formulas) {

  /** Name of the file with one line for each policy and capacity. */
  public static final String CSV = "sweep.csv";

  /** Name of the file that {@link SweepJson} writes. */
  public static final String JSON = "sweep.json";

  /** Name of the page with the curves. */
  public static final String HTML = "report.html";

  /**
   * A hit ratio by formula.
   *
   * @param word which formula, such as {@code che-lru}
   * @param capacity of which cache
   * @param hitRatio 0 to 1
   */
  public record Formula(String word, Capacity capacity, double hitRatio) {}

  /** Copies the lists. */
  public SweepReport {
    results = List.copyOf(results);
    formulas = List.copyOf(formulas);
  }

  /** Writes all three files. */
  public void writeAll(Path directory) throws IOException {
    Files.writeString(directory.resolve(CSV), SweepCsv.write(this));
    Files.writeString(directory.resolve(JSON), SweepJson.write(this));
    Files.writeString(directory.resolve(HTML), new SweepHtml(this).write());
  }

  /** Returns what the capacities are counted in. */
  Capacity.Unit unit() {
    return results.get(0).capacity().unit();
  }

  /** Returns the policies, in the order of the results. */
  List<PolicyKind> policies() {
    return results.stream().map(SimulationResult::policy).distinct().toList();
  }

  /** Returns the capacities, smallest first. */
  List<Capacity> capacities() {
    return results.stream().map(SimulationResult::capacity).distinct().sorted().toList();
  }

  /** Returns the words of the formulas, in their order. */
  List<String> formulaWords() {
    return formulas.stream().map(Formula::word).distinct().toList();
  }

  /** Returns what a formula says, smallest capacity first. */
  List<Formula> formulas(String word) {
    return formulas.stream()
        .filter(formula -> formula.word().equals(word))
        .sorted(Comparator.comparing(Formula::capacity))
        .toList();
  }

  /** Returns the results of a policy, smallest capacity first. */
  List<SimulationResult> of(PolicyKind policy) {
    return results.stream()
        .filter(result -> result.policy() == policy)
        .sorted(Comparator.comparing(SimulationResult::capacity))
        .toList();
  }

  private boolean isBound(SimulationResult result) {
    // A sample estimates; it bounds nothing.
    return sampleShare == 1 && result.policy() == PolicyKind.OPT_BYPASS && result.misses() > 0;
  }

  /** Returns the result that bounds every policy at the largest capacity, if it was asked for. */
  Optional<SimulationResult> bound() {
    return results.stream()
        .filter(result -> isBound(result))
        .max(Comparator.comparing(SimulationResult::capacity));
  }
}
