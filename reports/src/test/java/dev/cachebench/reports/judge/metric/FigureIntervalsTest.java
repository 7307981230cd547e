package dev.cachebench.reports.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.gate.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureIntervalsTest {

  @TempDir Path dir;
  private final SyntheticRun run = SyntheticRun.standard();
  private int runs;

  private RunReport report() throws IOException {
    Path written = Files.createDirectory(dir.resolve("run-" + ++runs));
    RunData data = run.reader().read(run.write(written));
    return Reports.of(data, JudgeOptions.defaults("test"));
  }

  private PhaseReport steady(RunReport report) {
    return Objects.requireNonNull(
        Objects.requireNonNull(report.target("hardened")).phase("steady"));
  }

  private Interval interval(String metric) throws IOException {
    return Objects.requireNonNull(steady(report()).intervals().get(metric), metric);
  }

  @Test
  void oneRoundHasThemForMeansAndPercentiles() throws IOException {
    PhaseReport steady = steady(report());

    for (String metric : new String[] {"mean", "p50", "p90", "p99"}) {
      Interval interval =
          Objects.requireNonNull(steady.intervals().get("response-time." + metric), metric);
      double value = Objects.requireNonNull(steady.value("response-time." + metric));
      assertThat(interval.contains(value)).as(metric).isTrue();
      assertThat(interval.low()).as(metric).isLessThan(value);
      assertThat(Objects.requireNonNull(interval.high())).as(metric).isGreaterThan(value);
    }
    assertThat(steady.intervals()).doesNotContainKeys("error-ratio", "hit-ratio", "origin-rate");
  }

  @Test
  void slowAnswersInOneSecondWidenThoseOfPercentiles() throws IOException {
    Interval spread = interval("response-time.p99");

    run.gather("hardened", "steady");

    Interval burst = interval("response-time.p99");
    assertThat(width(burst)).isGreaterThan(1.5 * width(spread));
  }

  private static double width(Interval interval) {
    return Math.log(Objects.requireNonNull(interval.high()) / interval.low());
  }

  @Test
  void severalRoundsGiveThemFromTheirFigures() throws IOException {
    run.rounds(3);

    PhaseReport steady = steady(report());

    assertThat(steady.intervals())
        .containsKeys("response-time.p99", "service-time.mean", "origin-rate", "hit-ratio");
    Interval rate = Objects.requireNonNull(steady.intervals().get("achieved-rate"));
    assertThat(rate.low()).isCloseTo(300, within(1e-6));
    assertThat(Objects.requireNonNull(rate.high())).isCloseTo(300, within(1e-6));
    assertThat(steady.value("achieved-rate")).isEqualTo(300);
  }

  @Test
  void aLimitWithinNoiseIsNotDecided() throws IOException {
    double p99 = Objects.requireNonNull(steady(report()).value("response-time.p99"));

    run.scenario =
        Scenarios.withGates(
            run.scenario,
            Scenarios.gate("steady", "response-time.p99", Operator.LESS, p99 * 1.001),
            Scenarios.gate("steady", "response-time.p99", Operator.LESS, p99 * 2),
            Scenarios.gate("steady", "response-time.p99", Operator.LESS, p99 / 2));

    assertThat(report().gates())
        .extracting(gate -> gate.state())
        .containsExactly(GateState.INCONCLUSIVE, GateState.PASS, GateState.FAIL);
  }
}
