package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.history.HistoryLog;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.ValuesConfig;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.target.NoOpTarget;
import dev.cachebench.scenarios.variant.Variant;
import dev.cachebench.scenarios.workload.KeyNames;
import dev.cachebench.scenarios.workload.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Drives a target that does nothing, with the real driver, recorders and checker: what is left is
 * the benchmark itself. Confined to one thread.
 */
final class EmptyLoad {

  private static final int KEYS = 1024;
  private static final long LARGEST_VALUE = 1024;
  private static final int DIGITS = 3;

  /** Until the first request: what is made here for a load must not make that load's start late. */
  private static final long PREPARATION_NANOS = 10_000_000;

  private final Scenario scenario;
  private final LoadClock clock;
  private final KeyNames names = new KeyNames(KEYS);

  /**
   * Creates one.
   *
   * @param scenario whose seed, nodes and sizes of values it takes
   */
  EmptyLoad(Scenario scenario, LoadClock clock) {
    this.scenario = scenario;
    this.clock = clock;
  }

  /**
   * What was measured, ns.
   *
   * @param response from the intended start to the answer
   * @param service from the actual start to the answer
   * @param lag from the intended to the actual start
   */
  record Times(Histogram response, Histogram service, Histogram lag) {}

  /** Sends gets at a rate for a while. */
  Times drive(Rate rate, Duration length, Arrivals arrivals) {
    PhaseConfig phase = new PhaseConfig("preflight", length, new LoadModel.Open(rate, arrivals));
    Scenario mine = scenario(phase);
    OriginState state = new OriginState(KEYS, new ValueCodec(mine.values(), 0), clock::nanos);
    Schedule schedule = Schedule.of(mine);
    DriverSettings settings =
        DriverSettings.of("preflight", 1, clock.nanos() + PREPARATION_NANOS, mine.maxInFlight());
    SimulatedOrigin unused =
        new SimulatedOrigin(
            mine.origin(),
            0,
            state,
            names,
            new SimulatedOrigin.Timing(clock::nanos, (nanos, task) -> {}, Runnable::run));
    UnderTest under =
        new UnderTest(
            new NoOpTarget(names, state::value),
            unused,
            new ConsistencyChecker(state, names, 1, mine.nodes(), OptionalLong.empty()),
            names,
            new ExpiryProbe(schedule, settings, mine.nodes(), names),
            LifetimeProbe.off(),
            new ClockProbe(LifetimeProbe.off(), settings),
            HistoryLog.OFF,
            mine.nodes());
    LoadDriver driver = new LoadDriver(schedule, under, settings, clock);
    driver.run();
    Histogram[] series = {new Histogram(DIGITS), new Histogram(DIGITS), new Histogram(DIGITS)};
    int cell = Cell.number(Operation.GET, Outcome.L1);
    driver.recorders().each(0, recorder -> recorder.drain(cell, series));
    return new Times(series[0], series[1], series[2]);
  }

  private Scenario scenario(PhaseConfig phase) {
    DataSize size = new DataSize(Math.min(LARGEST_VALUE, scenario.values().max().bytes()));
    return Variant.of(scenario)
        .data(
            new KeysConfig(KEYS, new KeyDistribution.Uniform()),
            new ValuesConfig(size, size),
            new OperationWeights(1, 0, 0, 0))
        .warmup(Duration.ZERO)
        .only(phase)
        .undisturbed(List.of())
        .build();
  }
}
