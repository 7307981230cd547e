package dev.cachebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.gate.Operator;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private final SyntheticRun run = SyntheticRun.standard();

  private RunReport report() {
    return report(JudgeOptions.defaults("test"));
  }

  private RunReport report(JudgeOptions options) {
    return new Judge(options).judge(run.data());
  }

  private PhaseReport steady(String target) {
    return phase(target, "steady");
  }

  private PhaseReport phase(String target, String phase) {
    return Objects.requireNonNull(Objects.requireNonNull(report().target(target)).phase(phase));
  }

  private GateResult gate(GateConfig gate) {
    return gate(gate, JudgeOptions.defaults("test"));
  }

  private GateResult gate(GateConfig gate, JudgeOptions options) {
    run.scenario = Scenarios.withGates(run.scenario, gate);
    return report(options).gates().get(0);
  }

  private static GateConfig relative(String metric, Limit limit) {
    return new GateConfig(
        null,
        "steady",
        new GateExpression(Scenarios.metric(metric), Operator.LESS, limit, metric + " < limit"),
        false);
  }

  @Nested
  class Figures {

    @Test
    void sharesAddUpToOneWithRefusedSlotsAmongTheErrors() {
      run.count("hardened", "steady", "get.error", 30);
      run.count("hardened", "steady", "refused", 30);

      PhaseReport steady = steady("hardened");
      double sum =
          List.of("l1", "l2", "stale", "origin", "negative", "error").stream()
              .mapToDouble(tier -> steady.metrics().get("served-by." + tier))
              .sum();

      assertThat(sum).isCloseTo(1, within(1e-12));
      assertThat(steady.value("error-ratio")).isCloseTo(30.0 / 3030, within(1e-12));
      assertThat(steady.value("achieved-rate")).isEqualTo(300);
    }

    @Test
    void hitRatioIsOverLookupsAndCountsStaleAndNegative() {
      run.count("none", "steady", "get.stale", 100);
      run.count("none", "steady", "get.negative", 50);

      assertThat(steady("none").value("hit-ratio")).isCloseTo(150.0 / 3000, within(1e-12));
      assertThat(steady("none").value("hit-ratio.l1")).isZero();
    }

    @Test
    void warmupIsLeftOutOfAllPhasesTogether() {
      assertThat(phase("hardened", "all").samples()).containsEntry("operations", 6000L);
      assertThat(phase("hardened", "all").seconds()).isEqualTo(20);
      assertThat(phase("hardened", "all").value("achieved-rate")).isEqualTo(300);
    }

    @Test
    void percentilesNeedTenSamplesBeyondThem() {
      PhaseReport steady = steady("hardened");

      assertThat(steady.value("response-time.p99")).isNotNull();
      assertThat(steady.value("response-time.p99.9")).isNull();
      assertThat(steady.missing())
          .containsEntry("response-time.p99.9", "needs 10,000 samples, has 3,000");
    }

    @Test
    void meansAreExactWhereHistogramsRound() {
      assertThat(steady("hardened").value("schedule-lag.mean")).isEqualTo(50_000);
      assertThat(steady("hardened").value("schedule-lag.p50")).isEqualTo(50_015);
    }

    @Test
    void boundLongerThanTheMeasuredTimeGivesNoCountBeyondIt() {
      run.details("arm-start", "hardened", "bound-nanos", 21_000_000_000L);

      assertThat(steady("hardened").missing().get("stale-reads-beyond-bound"))
          .isEqualTo(
              "the bound of 21.0 s is longer than the measured time of 20.0 s;"
                  + " measure longer than the bound");
    }

    @Test
    void speedupIsAbsentWhereGetsFailed() {
      run.count("reviewed", "steady", "get.error", 30);

      assertThat(steady("reviewed").value("speedup.mean")).isNull();
      assertThat(steady("reviewed").missing().get("speedup.mean"))
          .isEqualTo("1.04 % of reviewed's gets failed, so the arms did not do the same work");
    }

    @Test
    void speedupIsTheRatioOfTheMeansOfGets() {
      PhaseReport steady = steady("hardened");

      assertThat(steady.value("speedup.mean")).isBetween(8.5, 10.5);
      assertThat(steady.intervals().get("speedup.mean").contains(9.6)).isTrue();
      assertThat(steady.value("speedup.hits-only")).isBetween(100.0, 150.0);
      assertThat(steady("none").value("speedup.mean")).isEqualTo(1);
    }

    @Test
    void answerNamesFiguresAndADashForWhatIsNot() {
      assertThat(report().answer()).contains("missed 10.0 % of its gets and gives –.");
    }
  }

  @Nested
  class Gates {

    @Test
    void passSaysTheFigure() {
      GateResult result = gate(Scenarios.gate(null, "error-ratio", Operator.EQUAL, 0));

      assertThat(result.state()).isEqualTo(GateState.PASS);
      assertThat(result.reason()).isEqualTo("0.00 %");
      assertThat(result.phase()).isEqualTo("all");
      assertThat(result.target()).isEqualTo("hardened");
    }

    @Test
    void failSaysFigureLimitAndMargin() {
      GateResult result = gate(Scenarios.gate("steady", "achieved-rate", Operator.AT_LEAST, 400));

      assertThat(result.state()).isEqualTo(GateState.FAIL);
      assertThat(result.reason()).isEqualTo("300/s, limit 400/s, 25.0 % below");
      assertThat(result.marginPercent()).isEqualTo(-25);
    }

    @Test
    void noDataSaysWhatIsNeeded() {
      GateResult result =
          gate(Scenarios.gate("steady", "response-time.p99.99", Operator.LESS, 1e9));

      assertThat(result.state()).isEqualTo(GateState.NO_DATA);
      assertThat(result.reason()).isEqualTo("needs 100,000 samples, has 3,000");
      assertThat(report().verdict().exitCode()).isEqualTo(4);
      assertThat(report(JudgeOptions.defaults("test").withUndecidedAsWarning()).verdict())
          .isEqualTo(new Verdict(Verdict.State.UNDECIDED, 0, 0, 1, 0, 0));
    }

    @Test
    void noDataIsSkippedOnRequest() {
      GateExpression rule = Scenarios.expression("breaker.opened", Operator.EQUAL, 0);

      GateResult result = gate(new GateConfig(null, null, rule, true));

      assertThat(result.isSkipped()).isTrue();
      assertThat(report().verdict()).isEqualTo(new Verdict(Verdict.State.PASS, 0, 0, 0, 1, 0));
    }

    @Test
    void otherTargetTimesAFactorIsTheLimit() {
      GateResult result = gate(relative("origin-rate", new Limit.OtherTarget("none", 0.01)));

      assertThat(result.state()).isEqualTo(GateState.FAIL);
      assertThat(result.limit()).isCloseTo(2.85, within(1e-9));
    }

    @Test
    void baseComparesWithTheBaselineRun() {
      GateConfig gate = relative("offered-rate", new Limit.Base(1.1));
      JudgeOptions options =
          JudgeOptions.defaults("test").withBase(report(), run.data().scenario());

      assertThat(gate(gate, options).state()).isEqualTo(GateState.PASS);
      assertThat(gate(gate).reason())
          .isEqualTo("the limit has no figure: no baseline run was given; add --baseline RUN_DIR");
    }

    @Test
    void limitWithinTheIntervalIsInconclusive() {
      GateResult result = gate(Scenarios.gate("steady", "speedup.mean", Operator.AT_LEAST, 9));

      assertThat(result.state()).isEqualTo(GateState.INCONCLUSIVE);
      assertThat(result.reason()).contains("limit 9.00× lies within the 95 % interval");
    }

    @Test
    void clearSpeedupIsDecided() {
      assertThat(gate(Scenarios.gate("steady", "speedup.mean", Operator.AT_LEAST, 5)).state())
          .isEqualTo(GateState.PASS);
      assertThat(gate(Scenarios.gate("steady", "speedup.mean", Operator.AT_LEAST, 20)).state())
          .isEqualTo(GateState.FAIL);
    }
  }

  @Nested
  class ValidityOfClasses {

    @Test
    void generatorLagSpoilsLatencyOfItsPhaseOnly() {
      run.events.replaceAll(
          event ->
              event.event().equals("generator")
                      && "hardened".equals(event.target())
                      && "steady".equals(event.phase())
                  ? lagging(event)
                  : event);
      GateConfig slow = Scenarios.gate("steady", "response-time.p99", Operator.LESS, 1e9);
      GateConfig count = Scenarios.gate("steady", "error-ratio", Operator.EQUAL, 0);
      GateConfig other = Scenarios.gate("expiry", "response-time.p99", Operator.LESS, 1e9);

      assertThat(gate(slow).state()).isEqualTo(GateState.INVALID);
      assertThat(gate(slow).reason())
          .isEqualTo(
              "the generator started hardened's requests in steady late:"
                  + " p99 of the lag is 30.0 ms, limit 1.00 ms");
      assertThat(gate(count).state()).isEqualTo(GateState.PASS);
      assertThat(gate(other).state()).isEqualTo(GateState.PASS);
    }

    private RunEvent lagging(RunEvent event) {
      return new RunEvent(
          event.t(),
          1,
          event.target(),
          "generator",
          "steady",
          java.util.Map.of("lag-p99-nanos", 30_000_000, "slots", 3000));
    }

    @Test
    void lagThatCannotChangeTheAnswerDoesNotHideIt() {
      double p99 = gate(p99Below(1)).value();
      run.details("generator", "hardened", "lag-p99-nanos", 5_000_000);
      run.details("generator", "hardened", "lag-max-nanos", 8_000_000);

      assertThat(gate(p99Below(p99 + 1e6)).state()).isEqualTo(GateState.PASS);
      assertThat(gate(p99Below(p99 + 1e6)).reason())
          .endsWith("; up to 8.00 ms of it is the generator's lag");
      assertThat(gate(p99Below(p99 - 1e6)).state()).isEqualTo(GateState.INVALID);
      assertThat(gate(p99Below(p99 - 9e6)).state()).isEqualTo(GateState.FAIL);
      assertThat(gate(Scenarios.gate("steady", "service-time.p99", Operator.LESS, 1e9)).state())
          .isEqualTo(GateState.INVALID);
    }

    private GateConfig p99Below(double limit) {
      return Scenarios.gate("steady", "response-time.p99", Operator.LESS, limit);
    }

    private void shed(int slots) {
      run.count("hardened", "steady", "offered", slots);
      run.count("hardened", "steady", "shed", slots);
    }

    @Test
    void shedSlotsSpoilLatencyFirstAndCountsLater() {
      shed(10);
      assertThat(report().validity().spoiltBy(MetricClass.LATENCY, "hardened", "steady"))
          .isEqualTo("the generator never started 0.33 % of hardened's slots in steady");
      assertThat(report().validity().spoiltBy(MetricClass.COUNTS, "hardened", "steady")).isNull();

      shed(30);
      assertThat(report().validity().spoiltBy(MetricClass.COUNTS, "hardened", "all")).isNotNull();
      assertThat(report().validity().spoiltBy(MetricClass.COUNTS, "none", "steady")).isNull();
    }

    @Test
    void missedSlotsSpoilThroughput() {
      shed(100);

      assertThat(report().validity().spoiltBy(MetricClass.THROUGHPUT, "hardened", "steady"))
          .isEqualTo("only 96.8 % of hardened's slots in steady were answered");
    }

    @Test
    void differingSchedulesSpoilEverything() {
      run.details("arm-end", "hardened", "schedule-hash", "other");

      for (MetricClass metricClass : MetricClass.values()) {
        assertThat(report().validity().spoiltBy(metricClass, "none", "steady"))
            .isEqualTo("the targets of round 1 had different schedules");
      }
      assertThat(report().verdict().state()).isEqualTo(Verdict.State.UNDECIDED);
    }

    @Test
    void aFailedArmIsNeverAPass() {
      run.details("arm-end", "hardened", "status", "failed");
      run.details("arm-end", "hardened", "message", "out of memory");

      GateResult result = gate(Scenarios.gate(null, "error-ratio", Operator.EQUAL, 0));

      assertThat(result.state()).isEqualTo(GateState.INVALID);
      assertThat(result.reason())
          .isEqualTo("hardened's arm of round 1 ended failed: out of memory");
    }

    @Test
    void aFailedControlKeepsTheVerdictUndecidedWithoutGates() {
      run.scenario = Scenarios.withGates(run.scenario);
      run.details("arm-end", "reviewed", "status", "failed");

      assertThat(report().verdict().state()).isEqualTo(Verdict.State.UNDECIDED);
    }

    @Test
    void spoiltBaselineSpoilsRatiosOfEveryTarget() {
      run.count("none", "steady", "shed", 10);

      assertThat(report().validity().spoiltBy(MetricClass.RATIO, "hardened", "steady")).isNotNull();
      assertThat(report().validity().spoiltBy(MetricClass.LATENCY, "hardened", "steady")).isNull();
    }

    @Test
    void aRunWithoutEndIsInterrupted() {
      run.events.removeIf(event -> event.event().equals("run-end"));

      assertThat(report().status()).isEqualTo(RunStatus.INTERRUPTED);
      assertThat(report().warnings().get(0).kind()).isEqualTo(Warning.Kind.INTERRUPTED);
    }
  }

  @Nested
  class Aborts {

    private RunReport aborted() {
      run.details("arm-end", "hardened", "status", "aborted");
      run.details("arm-end", "hardened", "message", "abort-when error-ratio > 50%");
      run.events.removeIf(event -> event.event().equals("run-end"));
      run.events.add(new RunEvent(10, 0, null, "run-end", null, Map.of("status", "aborted")));
      run.events.add(
          new RunEvent(
              9,
              1,
              "hardened",
              "abort",
              "steady",
              Map.of(
                  "index",
                  0,
                  "that",
                  "error-ratio > 50%",
                  "over-seconds",
                  3,
                  "value",
                  0.61,
                  "limit",
                  0.5)));
      return report();
    }

    @Test
    void failTheRunWhateverTheGatesSay() {
      RunReport report = aborted();

      assertThat(report.status()).isEqualTo(RunStatus.ABORTED);
      assertThat(report.verdict().state()).isEqualTo(Verdict.State.FAIL);
      assertThat(report.verdict().exitCode()).isEqualTo(3);
      assertThat(report.verdict().failed()).isEqualTo(1);
    }

    @Test
    void areSaidFirstWithWhatWasMeasured() {
      assertThat(aborted().warnings().get(0))
          .satisfies(
              warning -> {
                assertThat(warning.kind()).isEqualTo(Warning.Kind.ABORTED);
                assertThat(warning.seen())
                    .isEqualTo(
                        "abort-when `error-ratio > 50%` ended the run in hardened's steady:"
                            + " over 3 s it was 61.0 %.");
                assertThat(warning.figures()).containsEntry("value", 0.61);
              });
    }
  }

  @Nested
  class Warnings {

    @Test
    void aSoundRunHasNone() {
      assertThat(report().warnings()).isEmpty();
    }

    @Test
    void lateGeneratorSaysWhatWasSeenWhatItMeansAndWhatToDo() {
      run.details("generator", "hardened", "late", 12);

      assertThat(report().warnings().get(0).text())
          .isEqualTo(
              "The load generator started up to 0.40 % of requests more than 1 ms late (hardened's"
                  + " steady, worst 700 µs). Those waits are counted in the response times. Use a"
                  + " lower rate, more cores, or a machine with less else to do.");

      run.details("preflight", "hardened", "real-time", false);
      assertThat(report().warnings().get(0).text())
          .endsWith(
              "less else to do, or let the generator run first: as root, or with CAP_SYS_NICE.");
    }

    @Test
    void lateGeneratorSaysWhy() {
      run.details("generator", "hardened", "late", 12);
      run.count("hardened", "steady", "late.pause", 9);
      run.count("hardened", "steady", "late.wake", 3);

      assertThat(report().warnings().get(0).seen())
          .endsWith(
              "worst 700 µs), mostly because the JVM stood still, for garbage collection or the"
                  + " like (75 % of them).");
    }

    @Test
    void manyLateArmsAreOneWarning() {
      run.details("generator", "hardened", "late", 12);
      run.details("generator", "reviewed", "late", 20);

      assertThat(report().warnings())
          .extracting(warning -> warning.kind().word(), Warning::target)
          .containsExactly(tuple("late-generator", "reviewed"));
    }

    @Test
    void aRateThatTheMachineDoesNotSustainComesWithOneThatItDoes() {
      run.details("preflight", "hardened", "sustained-rate", 150);
      run.details("preflight", "hardened", "lag-p99-nanos", 4_000_000);

      assertThat(report().warnings().get(0).text())
          .isEqualTo(
              "Before the load, with a target that does nothing, 300 requests a second could not be"
                  + " started in time: p99 of the lag was 4.00 ms. 150 a second could. Try --set"
                  + " load.rate=150/s.");
    }

    @Test
    void aWarmupThatIsTooShortToFillTheTiersIsSaid() {
      run.scenario = Scenarios.fromEmpty(run.scenario);

      assertThat(report().warnings())
          .filteredOn(warning -> warning.kind() == Warning.Kind.SHORT_WARMUP)
          .singleElement()
          .satisfies(
              warning ->
                  assertThat(warning.text())
                      .isEqualTo(
                          "From empty, none's l2 settles after about 14s at 300 requests/s (Che's"
                              + " approximation). The warm-up is 1.00 s, so hit ratios still rise in"
                              + " the first phase, and with them all that rests on them. Use warmup:"
                              + " 14s, or preload: all."));
    }

    @Test
    void wrongAnswersAreWarnedAboutWithoutAGate() {
      run.count("hardened", "steady", "wrong-values", 2);

      assertThat(report().warnings().get(0).seen())
          .isEqualTo("hardened gave answers that cannot be right: 2 wrong-values.");
    }

    @Test
    void answersOutOfOrderAreWarnedAboutApartFromWrongOnes() {
      run.count("hardened", "steady", "monotonic-violations", 3);

      assertThat(report().warnings().get(0).seen())
          .isEqualTo(
              "hardened went back in time 3 times: a node answered with an older version of a key"
                  + " than it had answered with before.");
    }

    @Test
    void unmetExpectationWarnsButNeverFails() {
      run.details("expiry", "reviewed", "loads", 1);
      run.scenario = Scenarios.withGates(run.scenario);

      assertThat(report().verdict().exitCode()).isZero();
      assertThat(report().warnings())
          .extracting(Warning::kind)
          .containsExactly(Warning.Kind.PREDICTION_OFF, Warning.Kind.EXPECTATION_UNMET);
    }
  }
}
