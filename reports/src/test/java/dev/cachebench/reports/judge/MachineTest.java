package dev.cachebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.gate.Operator;
import dev.cachebench.scenarios.model.GateConfig;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the machine and the benchmark itself have to do with the figures. */
class MachineTest {

  private final SyntheticRun run = SyntheticRun.standard();

  private RunReport report() {
    return Reports.of(run.data(), JudgeOptions.defaults("test"));
  }

  private PhaseReport steady() {
    return Objects.requireNonNull(
        Objects.requireNonNull(report().target("hardened")).phase("steady"));
  }

  private String spoilt(MetricClass metricClass) {
    return String.valueOf(report().validity().spoiltBy(metricClass, "hardened", "steady"));
  }

  private GateResult gate(String metric, Operator operator, double limit) {
    GateConfig gate = Scenarios.gate("steady", metric, operator, limit);
    run.scenario = Scenarios.withGates(run.scenario, gate);
    return report().gates().get(0);
  }

  @Test
  void processorTimeIsToldInProcessors() {
    assertThat(steady().machine())
        .containsEntry("cpu.generator", 0.02)
        .containsEntry("cpu.cache", 0.15)
        .containsEntry("paused", 0.002)
        .containsEntry("pause.max", 1_500_000.0);
    assertThat(steady().machine().get("cpu.others")).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void nobodyKnowsWhatOthersUsedWhereTheSystemDoesNotTell() {
    run.counters.replaceAll(row -> SyntheticRun.without(row, "cpu.machine"));

    assertThat(steady().machine()).doesNotContainKey("cpu.others").containsKey("cpu.cache");
  }

  @Test
  void othersThatKeepTheMachineBusySpoilTimesAndRatesButNoCounts() {
    run.machine("hardened", "steady", "cpu.machine", 12_000_000_000L);

    assertThat(spoilt(MetricClass.LATENCY))
        .isEqualTo("other processes used 1.25 of 2 processors in hardened's steady");
    assertThat(spoilt(MetricClass.THROUGHPUT)).isEqualTo(spoilt(MetricClass.LATENCY));
    assertThat(spoilt(MetricClass.COUNTS)).isEqualTo("null");
    assertThat(gate("response-time.p99", Operator.LESS, 1e9).state()).isEqualTo(GateState.INVALID);
    assertThat(gate("error-ratio", Operator.EQUAL, 0).state()).isEqualTo(GateState.PASS);
  }

  @Test
  void whatTheHypervisorTakesSpoilsRates() {
    run.machine("hardened", "steady", "stolen", 2_000_000_000L);

    assertThat(spoilt(MetricClass.THROUGHPUT))
        .isEqualTo("the hypervisor took 0.20 of 2 processors away in hardened's steady");
    assertThat(spoilt(MetricClass.LATENCY)).isEqualTo("null");
  }

  @Test
  void aQuotaSpoilsTimesAndRates() {
    run.machine("hardened", "steady", "throttled", 300_000_000L);

    assertThat(spoilt(MetricClass.LATENCY))
        .isEqualTo("a quota stopped the run for 3.00 % of the time in hardened's steady");
  }

  @Test
  void lagSaysWhatCausedIt() {
    run.details("generator", "hardened", "lag-p99-nanos", 30_000_000);
    run.count("hardened", "steady", "late.call", 7);

    assertThat(spoilt(MetricClass.LATENCY))
        .endsWith(
            "p99 of the lag is 30.0 ms, limit 1.00 ms; mostly the cache kept the calling thread, in"
                + " a call that should return at once");
  }

  @Test
  void aTimeThatIsTheBenchmarksOwnInGoodPartIsAnUpperBound() {
    double p50 = Objects.requireNonNull(steady().value("response-time.p50"));
    run.details("preflight", "hardened", "response-p50-nanos", (long) (p50 / 2));

    assertThat(steady().harness()).containsOnlyKeys("response-time.p50", "service-time.p50");
    assertThat(steady().harness().get("response-time.p50")).isCloseTo(0.5, within(0.01));
    assertThat(steady().text("response-time.p50")).startsWith("≤ ");
    assertThat(report().notes()).anyMatch(note -> note.startsWith("≤: "));
  }

  @Test
  void aLimitWithinTheBenchmarksOwnPartIsNotDecided() {
    double p50 = Objects.requireNonNull(steady().value("response-time.p50"));
    run.details("preflight", "hardened", "response-p50-nanos", (long) (p50 / 2));

    assertThat(gate("response-time.p50", Operator.LESS, p50 * 0.8).state())
        .isEqualTo(GateState.INCONCLUSIVE);
    assertThat(gate("response-time.p50", Operator.LESS, p50 * 1.1).state())
        .isEqualTo(GateState.PASS);
    assertThat(gate("response-time.p50", Operator.LESS, p50 * 0.4).state())
        .isEqualTo(GateState.FAIL);
  }

  @Test
  void hitsInMemoryAreTimedInBatchesAndBelongToNoPhase() {
    PhaseReport all = Objects.requireNonNull(report().target("hardened")).all();

    assertThat(all.value("hit-time.l1")).isEqualTo(81.5);
    assertThat(steady().missing().get("hit-time.l1"))
        .isEqualTo("it is timed after the load, and belongs to all phases together");
    assertThat(Objects.requireNonNull(report().target("none")).all().missing().get("hit-time.l1"))
        .isEqualTo("no hit in L1 answered on the calling thread after the load");
  }

  @Test
  void ofSeveralRoundsTheMiddleOneSpeaksForTheBenchmark() {
    run.event(2, "hardened", "preflight", null, preflight(1_000_000));
    run.event(3, "hardened", "preflight", null, preflight(300));

    assertThat(
            Objects.requireNonNull(Objects.requireNonNull(report().target("hardened")).preflight())
                .responseP50Nanos())
        .isEqualTo(300);
  }

  private static Map<String, Object> preflight(long p50) {
    return Map.of("cost-nanos", 400, "response-p50-nanos", p50);
  }
}
