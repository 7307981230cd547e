package dev.cachebench.scenarios.measure;

import static dev.cachebench.scenarios.measure.VirtualRun.MILLI;
import static dev.cachebench.scenarios.measure.VirtualRun.SECOND;
import static dev.cachebench.scenarios.measure.VirtualRun.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.testing.LoadScenarios;
import dev.cachebench.scenarios.workload.Schedule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadDriverTest {

  private static final Duration DRAIN = Duration.ofHours(1);

  private static LoadScenarios tenSeconds() {
    return LoadScenarios.scenario().phase("steady", Duration.ofSeconds(10));
  }

  /**
   * The exact case of coordinated omission: 100 s at 1 ms and 100/s, then one stall of 100 s. A
   * closed generator would record 10,001 samples with a mean of 11 ms.
   */
  @Test
  void aStallIsMeasuredByEveryCallerItDelays() {
    long stall = START + 100 * SECOND;
    long over = START + 200 * SECOND;
    VirtualRun run =
        new VirtualRun(
                LoadScenarios.scenario()
                    .maxInFlight(20_000)
                    .phase("all", Duration.ofSeconds(200))
                    .build(),
                DRAIN,
                self ->
                    (node, key) ->
                        self.clock.nanos() < stall
                            ? self.after(MILLI, Outcome.L2, key)
                            : self.at(over, Outcome.L2, key))
            .run();

    Histogram times = run.sink.histogram("all", Operation.GET, Outcome.L2, Series.RESPONSE_TIME);

    assertThat(times.getTotalCount()).isEqualTo(20_000);
    assertThat(run.sink.sum("all", "response-time.get.l2") / 20_000.0 / SECOND)
        .isCloseTo(25.0, within(0.01));
    assertThat(times.getValueAtPercentile(75) / 1e9).isCloseTo(50, within(0.1));
    assertThat(times.getValueAtPercentile(99) / 1e9).isCloseTo(98, within(0.1));
    assertThat(times.getValueAtPercentile(49) / 1e6).isCloseTo(1, within(0.001));
    assertThat(run.sink.max("in-flight")).isEqualTo(10_000);
  }

  @Test
  void aStalledGeneratorChargesItsLatenessToTheResponseAndShedsWhatIsTooLate() {
    VirtualRun run =
        new VirtualRun(
                LoadScenarios.scenario().phase("steady", Duration.ofSeconds(30)).build(),
                DRAIN,
                self ->
                    (node, key) -> {
                      if (self.clock.nanos() == START + 2 * SECOND) {
                        self.clock.jumpTo(START + 17 * SECOND);
                      }
                      return self.now(Outcome.L1, key);
                    })
            .run();

    long shed = run.sink.count("steady", "shed");
    assertThat(shed).isEqualTo(499);
    assertThat(run.sink.count("steady", "offered")).isEqualTo(3000);
    assertThat(run.sink.count("steady", "get.l1")).isEqualTo(3000 - shed);
    Histogram lag = run.sink.histogram("steady", Operation.GET, Outcome.L1, Series.SCHEDULE_LAG);
    assertThat(lag.getTotalCount()).isEqualTo(3000 - shed);
    assertThat(lag.getMaxValue() / 1e9).isCloseTo(10, within(0.01));
    assertThat(run.sink.events("generator"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.details())
                  .containsEntry("slots", 3000 - shed)
                  .containsEntry("late", 1000L);
              assertThat((long) event.details().get("lag-max-nanos") / 1e9)
                  .isCloseTo(10, within(0.01));
            });
  }

  @Test
  void anAnswerAfterHalfAnHourIsRecordedAsSuch() {
    VirtualRun run =
        new VirtualRun(
                LoadScenarios.scenario().phase("steady", Duration.ofMillis(10)).build(),
                DRAIN,
                self -> (node, key) -> self.after(1800 * SECOND, Outcome.ORIGIN, key))
            .run();

    Histogram times =
        run.sink.histogram("steady", Operation.GET, Outcome.ORIGIN, Series.RESPONSE_TIME);
    assertThat(times.getTotalCount()).isEqualTo(1);
    assertThat(times.getMaxValue() / 1e9).isCloseTo(1800, within(2.0));
    assertThat(run.sink.sum("steady", "response-time.get.origin")).isEqualTo(1800 * SECOND);
  }

  @Test
  void slotsBeyondMaxInFlightAreRefusedAndCountAsErrors() {
    VirtualRun run =
        new VirtualRun(
                tenSeconds().maxInFlight(10).build(),
                DRAIN,
                self -> (node, key) -> self.after(SECOND, Outcome.ORIGIN, key))
            .run();

    long refused = run.sink.count("steady", "refused");
    assertThat(refused).isEqualTo(900);
    assertThat(run.sink.count("steady", "get.error")).isEqualTo(refused);
    assertThat(run.sink.count("steady", "get.origin")).isEqualTo(100);
    assertThat(
            run.sink
                .histogram("steady", Operation.GET, Outcome.ERROR, Series.SERVICE_TIME)
                .getMaxValue())
        .isZero();
    assertThat(run.sink.max("in-flight")).isEqualTo(10);
  }

  @Test
  void errorsAreRecordedWhenTheCallerGotThem() {
    VirtualRun run =
        new VirtualRun(
                tenSeconds().build(),
                DRAIN,
                self ->
                    (node, key) -> {
                      CompletableFuture<dev.cachebench.scenarios.target.Answer> answer =
                          new CompletableFuture<>();
                      self.clock.after(
                          70 * MILLI,
                          () -> answer.completeExceptionally(new IllegalStateException("gone")));
                      return answer;
                    })
            .run();

    assertThat(run.sink.count("steady", "get.error")).isEqualTo(1000);
    assertThat(run.sink.sum("steady", "response-time.get.error")).isEqualTo(1000 * 70 * MILLI);
  }

  @Test
  void aTargetThatThrowsIsAnError() {
    VirtualRun run =
        new VirtualRun(
                tenSeconds().build(),
                DRAIN,
                self ->
                    (node, key) -> {
                      throw new IllegalStateException("broken");
                    })
            .run();

    assertThat(run.sink.count("steady", "get.error")).isEqualTo(1000);
  }

  @Test
  void callsThatStayOpenEndAsErrorsWithTheirTimeSoFar() {
    VirtualRun run =
        new VirtualRun(
                tenSeconds().build(),
                Duration.ofSeconds(5),
                self -> (node, key) -> new CompletableFuture<>())
            .run();

    assertThat(run.sink.count("steady", "get.error")).isEqualTo(1000);
    Histogram times =
        run.sink.histogram("steady", Operation.GET, Outcome.ERROR, Series.SERVICE_TIME);
    assertThat(times.getMaxValue() / 1e9).isCloseTo(15, within(0.02));
    assertThat(times.getMinValue() / 1e9).isCloseTo(5.01, within(0.01));
  }

  @Test
  void writesCommitAtTheOriginFirst() {
    VirtualRun run =
        new VirtualRun(
                tenSeconds().operations(1, 1, 1, 1).build(),
                DRAIN,
                self -> (node, key) -> self.now(Outcome.ORIGIN, key))
            .run();

    long puts = run.sink.count("steady", "put.ok");
    long others = run.sink.count("steady", "update.ok") + run.sink.count("steady", "delete.ok");
    assertThat(run.target.puts).isEqualTo((int) puts).isGreaterThan(200);
    assertThat(run.target.invalidations).isEqualTo((int) others).isGreaterThan(400);
    long versions = 0;
    for (int key = 0; key < 1000; key++) {
      versions += run.state.currentVersion(key) - 1;
    }
    assertThat(versions).isEqualTo(puts + others);
    assertThat(run.sink.count("steady", "wrong-values")).isZero();
  }

  @Test
  void aClosedUserWaitsForItsAnswerAndThinks() {
    VirtualRun run =
        new VirtualRun(
                LoadScenarios.scenario()
                    .load(new LoadModel.Closed(4, Duration.ofMillis(30)))
                    .phase("closed", Duration.ofSeconds(10))
                    .build(),
                DRAIN,
                self -> (node, key) -> self.after(20 * MILLI, Outcome.ORIGIN, key))
            .run();

    assertThat(run.sink.count("closed", "get.origin")).isEqualTo(4 * 200);
    assertThat(run.sink.sum("closed", "response-time.get.origin")).isEqualTo(4 * 200 * 20 * MILLI);
    assertThat(run.sink.max("in-flight")).isEqualTo(4);
    assertThat(run.driver.slots()).isEqualTo(800);
  }

  @Test
  void closedAndOpenPhasesMayFollowEachOther() {
    VirtualRun run =
        new VirtualRun(
                LoadScenarios.scenario()
                    .phase("open", Duration.ofSeconds(2))
                    .load(new LoadModel.Closed(2, Duration.ZERO))
                    .phase("closed", Duration.ofSeconds(2))
                    .load(new LoadModel.None())
                    .phase("silent", Duration.ofSeconds(2))
                    .load(LoadScenarios.open(50, Arrivals.CONSTANT))
                    .phase("again", Duration.ofSeconds(2))
                    .build(),
                DRAIN,
                self -> (node, key) -> self.after(100 * MILLI, Outcome.ORIGIN, key))
            .run();

    assertThat(run.sink.count("open", "get.origin")).isEqualTo(200);
    assertThat(run.sink.count("closed", "get.origin")).isEqualTo(40);
    assertThat(run.sink.count("silent", "offered")).isZero();
    assertThat(run.sink.count("again", "get.origin")).isEqualTo(100);
  }

  @Test
  void everySlotEndsInOneOutcomeOrShed() {
    VirtualRun run =
        new VirtualRun(
                tenSeconds()
                    .nodes(4)
                    .operations(8, 1, 1, 0)
                    .maxInFlight(20)
                    .load(LoadScenarios.open(500, Arrivals.POISSON))
                    .phase("more", Duration.ofSeconds(5))
                    .build(),
                DRAIN,
                self ->
                    (node, key) ->
                        node == 0
                            ? self.now(Outcome.L1, key)
                            : self.after(node * 25 * MILLI, Outcome.L2, key))
            .run();

    long ended = 0;
    for (Operation operation : Operation.values()) {
      for (Outcome outcome : Outcome.values()) {
        ended += run.sink.count("", operation.word() + "." + outcome.word());
      }
    }
    assertThat(ended + run.sink.count("", "shed"))
        .isEqualTo(run.sink.count("", "offered"))
        .isEqualTo(run.driver.slots());
    assertThat(run.sink.count("", "refused")).isPositive();
  }

  @Test
  void anAbortShedsWhatWasDueAndOffersNoMore() {
    VirtualRun run =
        new VirtualRun(
            tenSeconds().build(), DRAIN, self -> (node, key) -> self.now(Outcome.L1, key));
    run.clock.at(START + 4 * SECOND + MILLI, run.driver::abort);
    run.run();

    assertThat(run.sink.count("steady", "get.l1")).isEqualTo(401);
    assertThat(run.sink.count("steady", "offered") - run.sink.count("steady", "shed"))
        .isEqualTo(401);
    assertThat(run.sink.count("steady", "shed")).isLessThanOrEqualTo(1);
  }

  @Test
  void theHashIsTheSchedulesWhateverTheTargetDid() {
    LoadScenarios scenario = tenSeconds().operations(9, 1, 0, 0);
    String expected = Schedule.of(scenario.build()).hash();

    VirtualRun fast =
        new VirtualRun(scenario.build(), DRAIN, self -> (node, key) -> self.now(Outcome.L1, key))
            .run();
    VirtualRun slow =
        new VirtualRun(
                scenario.build(), Duration.ZERO, self -> (node, key) -> new CompletableFuture<>())
            .run();

    assertThat(fast.driver.scheduleHash()).isEqualTo(expected);
    assertThat(slow.driver.scheduleHash()).isEqualTo(expected);
  }
}
