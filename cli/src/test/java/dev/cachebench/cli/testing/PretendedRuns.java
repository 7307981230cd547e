package dev.cachebench.cli.testing;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.result.RunWriter;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunOptions;
import dev.cachebench.scenarios.run.RunPlan;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the directory of a run that never was: every target answered 1,000 gets of each phase. */
public final class PretendedRuns implements ScenarioRuns {

  private final String status;
  private @Nullable RunOptions options;

  /**
   * Creates one.
   *
   * @param status how its runs end, {@code complete} or {@code interrupted}
   */
  public PretendedRuns(String status) {
    this.status = status;
  }

  /** Returns how the last run was asked for. */
  public @Nullable RunOptions options() {
    return options;
  }

  @Override
  public void run(
      Scenario scenario, RunOptions asked, RunListener listener, Consumer<Runnable> stop)
      throws IOException {
    options = asked;
    List<ArmId> arms = scenario.targets().stream().map(t -> new ArmId(t.name(), 1, 0, 1)).toList();
    listener.runStarted(new RunPlan(scenario, "redis 6.2.11", arms, Duration.ofSeconds(9)));
    try (RunWriter writer = new RunWriter(new RunDirectory(asked.directory()), 0)) {
      writer.write(RunFile.SCENARIO, ScenarioWriter.write(scenario));
      writer.write(RunFile.ENVIRONMENT, JsonLines.encode(Map.of("cores", 2)) + "\n");
      event(writer, 0, null, "run-start", null, Map.of("seed", 42));
      for (TargetConfig target : scenario.targets()) {
        arm(scenario, target.name(), writer);
        listener.armFinished(new ArmId(target.name(), 1, 0, 1), new ArmSummary(1, 1_000, 0), null);
      }
      event(writer, 9, null, "run-end", null, Map.of("status", status));
    }
  }

  private void arm(Scenario scenario, String target, RunWriter writer) {
    event(writer, 1, target, "arm-start", null, Map.of("redis", "redis 6.2.11"));
    for (PhaseConfig phase : scenario.phases()) {
      event(writer, 1, target, "phase-start", phase.name(), Map.of());
      Map<String, Long> counts = Map.of("offered", 1_000L, "get.l1", 1_000L);
      writer.append(
          RunFile.COUNTERS,
          JsonLines.encode(
              new CountersRow(2, 1, target, 0, phase.name(), counts, Map.of(), Map.of())));
      event(writer, 2, target, "phase-end", phase.name(), Map.of());
    }
    event(writer, 2, target, "arm-end", null, Map.of("status", status, "slots", 1_000));
  }

  private static void event(
      RunWriter writer,
      double t,
      @Nullable String target,
      String event,
      @Nullable String phase,
      Map<String, Object> details) {
    writer.event(new RunEvent(t, target == null ? 0 : 1, target, event, phase, details));
  }
}
