package dev.cachebench.cli.console;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how a sweep goes: on a terminal a line that lives, elsewhere a line for
 * each policy that is through.
 *
 * <p>Confined to one thread.
 */
public final class SweepProgress {

  private final Console console;
  private final int capacities;
  private final int total;
  private final @Nullable LiveLine live;
  private final Map<PolicyKind, Integer> done = new EnumMap<>(PolicyKind.class);
  private int count;

  /**
   * Creates a view.
   *
   * @param policies how many policies are simulated
   * @param capacities at how many capacities each
   */
  public SweepProgress(Console console, int policies, int capacities) {
    this.console = console;
    this.capacities = capacities;
    this.total = policies * capacities;
    this.live =
        console.terminal().isError()
            ? new LiveLine(console.err(), console.terminal().columns())
            : null;
  }

  /** Takes note of a finished simulation. */
  public void done(SimulationResult result) {
    count++;
    PolicyKind policy = result.policy();
    if (live != null) {
      live.show(
          "  · %d of %d   %s at %s %s"
              .formatted(
                  count,
                  total,
                  policy.word(),
                  Figures.count(result.capacity().amount()),
                  result.capacity().unit().word()));
    } else if (done.merge(policy, 1, Integer::sum) == capacities) {
      console.err().println("  ✓ %-10s  %d of %d simulated".formatted(policy.word(), count, total));
    }
  }

  /** Removes the line that lives. */
  public void clear() {
    if (live != null) {
      live.clear();
    }
  }
}
