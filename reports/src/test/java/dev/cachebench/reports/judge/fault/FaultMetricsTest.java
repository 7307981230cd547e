package dev.cachebench.reports.judge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.SecondTimes;
import dev.cachebench.reports.hdr.TailCounts;
import dev.cachebench.reports.judge.metric.Metrics;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultMetricsTest {

  private static final String TARGET = "hardened";
  private static final int STEADY = 5;
  private static final int OUTAGE = 4;
  private static final int RECOVERY = 6;

  private static final String SCENARIO =
      """
      version: 1
      scenario: outage
      proxy: embedded
      origin: {service-time: 20ms, concurrency: 64}
      keys: {count: 1000, distribution: uniform}
      operations: {get: 100}
      cache: {l1: {capacity: 100, ttl: 10s}, l2: {ttl: 60s}}
      targets: {hardened: {preset: hardened}}
      load: {rate: 100/s}
      phases:
        - {name: steady, duration: 5s}
        - {name: outage, duration: 4s}
        - {name: recovery, duration: 6s}
      faults:
        - {fault: down, on: redis, during: outage}
      """;

  private final List<RunEvent> events = new ArrayList<>();
  private final List<CountersRow> counters = new ArrayList<>();
  private final List<SecondTimes> seconds = new ArrayList<>();
  private double clock = 10;

  FaultMetricsTest() {
    event("arm-start", null, Map.of());
    event("phase-start", "steady", Map.of());
    seconds(STEADY, "steady", 90, 10, 100);
    event("phase-start", "outage", Map.of());
    event("fault-start", "outage", Map.of("fault", "down", "index", 0));
  }

  private void event(String name, String phase, Map<String, Object> details) {
    events.add(new RunEvent(clock, 1, TARGET, name, phase, details));
  }

  private void breaker(double after, int node, String state) {
    events.add(
        new RunEvent(
            clock + after, 1, TARGET, "breaker", "outage", Map.of("node", node, "state", state)));
  }

  private void seconds(int count, String phase, long hits, long loads, long p99) {
    for (int i = 0; i < count; i++) {
      double start = clock;
      clock++;
      counters.add(
          new CountersRow(
              clock,
              1,
              TARGET,
              0,
              phase,
              Map.of("get.l1", hits, "get.origin", 100 - hits, "origin.loads", loads),
              Map.of(),
              Map.of()));
      seconds.add(new SecondTimes(TARGET, 1, start, clock, 100, p99 / 2, p99, p99));
    }
  }

  private void outage(long loads) {
    seconds(OUTAGE, "outage", 60, loads, 500);
    event("fault-stop", "outage", Map.of("fault", "down", "index", 0));
    event("phase-start", "recovery", Map.of());
  }

  private PhaseReport figures(String... phases) {
    Metrics metrics = new Metrics();
    new FaultMetrics(run(), TARGET, true).add(List.of(phases), metrics);
    return metrics.report(phases[0], 1);
  }

  private RunData run() {
    return new RunData(
        ScenarioReader.parse("test.yaml", SCENARIO, List.of()).scenario(),
        Map.of(),
        counters,
        events,
        List.of(),
        Map.of(),
        seconds,
        TailCounts.none(),
        false);
  }

  @Test
  void countsRecoveryFromTheStopToTheFirstOfThreeGoodSeconds() {
    outage(40);
    seconds(2, "recovery", 70, 20, 100);
    seconds(4, "recovery", 85, 10, 90);

    assertThat(figures("recovery").value("recovery-time")).isCloseTo(2e9, within(1.0));
  }

  @Test
  void doesNotTakeASlowSecondForRecovery() {
    outage(40);
    seconds(2, "recovery", 90, 10, 100);
    seconds(1, "recovery", 90, 10, 112);
    seconds(3, "recovery", 90, 10, 100);

    assertThat(figures("recovery").value("recovery-time")).isCloseTo(3e9, within(1.0));
  }

  @Test
  void takesASecondForRecoveryThatIsSlowerByLessThanATenth() {
    outage(40);
    seconds(RECOVERY, "recovery", 90, 10, 109);

    assertThat(figures("recovery").value("recovery-time")).isZero();
  }

  @Test
  void givesALowerBoundWhenRecoveryWasNotSeen() {
    outage(40);
    seconds(RECOVERY, "recovery", 50, 40, 100);

    PhaseReport report = figures("recovery");

    assertThat(report.value("recovery-time")).isCloseTo(6e9, within(1.0));
    assertThat(report.intervals().get("recovery-time").high()).isNull();
    assertThat(report.text("recovery-time")).isEqualTo("> 6.00 s");
  }

  @Test
  void saysWhyThereIsNoRecoveryInAPhaseWithoutAnEnd() {
    outage(40);

    assertThat(figures("steady").missing())
        .containsEntry("recovery-time", "no fault ended in this phase");
  }

  @Test
  void dividesTheOriginsRateDuringTheFaultByTheOneBefore() {
    outage(37);
    seconds(RECOVERY, "recovery", 90, 10, 100);

    assertThat(figures("outage").value("origin-amplification")).isCloseTo(3.7, within(1e-9));
    assertThat(figures("recovery").missing()).containsKey("origin-amplification");
  }

  @Test
  void detectsWhenTheLastNodeHasOpenedItsBreaker() {
    breaker(0.06, 0, "open");
    breaker(0.08, 1, "open");
    breaker(1.06, 0, "half-open");
    breaker(1.07, 0, "open");
    outage(40);

    PhaseReport report = figures("outage");

    assertThat(report.value("detection-time")).isCloseTo(0.08e9, within(1.0));
    assertThat(report.value("breaker.opened")).isEqualTo(3);
    assertThat(report.value("breaker.open-time")).isCloseTo(3.94e9, within(1e3));
  }

  @Test
  void saysThatNoBreakerOpened() {
    outage(40);

    assertThat(figures("outage").missing())
        .containsEntry("detection-time", "no breaker opened while the fault lasted");
  }
}
