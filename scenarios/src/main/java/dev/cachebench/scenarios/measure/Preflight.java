package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.check.ValueCodec;
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
import dev.cachebench.scenarios.workload.KeyNames;
import dev.cachebench.scenarios.workload.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Finds out, with a target that does nothing, what the benchmark itself costs on this machine, and
 * whether it can start requests as often as it is going to. The driver, its recorders and the
 * checker are the real ones.
 *
 * <p>Takes 1.5 s; up to 3 s when the rate is too high for this machine. Confined to one thread.
 */
public final class Preflight {

  private static final int KEYS = 1024;
  private static final long LARGEST_VALUE = 1024;
  private static final int BURST = 50_000;
  private static final int BURSTS = 4;
  private static final Duration STEADY = Duration.ofMillis(1200);
  private static final Duration TRY = Duration.ofMillis(500);
  private static final int TRIES = 3;
  private static final int DIGITS = 3;

  /** p99 of the schedule lag up to which a rate counts as sustained, ns. */
  private static final long LAG_LIMIT_NANOS = 1_000_000;

  private final Scenario scenario;
  private final LoadClock clock;
  private final LongSupplier cpuNanos;
  private final KeyNames names = new KeyNames(KEYS);

  /**
   * Creates one.
   *
   * @param scenario whose load is to come
   * @param clock real time
   * @param cpuNanos processor time of the calling thread, ns
   */
  public Preflight(Scenario scenario, LoadClock clock, LongSupplier cpuNanos) {
    this.scenario = scenario;
    this.clock = clock;
    this.cpuNanos = cpuNanos;
  }

  /**
   * What was found.
   *
   * @param costNanos processor time of one request on the generator's thread, its recording and
   *     checking included, when it has no time to wait
   * @param rate the highest rate of an open phase, per second; 0 when there is none
   * @param lagP99Nanos p99 of the schedule lag at that rate
   * @param sustainedRate a rate at which that stays below 1 ms: the one asked for, or the first of
   *     its half, quarter and eighth; 0 when none does
   * @param response response times of requests that cost nothing, at that rate, ns
   */
  public record Result(
      double costNanos, double rate, long lagP99Nanos, double sustainedRate, Histogram response) {}

  /** Runs it. */
  public Result run() {
    double cost = 0;
    for (int i = 0; i < BURSTS; i++) {
      long before = cpuNanos.getAsLong();
      drive(new Rate(1e9), Duration.ofNanos(BURST), Arrivals.CONSTANT);
      cost = (double) (cpuNanos.getAsLong() - before) / BURST;
    }
    double rate = highestRate();
    if (rate == 0) {
      Histogram[] closed = drive(new Rate(1000), TRY, Arrivals.CONSTANT);
      return new Result(cost, 0, 0, 0, closed[1]);
    }
    Histogram[] measured = drive(new Rate(rate), STEADY, Arrivals.POISSON);
    long lag = measured[2].getValueAtPercentile(99);
    return new Result(
        cost, rate, lag, lag <= LAG_LIMIT_NANOS ? rate : sustained(rate), measured[0]);
  }

  private double highestRate() {
    double highest = 0;
    for (PhaseConfig phase : scenario.phases()) {
      if (phase.load() instanceof LoadModel.Open open) {
        highest = Math.max(highest, open.rate().perSecond());
      }
    }
    return highest;
  }

  private double sustained(double rate) {
    double tried = rate;
    for (int i = 0; i < TRIES; i++) {
      tried /= 2;
      Histogram[] measured = drive(new Rate(tried), TRY, Arrivals.POISSON);
      if (measured[2].getValueAtPercentile(99) <= LAG_LIMIT_NANOS) {
        return tried;
      }
    }
    return 0;
  }

  /** Returns the histograms of the series, in their order. */
  private Histogram[] drive(Rate rate, Duration length, Arrivals arrivals) {
    PhaseConfig phase = new PhaseConfig("preflight", length, new LoadModel.Open(rate, arrivals));
    Scenario mine = scenario(phase);
    OriginState state = new OriginState(KEYS, new ValueCodec(mine.values(), 0), clock::nanos);
    Schedule schedule = Schedule.of(mine);
    DriverSettings settings =
        DriverSettings.of("preflight", 1, clock.nanos() + 1_000_000, mine.maxInFlight());
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
            mine.nodes());
    LoadDriver driver = new LoadDriver(schedule, under, settings, clock);
    driver.run();
    Histogram[] series = {new Histogram(DIGITS), new Histogram(DIGITS), new Histogram(DIGITS)};
    int cell = Cell.number(Operation.GET, Outcome.L1);
    driver.recorders().each(0, recorder -> recorder.drain(cell, series));
    return series;
  }

  private Scenario scenario(PhaseConfig phase) {
    DataSize size = new DataSize(Math.min(LARGEST_VALUE, scenario.values().max().bytes()));
    return new Scenario(
        scenario.name(),
        "",
        "",
        scenario.seed(),
        scenario.redis(),
        scenario.proxy(),
        scenario.nodes(),
        scenario.nodeIsolation(),
        scenario.origin(),
        new KeysConfig(KEYS, new KeyDistribution.Uniform()),
        new ValuesConfig(size, size),
        new OperationWeights(1, 0, 0, 0),
        scenario.targets(),
        phase.load(),
        scenario.maxInFlight(),
        scenario.preload(),
        Duration.ZERO,
        List.of(phase),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
