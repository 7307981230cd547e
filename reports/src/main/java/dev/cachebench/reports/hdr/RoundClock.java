package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When one round of one target began on the run's clock.
 *
 * @param round from 1
 * @param warmup start of the warm-up, or of the first phase when there is none, seconds
 * @param measured start of the first phase, seconds; the end of the warm-up when it never came
 */
public record RoundClock(int round, double warmup, double measured) {

  /** Returns the rounds of a target that came as far as their first phase, by round. */
  public static Map<Integer, RoundClock> of(RunData run, String target) {
    double planned = run.scenario().warmup().toNanos() / 1e9;
    Map<Integer, RoundClock> clocks = new LinkedHashMap<>();
    for (RunEvent event : run.events("phase-start", target).toList()) {
      boolean isWarmup = Scenario.WARMUP.equals(event.phase());
      RoundClock known = clocks.get(event.round());
      if (known == null) {
        double measured = isWarmup ? event.t() + planned : event.t();
        clocks.put(event.round(), new RoundClock(event.round(), event.t(), measured));
      } else if (isFirstPhase(run, event.phase())) {
        clocks.put(event.round(), new RoundClock(event.round(), known.warmup(), event.t()));
      }
    }
    return clocks;
  }

  private static boolean isFirstPhase(RunData run, @Nullable String phase) {
    List<String> names = run.scenario().phases().stream().map(config -> config.name()).toList();
    return names.indexOf(phase) == 0;
  }

  /** Returns a time of the run's clock as seconds from the start of the first phase. */
  public double relative(double t) {
    return t - measured;
  }
}
