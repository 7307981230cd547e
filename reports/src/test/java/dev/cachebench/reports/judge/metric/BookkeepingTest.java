package dev.cachebench.reports.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.model.Series;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Defects of the benchmark itself that its own files give away. */
class BookkeepingTest {

  private static final long CLAMP = 10_000_000;

  private final SyntheticRun run = SyntheticRun.standard();

  private Validity validity() {
    return Reports.of(run.data(), JudgeOptions.defaults("test")).validity();
  }

  @Test
  void booksThatAgreeSpoilNothing() {
    run.details("arm-end", "hardened", "scheduled", 6300);

    assertThat(validity().of(MetricClass.LATENCY).spoilers()).isEmpty();
    assertThat(validity().of(MetricClass.COUNTS).spoilers()).isEmpty();
  }

  @Test
  void aGeneratorThatSkipsSlotsSpoilsEverything() {
    run.details("arm-end", "hardened", "scheduled", 6331);

    for (MetricClass metricClass : MetricClass.values()) {
      assertThat(validity().spoiltBy(metricClass, "hardened", "steady"))
          .isEqualTo("hardened's arm of round 1 offered 6,300 of the schedule's 6,331 slots");
    }
  }

  @Test
  void aSlotWithoutAnEndSpoilsEverything() {
    run.count("hardened", "steady", "get.l1", -1);

    assertThat(validity().spoiltBy(MetricClass.COUNTS, "hardened", "steady"))
        .isEqualTo("hardened's steady offered 3,000 slots, but 2,999 ended");
    assertThat(validity().spoiltBy(MetricClass.COUNTS, "hardened", "expiry")).isNull();
  }

  @Test
  void aFaultWithoutAnEffectSpoilsWhatFollows() {
    run.details("fault-start", "hardened", "seen", false);

    for (MetricClass metricClass : MetricClass.values()) {
      assertThat(validity().spoiltBy(metricClass, "hardened", "expiry"))
          .isEqualTo(
              "the fault expire-all (faults[0]) had no effect on hardened that could be seen");
    }
    assertThat(validity().spoiltBy(MetricClass.COUNTS, "hardened", "steady")).isNull();
  }

  @Test
  void aHistogramThatClampsSpoilsTimes() {
    List<SyntheticRun.Interval> clamped = new ArrayList<>();
    for (SyntheticRun.Interval each : run.intervals) {
      boolean isMine =
          each.tag().target().equals("hardened") && each.tag().series() == Series.RESPONSE_TIME;
      clamped.add(
          isMine
              ? new SyntheticRun.Interval(each.tag(), clamped(each.histogram()), each.start())
              : each);
    }
    run.intervals.clear();
    run.intervals.addAll(clamped);

    assertThat(validity().spoiltBy(MetricClass.LATENCY, "hardened", "steady"))
        .matches(
            "hardened's response-time in steady adds up to .* s in intervals.hlog and to .* s in"
                + " counters.jsonl");
    assertThat(validity().spoiltBy(MetricClass.COUNTS, "hardened", "steady")).isNull();
  }

  /** As a histogram of a fixed range does that takes what lies beyond for its largest value. */
  private static Histogram clamped(Histogram histogram) {
    Histogram clamped = new Histogram(3);
    histogram
        .recordedValues()
        .forEach(
            value ->
                clamped.recordValueWithCount(
                    Math.min(CLAMP, value.getValueIteratedTo()),
                    value.getCountAddedInThisIterationStep()));
    return clamped;
  }
}
