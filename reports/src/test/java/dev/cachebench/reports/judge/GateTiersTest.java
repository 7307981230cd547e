package dev.cachebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.export.JUnitRenderer;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.GateTier;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.gate.Operator;
import dev.cachebench.scenarios.model.GateConfig;
import org.junit.jupiter.api.Test;

class GateTiersTest {

  private static final JudgeOptions ALL = JudgeOptions.defaults("0.1.0");

  private final SyntheticRun run =
      SyntheticRun.of(
          Scenarios.withGates(
              Scenarios.stampede(),
              Scenarios.gate("steady", "error-ratio", Operator.EQUAL, 0),
              Scenarios.gate("steady", "origin-rate", Operator.LESS, 100),
              Scenarios.gate("steady", "response-time.p99", Operator.LESS, 1),
              Scenarios.gate("steady", "speedup.mean", Operator.GREATER, 1000)));

  @Test
  void everyGateSaysItsTier() {
    RunReport report = Reports.of(run.data(), ALL);

    assertThat(report.gates().stream().map(GateResult::tier))
        .containsExactly(GateTier.COUNTS, GateTier.COUNTS, GateTier.TIMES, GateTier.TIMES);
    assertThat(report.verdict().state()).isEqualTo(Verdict.State.FAIL);
    assertThat(report.notes())
        .anyMatch(note -> note.startsWith("2 of 4 gates are about counts and fit for every pull"));
  }

  @Test
  void countsAloneDecideWhereTheyAreAsked() {
    RunReport report = Reports.of(run.data(), ALL.withTier(GateTier.COUNTS));

    assertThat(report.gates()).hasSize(2);
    assertThat(report.verdict().state()).isEqualTo(Verdict.State.PASS);
    assertThat(report.notes())
        .contains("Only gates on counts are judged, as --gates asks; 2 of 4 are left out.");
  }

  @Test
  void timesAloneDecideWhereTheyAreAsked() {
    RunReport report = Reports.of(run.data(), ALL.withTier(GateTier.TIMES));

    assertThat(report.gates()).allMatch(gate -> gate.tier() == GateTier.TIMES).hasSize(2);
    assertThat(report.verdict().failed()).isEqualTo(2);
  }

  @Test
  void aClaimIsAboutTimes() {
    RunReport report =
        Reports.of(SyntheticRun.of(Scenarios.named("n")).data(), ALL.withTier(GateTier.COUNTS));

    assertThat(report.claims()).singleElement().matches(claim -> !claim.require());
    assertThat(new JUnitRenderer().render(report, "x")).doesNotContain("n.claims");
  }

  private GateState againstBase(String metric, String cpu) {
    SyntheticRun now =
        SyntheticRun.of(
            Scenarios.withGates(
                Scenarios.stampede(),
                new GateConfig(
                    null,
                    "steady",
                    new GateExpression(
                        Scenarios.metric(metric),
                        Operator.LESS,
                        new Limit.Base(2),
                        metric + " < base * 2"),
                    false)));
    now.environment.put("cpu", "Model A");
    run.environment.put("cpu", cpu);
    JudgeOptions options = ALL.withBase(Reports.of(run.data(), ALL), run.data().scenario());
    GateResult gate = Reports.of(now.data(), options).gates().get(0);
    if (gate.state() == GateState.NO_DATA) {
      assertThat(gate.reason()).contains("another machine: cpu `Model A` instead of `Model B`");
    }
    return gate.state();
  }

  @Test
  void timesOfAnotherMachineAreNoBaselineCountsAre() {
    assertThat(againstBase("response-time.mean", "Model A")).isEqualTo(GateState.PASS);
    assertThat(againstBase("response-time.mean", "Model B")).isEqualTo(GateState.NO_DATA);
    assertThat(againstBase("achieved-rate", "Model B")).isEqualTo(GateState.NO_DATA);
    assertThat(againstBase("origin-rate", "Model B")).isEqualTo(GateState.PASS);
  }

  @Test
  void otherWorkIsNoBaseline() {
    GateConfig gate =
        new GateConfig(
            null,
            "steady",
            new GateExpression(
                Scenarios.metric("error-ratio"),
                Operator.AT_MOST,
                new Limit.Base(2),
                "error-ratio <= base * 2"),
            false);
    SyntheticRun now =
        SyntheticRun.of(Scenarios.fromEmpty(Scenarios.withGates(Scenarios.stampede(), gate)));
    JudgeOptions options = ALL.withBase(Reports.of(run.data(), ALL), run.data().scenario());

    GateResult result = Reports.of(now.data(), options).gates().get(0);

    assertThat(result.state()).isEqualTo(GateState.NO_DATA);
    assertThat(result.reason()).contains("the baseline did different work: preload");
  }
}
