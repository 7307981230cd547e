package dev.cachebench.reports.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.SteadyState;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A phase that has not settled is noticed and spoils the times measured in it. */
class SteadyStatesTest {

  private final SyntheticRun run = SyntheticRun.standard();

  private PhaseReport phase(String name) {
    return Objects.requireNonNull(Objects.requireNonNull(report().target("hardened")).phase(name));
  }

  private RunReport report() {
    return Reports.of(run.data(), JudgeOptions.defaults("test"));
  }

  @Test
  void nobodyExpectsItOnceEntriesEndThatWereFilledTogether() {
    String text =
        """
        version: 1
        scenario: x
        origin: {service-time: 20ms}
        keys: {count: 100}
        targets: {one: {preset: hardened, l2: {ttl: 20s}, jitter: 50%}}
        load: {rate: 300/s}
        preload: {tiers: l2, ages: together}
        warmup: 3s
        phases: [{name: before, duration: 7s}, {name: end, duration: 9s}]
        """;
    Scenario together = ScenarioReader.read("x", text, List.of());
    Scenario spread = ScenarioReader.read("x", text.replace("together", "spread"), List.of());

    assertThat(SteadyStates.isExpected(together, "before")).isTrue();
    assertThat(SteadyStates.isExpected(together, "end")).isFalse();
    assertThat(SteadyStates.isExpected(spread, "end")).isTrue();
  }

  /** Makes each get of the first seconds of the phase slower. */
  private void slow(int seconds, double factor) {
    int left = seconds;
    for (int i = 0; i < run.counters.size() && left > 0; i++) {
      CountersRow row = run.counters.get(i);
      if (row.target().equals("hardened") && row.phase().equals("steady") && row.node() == 0) {
        Map<String, Long> sums = new TreeMap<>(row.sums());
        sums.replaceAll(
            (key, sum) -> key.startsWith("response-time.get") ? (long) (sum * factor) : sum);
        run.counters.set(
            i,
            new CountersRow(
                row.t(), 1, row.target(), 0, row.phase(), row.counts(), sums, row.max()));
        left--;
      }
    }
    // The books must agree: histograms are slowed as the sums were.
    List<SyntheticRun.Interval> slower = new ArrayList<>();
    for (SyntheticRun.Interval each : run.intervals) {
      slower.add(isSlowed(each, seconds) ? each.times(factor) : each);
    }
    run.intervals.clear();
    run.intervals.addAll(slower);
  }

  private boolean isSlowed(SyntheticRun.Interval each, int seconds) {
    double first =
        run.intervals.stream()
            .filter(other -> other.tag().target().equals("hardened"))
            .filter(other -> other.tag().phase().equals("steady"))
            .mapToDouble(SyntheticRun.Interval::start)
            .min()
            .orElseThrow();
    return each.tag().target().equals("hardened")
        && each.tag().phase().equals("steady")
        && each.tag().series() == Series.RESPONSE_TIME
        && each.tag().operation() == Operation.GET
        && each.start() < first + seconds;
  }

  @Test
  void aPhaseBeforeTheFirstFaultIsLookedAt() {
    assertThat(phase("steady").steady())
        .isEqualTo(new SteadyState(SteadyState.State.STEADY, 10, null));
    assertThat(phase("expiry").steady()).isNull();
    assertThat(phase("all").steady()).isNull();
  }

  @Test
  void aSlowBeginningSpoilsTimesButNoCounts() {
    slow(4, 3);

    assertThat(Objects.requireNonNull(phase("steady").steady()).reason())
        .matches(
            "on average its mean response time is \\d+(\\.\\d)? % above what it settled at in"
                + " second 5");
    assertThat(report().validity().spoiltBy(MetricClass.LATENCY, "hardened", "steady"))
        .startsWith("hardened's steady had not settled: on average")
        .endsWith("a longer warm-up or phase would show what it settles at");
    assertThat(report().validity().spoiltBy(MetricClass.COUNTS, "hardened", "steady")).isNull();
    assertThat(report().validity().spoiltBy(MetricClass.LATENCY, "none", "steady")).isNull();
  }

  @Test
  void aShortPhaseIsNotJudged() {
    run.counters.removeIf(row -> row.phase().equals("steady") && row.t() > 9);

    assertThat(Objects.requireNonNull(phase("steady").steady()).state())
        .isEqualTo(SteadyState.State.TOO_SHORT);
  }
}
