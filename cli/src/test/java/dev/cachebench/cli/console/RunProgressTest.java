package dev.cachebench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.Captured;
import dev.cachebench.cli.testing.Golden;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunPlan;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunProgressTest {

  private static final ArmId NONE = new ArmId("none", 1, 0, 2);
  private static final ArmId HARDENED = new ArmId("hardened", 1, 1, 2);
  private static final String SCENARIO =
      """
      version: 1
      scenario: outage
      seed: 7
      nodes: 2
      origin: {service-time: 20ms, concurrency: 64}
      keys: {count: 20_000, distribution: {zipfian: 0.99}}
      operations: {get: 95, put: 5}
      cache:
        l1: {capacity: 2_000, ttl: 10s}
        l2: {ttl: 60s, budget: 50ms}
      targets:
        none: {preset: none, role: baseline}
        hardened: {preset: hardened}
      load: {rate: 1500/s, arrivals: poisson}
      phases:
        - {name: steady, duration: 8s}
        - {name: storm, duration: 30s, load: {users: 32, think-time: 1ms}}
      faults:
        - {fault: expire-all, during: storm}
      """;

  private Captured console = new Captured();
  private RunProgress progress = new RunProgress(console.console(), "0.1.0");

  private void onTerminal(int columns) {
    console = new Captured(new Terminal(true, true, columns));
    progress = new RunProgress(console.console(), "0.1.0");
  }

  private void start() {
    Scenario scenario = ScenarioReader.read("outage.yaml", SCENARIO, List.of());
    progress.runStarted(
        new RunPlan(scenario, "redis 6.2.11", List.of(NONE, HARDENED), Duration.ofSeconds(90)));
  }

  private static ArmProgress second(String phase, double second, double of) {
    Map<String, Double> served = Map.of("l1", 0.71, "stale", 0.09, "origin", 0.2, "l2", 0.0);
    return new ArmProgress(phase, second, of, 5_996, 1_499.2, 96_000_000, served, 17);
  }

  @Test
  void saysWhatWillBeRun() {
    start();

    Golden.check(
        "run-header.txt", console.err().replaceAll("Java \\S+ · \\d+ cores", "Java 17 · 2 cores"));
  }

  @Test
  void saysWhyARunWasEndedAndWhatIsLeftOut() {
    start();
    progress.aborted(NONE, "abort-when error-ratio > 50%");

    assertThat(console.err())
        .endsWith("    stopped: abort-when error-ratio > 50%; 1 arm is not run\n");
  }

  @Test
  void redrawsOneLineOnATerminal() {
    onTerminal(120);
    start();
    progress.armStarted(HARDENED);
    progress.progress(HARDENED, second("storm", 4, 10));
    progress.armFinished(HARDENED, new ArmSummary(18, 26_998, 0), null);

    assertThat(console.err().substring(console.err().indexOf('\r')))
        .isEqualTo(
            "\r\033[K  · hardened  starting"
                + "\r\033[K  · hardened  storm 4 of 10 s   1,499/s   L1 71 %  stale 9 %  origin 20 %"
                + "   p99 96 ms   0:17 left"
                + "\r\033[K  ✓ hardened    18 s      26,998 requests\n");
  }

  @Test
  void cutsTheLineAtTheTerminalsWidth() {
    onTerminal(40);
    start();
    progress.progress(HARDENED, second("storm", 4, 10));

    String line = console.err().substring(console.err().lastIndexOf("\033[K") + 3);
    assertThat(line).hasSize(39).startsWith("  · hardened  storm 4 of 10 s");
  }

  @Test
  void printsALinePerPhaseAndTenSecondsIntoALog() {
    start();
    int header = console.err().length();
    for (int second = 1; second <= 25; second++) {
      progress.progress(NONE, second("steady", second, 25));
    }
    progress.progress(NONE, second("storm", 1, 30));

    assertThat(console.err().substring(header).lines().map(line -> line.substring(0, 28)))
        .containsExactly(
            "  · none      steady 1 of 25",
            "  · none      steady 11 of 2",
            "  · none      steady 21 of 2",
            "  · none      storm 1 of 30 ");
  }

  @Test
  void addsTheArmsThatAreStillToCome() {
    start();
    progress.progress(NONE, second("steady", 1, 25));

    assertThat(console.err()).endsWith("   1:02 left\n");
  }

  @Test
  void showsTheShareOfErrors() {
    start();
    progress.armFinished(NONE, new ArmSummary(18, 10_000, 4_130), null);

    assertThat(console.err()).endsWith("  ✓ none        18 s      10,000 requests   41 % errors\n");
  }

  @Test
  void saysWhyAnArmFailed() {
    start();
    progress.armFinished(NONE, new ArmSummary(0, 0, 0), new ArmFailure(false, "it died", "look"));

    assertThat(console.err()).endsWith("  ✗ none      it died\n    hint: look\n");
  }

  @Test
  void doesNotPassOffAStoppedArmAsWhole() {
    start();
    progress.stopping();
    progress.armFinished(NONE, new ArmSummary(18, 10_000, 0), null);

    assertThat(console.err())
        .contains("  stopping, keeping what was measured; Ctrl-C again ends at once\n")
        .endsWith("  ! none        18 s      10,000 requests   stopped early\n");
  }
}
