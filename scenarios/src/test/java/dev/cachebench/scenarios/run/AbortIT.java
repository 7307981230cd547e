package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a condition ends, and runs that one might have ended. */
@Timeout(120)
class AbortIT {

  /** The seed makes {@code first} the first to run. */
  private static final String SCENARIO =
      """
      version: 1
      scenario: careful
      seed: 2
      origin: {service-time: 2ms}
      keys: {count: 50}
      targets: {first: {preset: none}, second: {preset: none}}
      load: {rate: 100/s}
      warmup: 0
      phases: [{name: steady, duration: 2s}, {name: struck, duration: 8s}]
      faults: [{fault: errors, ratio: 100%%, during: struck}]
      abort-when: [{that: %s, over: 2s}]
      """;

  @TempDir Path directory;

  private final Heard heard = new Heard();

  private boolean run(String condition) throws IOException {
    var scenario = ScenarioReader.read("x", SCENARIO.formatted(condition), List.of());
    return new ScenarioRunner(scenario, RealFaultsIT.options(directory), heard).run();
  }

  private List<RunEvent> events(String name) {
    return JsonLines.read(new RunDirectory(directory).path(RunFile.EVENTS), RunEvent.class)
        .rows()
        .stream()
        .filter(event -> event.event().equals(name))
        .toList();
  }

  @Test
  void endsTheArmAndTheFaultAndStartsNoOther() throws IOException {
    assertThat(run("error-ratio > 90%")).isFalse();

    assertThat(heard.failures).isEmpty();
    assertThat(heard.started).containsExactly("first");
    assertThat(heard.aborted).containsExactly("first: abort-when error-ratio > 90%");
    RunEvent abort = events("abort").get(0);
    assertThat(abort.target()).isEqualTo("first");
    assertThat(abort.phase()).isEqualTo("struck");
    assertThat(((Number) abort.details().get("value")).doubleValue()).isBetween(0.9, 1.0);
    // In the third or fourth second of eight.
    assertThat(abort.t() - events("phase-start").get(1).t()).isBetween(1.5, 4.5);
    assertThat(events("fault-stop")).hasSize(1);
    assertThat(events("arm-end").get(0).details()).containsEntry("status", "aborted");
    assertThat(events("run-end").get(0).details()).containsEntry("status", "aborted");
  }

  @Test
  void letsARunGoOnWhoseFiguresAreGoodEnough() throws IOException {
    assertThat(run("origin-rate > 1000/s")).isTrue();

    assertThat(heard.started).containsExactly("first", "second");
    assertThat(heard.aborted).isEmpty();
    assertThat(events("abort")).isEmpty();
    assertThat(events("run-end").get(0).details()).containsEntry("status", "complete");
  }

  private static final class Heard implements RunListener {

    private final List<String> started = new ArrayList<>();
    private final List<String> aborted = new ArrayList<>();
    private final List<ArmFailure> failures = new ArrayList<>();

    @Override
    public void runStarted(RunPlan plan) {}

    @Override
    public void armStarted(ArmId arm) {
      started.add(arm.target());
    }

    @Override
    public void progress(ArmId arm, ArmProgress progress) {}

    @Override
    public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {
      if (failure != null) {
        failures.add(failure);
      }
    }

    @Override
    public void aborted(ArmId arm, String reason) {
      aborted.add(arm.target() + ": " + reason);
    }
  }
}
