package dev.cachebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.metric.Arms;
import dev.cachebench.reports.model.Healing;
import dev.cachebench.reports.render.HealingTable;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Six steady seconds, three without Redis, then the rest. */
class HealingsTest {

  private static final int STOP = 9;
  private static final String SAME = "6s}";

  private static SyntheticRun run(String recovery, String faults) {
    return SyntheticRun.of(
        ScenarioReader.read(
            "x.yaml",
            """
            version: 1
            proxy: embedded
            scenario: x
            origin: {service-time: 20ms}
            keys: {count: 100}
            targets: {one: {preset: hardened}}
            load: {rate: 300/s}
            warmup: 1s
            phases:
              - {name: steady, duration: 6s}
              - {name: gone, duration: 3s}
              - {name: recovery, duration: %s
            %s
            """
                .formatted(recovery, faults),
            List.of()));
  }

  private static SyntheticRun struck(String recovery) {
    SyntheticRun run = run(recovery, "faults: [{fault: down, on: redis, during: gone}]");
    double start = run.start("steady");
    fault(run, "fault-start", start + 6.01, 1);
    fault(run, "fault-stop", start + STOP + 0.01, 1);
    run.spoil("steady", 6, STOP);
    return run;
  }

  private static void fault(SyntheticRun run, String event, double t, int round) {
    run.events.add(new RunEvent(t, round, "one", event, "gone", Map.of("index", 0)));
  }

  /** Every answer of the last seconds takes twice as long. */
  private static void slow(SyntheticRun run, int from) {
    double start = run.start("steady");
    run.intervals.replaceAll(each -> each.start() > start + from - 0.5 ? each.times(2) : each);
  }

  private static List<Healing> healings(SyntheticRun run) {
    RunData data = run.data();
    Measured measured =
        new Measured(data, new Arms(data), JudgeOptions.defaults("test").thresholds());
    return new Healings(data.scenario(), measured).find();
  }

  private static Healing healing(SyntheticRun run) {
    List<Healing> found = healings(run);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void tellsAfterHowLongATargetCameBack() {
    SyntheticRun run = struck(SAME);
    run.spoil("steady", STOP, 11);

    Healing healing = healing(run);

    assertThat(healing.state()).isEqualTo(Healing.State.BACK);
    assertThat(Objects.requireNonNull(healing.nanos()) / 1e9)
        .as("two seconds, and one whose p99 is by chance above the steady ones'")
        .isBetween(1.9, 3.1);
    assertThat(healing.watchedNanos() / 1e9).isBetween(5.9, 6.1);
    assertThat(new HealingTable(List.of(healing)).rows().get(0).get(1)).startsWith("✓ ");
  }

  @Test
  void tellsThatItDidNotComeBack() {
    SyntheticRun run = struck(SAME);
    run.spoil("steady", STOP, 15);

    Healing healing = healing(run);

    assertThat(healing.state()).isEqualTo(Healing.State.NOT_BACK);
    assertThat(healing.nanos()).isNull();
    assertThat(Objects.requireNonNull(healing.end()).hitRatio()).isZero();
    assertThat(new HealingTable(List.of(healing)).rows().get(0)).contains("✗ not in 5.99 s");
  }

  @Test
  void aTargetThatCameBackAndLeftAgainIsNotBack() {
    SyntheticRun run = struck(SAME);
    run.spoil("steady", 13, 15);

    assertThat(healing(run).state()).isEqualTo(Healing.State.NOT_BACK);
  }

  @Test
  void hitsAloneAreNotEnough() {
    SyntheticRun run = struck(SAME);
    slow(run, 12);

    assertThat(healing(run).state()).isEqualTo(Healing.State.NOT_BACK);
  }

  @Test
  void ofSeveralRoundsTheWorstCounts() {
    SyntheticRun run = struck(SAME);
    run.rounds(2);
    double second =
        run.events.stream()
            .filter(event -> event.round() == 2 && "steady".equals(event.phase()))
            .mapToDouble(RunEvent::t)
            .min()
            .orElseThrow();
    fault(run, "fault-start", second + 6.01, 2);
    fault(run, "fault-stop", second + STOP + 0.01, 2);
    run.spoil("steady", 9, 15);

    assertThat(healing(run).state()).isEqualTo(Healing.State.NOT_BACK);
  }

  @Test
  void withoutAFaultThereIsNothingToComeBackFrom() {
    assertThat(healings(run(SAME, ""))).isEmpty();
  }

  @Test
  void twoSecondsAreTooShortToSay() {
    Healing healing = healing(struck("2s}"));

    assertThat(healing.state()).isEqualTo(Healing.State.NO_DATA);
    assertThat(new HealingTable(List.of(healing)).reasons())
        .containsExactly(
            "one: NO_DATA, fewer than three whole seconds were measured after the last fault;"
                + " add a phase");
  }

  @Test
  void anotherLoadAtTheEndIsNoSteadyState() {
    assertThat(healing(struck("6s, load: {rate: 100/s}}")).reason())
        .isEqualTo(
            "the load at the end was not that of the beginning; end with a phase that has it");
  }
}
