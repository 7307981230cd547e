package dev.cachebench.reports.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.model.Recovery;
import dev.cachebench.reports.render.RecoveryTable;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecoveriesTest {

  private static final String LOSSES =
      """
      faults:
        - {fault: evict, ratio: 50%, at: 4s}
        - {fault: flush, at: 14s}
      """;

  /** Two phases of 10 s with loads of their own, each with a loss after 4 s. */
  private static SyntheticRun run(String faults) {
    return SyntheticRun.of(
        ScenarioReader.read(
            "x.yaml",
            """
            version: 1
            scenario: x
            origin: {service-time: 20ms}
            keys: {count: 100}
            targets: {one: {preset: hardened}}
            load: {rate: 300/s}
            warmup: 1s
            phases:
              - {name: low, duration: 10s}
              - {name: high, duration: 10s, load: {rate: 900/s}}
            """
                + faults,
            List.of()));
  }

  private static void strike(SyntheticRun run, String phase, int index) {
    run.events.add(
        new RunEvent(
            run.start(phase) + 4.01, 1, "one", "fault-start", phase, Map.of("index", index)));
  }

  private static List<Recovery> struck(String faults, int from, int to) {
    SyntheticRun run = run(faults);
    strike(run, "low", 0);
    strike(run, "high", 1);
    run.spoil("high", from, to);
    return new Recoveries(run.data()).find();
  }

  @Test
  void tellsAfterHowManySecondsHitsWereBack() {
    List<Recovery> found = struck(LOSSES, 4, 7);

    assertThat(found).extracting(Recovery::perSecond).containsExactly(300.0, 900.0);
    assertThat(found).extracting(Recovery::share).containsExactly(0.5, 1.0);
    assertThat(found.get(0).nanos()).isZero();
    assertThat(Objects.requireNonNull(found.get(1).nanos()) / 1e9).isBetween(2.9, 3.1);
    assertThat(found.get(1).watchedNanos() / 1e9).isBetween(5.9, 6.1);
  }

  @Test
  void tellsThatTheyWereNot() {
    assertThat(struck(LOSSES, 4, 10).get(1).nanos()).isNull();
    assertThat(struck(LOSSES, 8, 10).get(1).nanos()).as("the end counts").isNull();
  }

  @Test
  void oneBadSecondOnTheWayIsForgiven() {
    assertThat(struck(LOSSES, 6, 7).get(1).nanos()).isZero();
  }

  @Test
  void oneLossIsNoDiagram() {
    SyntheticRun run = run("faults: [{fault: flush, at: 4s}]");
    strike(run, "low", 0);

    assertThat(new Recoveries(run.data()).find()).isEmpty();
  }

  @Test
  void whatRepeatsOrLastsIsNoLossAtOneInstant() {
    String others =
        "faults: [{fault: expire-all, at: 4s, for: 5s, every: 2s}, {fault: kill, at: 14s, for: 1s}]";

    assertThat(struck(others, 4, 7)).isEmpty();
  }

  @Test
  void makesLoadsRowsAndSharesColumns() {
    RecoveryTable table = new RecoveryTable(struck(LOSSES, 4, 10));

    assertThat(table.headings()).containsExactly("load", "50.0 % lost", "100 % lost");
    assertThat(table.rows())
        .containsExactly(List.of("300/s", "0 ms", "–"), List.of("900/s", "–", "not in 5.99 s"));
  }
}
