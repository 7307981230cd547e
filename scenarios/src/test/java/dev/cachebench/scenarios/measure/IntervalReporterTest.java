package dev.cachebench.scenarios.measure;

import static dev.cachebench.scenarios.measure.VirtualRun.MILLI;
import static dev.cachebench.scenarios.measure.VirtualRun.SECOND;
import static dev.cachebench.scenarios.measure.VirtualRun.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class IntervalReporterTest {

  private static VirtualRun run(Function<VirtualRun, FakeTarget.Gets> gets) {
    return new VirtualRun(
        LoadScenarios.scenario()
            .nodes(2)
            .warmup(Duration.ofMillis(1500))
            .phase("steady", Duration.ofSeconds(2))
            .phase("after", Duration.ofSeconds(1))
            .build(),
        Duration.ofSeconds(100),
        gets);
  }

  @Test
  void phasesStartAndEndAtTheirNominalTimes() {
    VirtualRun run = run(self -> (node, key) -> self.now(Outcome.L1, key)).run();

    assertThat(run.sink.events())
        .extracting(event -> event.event() + " " + event.phase() + " " + event.t())
        .containsExactly(
            "phase-start warmup 3.0",
            "phase-start steady 4.5",
            "generator warmup 4.5",
            "phase-end warmup 4.5",
            "phase-start after 6.5",
            "generator steady 6.5",
            "phase-end steady 6.5",
            "generator after 7.5",
            "phase-end after 7.5",
            "arm-end null 7.5");
  }

  @Test
  void armEndNamesTheScheduleAndItsSlots() {
    VirtualRun run = run(self -> (node, key) -> self.now(Outcome.L1, key)).run();

    assertThat(run.sink.events("arm-end").get(0).details())
        .containsExactly(
            entry("schedule-hash", run.driver.scheduleHash()),
            entry("slots", 450L),
            entry("scheduled", 450L),
            entry("status", "complete"),
            entry("message", ""));
  }

  @Test
  void aLateAnswerBelongsToThePhaseOfItsIntendedStart() {
    VirtualRun run = run(self -> (node, key) -> self.after(5 * SECOND, Outcome.ORIGIN, key)).run();

    assertThat(run.sink.count("warmup", "get.origin")).isEqualTo(150);
    assertThat(run.sink.count("steady", "get.origin")).isEqualTo(200);
    assertThat(run.sink.count("after", "get.origin")).isEqualTo(100);
    assertThat(run.sink.events("phase-end")).extracting(RunEvent::t).containsExactly(4.5, 6.5, 7.5);
  }

  @Test
  void countsAreKeptForEachNode() {
    VirtualRun run =
        run(self -> (node, key) -> self.now(node == 0 ? Outcome.L1 : Outcome.L2, key)).run();

    assertThat(run.sink.rows())
        .filteredOn(row -> row.node() == 0)
        .isNotEmpty()
        .noneMatch(row -> row.counts().containsKey("get.l2"));
    assertThat(run.sink.rows())
        .filteredOn(row -> row.node() == 1)
        .isNotEmpty()
        .noneMatch(row -> row.counts().containsKey("get.l1"));
  }

  @Test
  void originAndCheckerFiguresAreReported() {
    VirtualRun run =
        run(self ->
                (node, key) ->
                    self.origin
                        .load(key)
                        .thenApply(
                            value -> new Answer(Outcome.ORIGIN, self.state.value(999), true)))
            .run();

    assertThat(run.sink.count("steady", "origin.loads")).isEqualTo(200);
    assertThat(run.sink.count("steady", "get.coalesced")).isEqualTo(200);
    assertThat(run.sink.count("steady", "wrong-values")).isEqualTo(200);
    assertThat(run.sink.max("loads-per-key")).isPositive();
    assertThat(run.sink.max("concurrent-loads-per-key")).isPositive();
    assertThat(run.sink.violations())
        .hasSize(15)
        .allSatisfy(
            violation -> {
              assertThat(violation.kind()).isEqualTo("wrong-key");
              assertThat(violation.message()).contains("got version 1 of k999");
            });
  }

  @Test
  void getsThatWaitedForAnothersLoadAreTimedApartAndCountAsTheOrigins() {
    VirtualRun run =
        run(self ->
                (node, key) ->
                    CompletableFuture.completedFuture(
                        new Answer(
                            node == 0 ? Outcome.ORIGIN : Outcome.L2,
                            self.state.value(self.names.index(key)),
                            self.names.index(key) % 2 == 0)))
            .run();

    long origin = run.sink.count("steady", "get.origin");
    long coalesced = run.sink.count("steady", "get.coalesced");
    assertThat(coalesced).isPositive().isLessThan(origin);
    assertThat(timed(run, tag -> tag.isCoalesced())).isEqualTo(coalesced);
    assertThat(timed(run, tag -> tag.outcome() == Outcome.ORIGIN)).isEqualTo(origin);
  }

  private static long timed(VirtualRun run, Predicate<HistogramTag> which) {
    return run.sink.histogram("steady", Series.RESPONSE_TIME, which).getTotalCount();
  }

  @Test
  void whatFollowsTheLoadIsCountedNowhere() {
    VirtualRun run = run(self -> (node, key) -> self.now(Outcome.L1, key));

    run.runThen(() -> run.origin.load(run.names.name(0)));

    assertThat(run.sink.count("steady", "origin.loads")).isZero();
    assertThat(run.sink.max("loads-per-key")).isZero();
  }

  @Test
  void stalenessOfAPhaseIsTold() {
    VirtualRun run =
        new VirtualRun(
            LoadScenarios.scenario().phase("steady", Duration.ofSeconds(10)).build(),
            Duration.ofSeconds(1),
            self -> {
              byte[][] first = new byte[1000][];
              for (int key = 0; key < 1000; key++) {
                first[key] = self.state.value(key);
                int committed = key;
                self.clock.at(START + 5 * SECOND, () -> self.state.commit(committed));
              }
              return (node, key) ->
                  CompletableFuture.completedFuture(
                      FakeTarget.answer(Outcome.L1, first[self.names.index(key)]));
            });
    run.run();

    assertThat(run.sink.max("staleness-nanos")).isEqualTo(4990 * MILLI);
    assertThat(run.sink.count("steady", "stale-reads")).isEqualTo(499);
    assertThat(run.sink.count("steady", "stale-reads-beyond-bound")).isEqualTo(399);
    RunEvent end = run.sink.events("phase-end").get(0);
    assertThat((long) end.details().get("staleness-p99-nanos") / 1e9).isCloseTo(4.89, within(0.02));
    assertThat(end.details()).containsEntry("staleness-reads", 1000L);
  }

  @Test
  void progressSumsUpTheLastSecond() {
    VirtualRun run =
        run(self ->
                (node, key) ->
                    node == 0 ? self.now(Outcome.L1, key) : self.after(10 * MILLI, Outcome.L2, key))
            .run();

    Progress steady =
        run.progress.stream().filter(p -> p.phase().equals("steady")).findFirst().orElseThrow();
    assertThat(steady.phaseSeconds()).isEqualTo(2);
    assertThat(steady.achievedPerSecond()).isCloseTo(100, within(4.0));
    assertThat(steady.shares().values().stream().mapToDouble(d -> d).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(steady.p99Nanos() / 1e6).isCloseTo(10, within(0.02));
  }
}
