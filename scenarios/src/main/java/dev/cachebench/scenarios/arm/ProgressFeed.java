package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.measure.Progress;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.workload.PhaseSpan;
import dev.cachebench.scenarios.workload.Schedule;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells whoever watches how the arm is doing, with the time that is left. */
final class ProgressFeed implements Consumer<Progress> {

  private final Schedule schedule;
  private final ArmOutput output;
  private double requests;

  ProgressFeed(Schedule schedule, ArmOutput output) {
    this.schedule = schedule;
    this.output = output;
  }

  @Override
  public void accept(Progress progress) {
    if (!progress.phase().equals(Scenario.WARMUP)) {
      requests += progress.achievedPerSecond();
    }
    Map<String, Double> servedBy = new TreeMap<>();
    for (Map.Entry<Outcome, Double> share : progress.shares().entrySet()) {
      servedBy.put(share.getKey().word(), share.getValue());
    }
    output.progress(
        new ArmProgress(
            progress.phase(),
            progress.secondOfPhase(),
            progress.phaseSeconds(),
            Math.round(requests),
            progress.achievedPerSecond(),
            progress.p99Nanos(),
            servedBy,
            remaining(progress)));
  }

  private double remaining(Progress progress) {
    for (PhaseSpan phase : schedule.phases()) {
      if (phase.name().equals(progress.phase())) {
        return (schedule.lengthNanos() - phase.startNanos()) / 1e9 - progress.secondOfPhase();
      }
    }
    return 0;
  }
}
