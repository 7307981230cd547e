package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.history.HistoryLog;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.origin.OriginTimer;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.testing.LoadScenarios;
import dev.cachebench.scenarios.testing.RecordingSink;
import dev.cachebench.scenarios.workload.KeyNames;
import dev.cachebench.scenarios.workload.Schedule;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real time and real threads: two generators, answers on four threads, a reporter beside. */
class LoadDriverIT {

  private final long zero = System.nanoTime();
  private final ParkingClock clock = new ParkingClock(() -> System.nanoTime() - zero);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService completions = Executors.newFixedThreadPool(4);
  private final RecordingSink sink = new RecordingSink();
  private final Map<String, byte[]> cached = new ConcurrentHashMap<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
    completions.shutdownNow();
  }

  @Test
  void losesNothingBetweenThreads() throws InterruptedException {
    Scenario scenario =
        LoadScenarios.scenario()
            .nodes(4)
            .keys(5000, new KeyDistribution.Zipfian(0.9))
            .operations(95, 5, 0, 0)
            .load(LoadScenarios.open(3000, Arrivals.POISSON))
            .phase("open", Duration.ofSeconds(2))
            .load(new LoadModel.Closed(16, Duration.ofMillis(1)))
            .phase("closed", Duration.ofSeconds(1))
            .build();

    LoadDriver driver = drive(scenario);

    assertThat(driver.scheduleHash()).isEqualTo(Schedule.of(scenario).hash());
    assertThat(sink.count("", "offered")).isEqualTo(driver.slots()).isGreaterThan(6000);
    assertThat(sink.count("", "wrong-values")).isZero();
    long ended = 0;
    for (Operation operation : Operation.values()) {
      for (Outcome outcome : Outcome.values()) {
        ended += agreed(operation, outcome);
      }
    }
    assertThat(ended + sink.count("", "shed")).isEqualTo(driver.slots());
    assertThat(sink.events("phase-end")).hasSize(2);
  }

  /** Returns the count of the rows, once every series' histograms have shown the same. */
  private long agreed(Operation operation, Outcome outcome) {
    long count = 0;
    for (String phase : new String[] {"open", "closed"}) {
      long rows = sink.count(phase, operation.word() + "." + outcome.word());
      for (Series series : Series.values()) {
        assertThat(sink.histogram(phase, operation, outcome, series).getTotalCount())
            .isEqualTo(rows);
      }
      count += rows;
    }
    return count;
  }

  private LoadDriver drive(Scenario scenario) throws InterruptedException {
    Schedule schedule = Schedule.of(scenario);
    DriverSettings settings =
        new DriverSettings("real", 1, clock.nanos() + 50_000_000, 1000, Duration.ofSeconds(10), 2);
    KeyNames names = new KeyNames(scenario.keys().count());
    OriginState state =
        new OriginState(names.count(), new ValueCodec(scenario.values(), 1), clock::nanos);
    SimulatedOrigin origin =
        new SimulatedOrigin(
            scenario.origin(),
            1,
            state,
            names,
            new SimulatedOrigin.Timing(clock::nanos, OriginTimer.of(timer), completions));
    ExpiryProbe probe = new ExpiryProbe(schedule, settings, 4, names);
    origin.listen(probe);
    ConsistencyChecker checker = new ConsistencyChecker(state, names, 2, 4, OptionalLong.empty());
    FakeTarget target = new FakeTarget((node, key) -> get(origin, key));
    LoadDriver driver =
        new LoadDriver(
            schedule,
            new UnderTest(
                target,
                origin,
                checker,
                names,
                probe,
                LifetimeProbe.off(),
                new ClockProbe(LifetimeProbe.off(), settings),
                HistoryLog.OFF,
                4),
            settings,
            clock);
    run(driver);
    return driver;
  }

  private void run(LoadDriver driver) throws InterruptedException {
    IntervalReporter reporter =
        new IntervalReporter(driver, sink, progress -> {}, VirtualRun::nothing);
    Thread reporting = new Thread(reporter::runUntilStopped, "reporter");
    reporting.start();
    driver.run();
    reporter.stop();
    reporting.join();
    reporter.finish("complete", "");
  }

  private CompletableFuture<Answer> get(SimulatedOrigin origin, String key) {
    byte[] value = cached.get(key);
    if (value != null && cached.size() % 3 != 0) {
      return CompletableFuture.completedFuture(new Answer(Outcome.L1, value, false));
    }
    return origin
        .load(key)
        .thenApply(
            loaded -> {
              cached.put(key, loaded);
              return new Answer(Outcome.ORIGIN, loaded, false);
            });
  }
}
