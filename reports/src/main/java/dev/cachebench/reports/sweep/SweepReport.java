package dev.cachebench.reports.sweep;

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
 * @param distinctKeys different keys of the whole trace
 * @param warmup requests before those, simulated but in no figure
 * @param results one for each policy and capacity
 */
public record SweepReport(
    String trace, long requests, int distinctKeys, int warmup, List<SimulationResult> results) {

  /** Name of the file with one line for each policy and capacity. */
  public static final String CSV = "sweep.csv";

  /** Name of the file that {@link SweepJson} writes. */
  public static final String JSON = "sweep.json";

  /** Name of the page with the curves. */
  public static final String HTML = "report.html";

  /** Copies the results. */
  public SweepReport {
    results = List.copyOf(results);
  }

  /** Writes all three files. */
  public void writeAll(Path directory) throws IOException {
    Files.writeString(directory.resolve(CSV), SweepCsv.write(this));
    Files.writeString(directory.resolve(JSON), SweepJson.write(this));
    Files.writeString(directory.resolve(HTML), new SweepHtml(this).write());
  }

  /** Returns the policies, in the order of the results. */
  List<PolicyKind> policies() {
    return results.stream().map(SimulationResult::policy).distinct().toList();
  }

  /** Returns the capacities, smallest first. */
  List<Integer> capacities() {
    return results.stream().map(SimulationResult::capacity).distinct().sorted().toList();
  }

  /** Returns the results of a policy, smallest capacity first. */
  List<SimulationResult> of(PolicyKind policy) {
    return results.stream()
        .filter(result -> result.policy() == policy)
        .sorted(Comparator.comparingInt(SimulationResult::capacity))
        .toList();
  }

  /** Returns the result that bounds every policy at the largest capacity, if it was asked for. */
  Optional<SimulationResult> bound() {
    return results.stream()
        .filter(result -> result.policy() == PolicyKind.OPT_BYPASS && result.misses() > 0)
        .max(Comparator.comparingInt(SimulationResult::capacity));
  }
}
