package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Finds out, with a target that does nothing, what the benchmark itself costs on this machine, and
 * whether it can start requests as often as it is going to. The driver, its recorders and the
 * checker are the real ones.
 *
 * <p>Takes 1.5 s; up to 3 s when the rate is too high for this machine. Confined to one thread.
 */
public final class Preflight {

  private static final int BURST = 50_000;
  private static final int BURSTS = 4;
  private static final Duration STEADY = Duration.ofMillis(400);
  private static final int STEADIES = 3;
  private static final Duration TRY = Duration.ofMillis(500);
  private static final int TRIES = 3;

  /** p99 of the schedule lag up to which a rate counts as sustained, ns. */
  static final long LAG_LIMIT_NANOS = 1_000_000;

  private final Scenario scenario;
  private final EmptyLoad load;
  private final LongSupplier cpuNanos;

  /**
   * Creates one.
   *
   * @param scenario whose load is to come
   * @param clock real time
   * @param cpuNanos processor time of the calling thread, ns
   */
  public Preflight(Scenario scenario, LoadClock clock, LongSupplier cpuNanos) {
    this.scenario = scenario;
    this.load = new EmptyLoad(scenario, clock);
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
      load.drive(new Rate(1e9), Duration.ofNanos(BURST), Arrivals.CONSTANT);
      cost = (double) (cpuNanos.getAsLong() - before) / BURST;
    }
    double rate = highestRate();
    if (rate == 0) {
      EmptyLoad.Times closed = load.drive(new Rate(1000), TRY, Arrivals.CONSTANT);
      return new Result(cost, 0, 0, 0, closed.service());
    }
    EmptyLoad.Times measured = steady(rate);
    long lag = lagP99(measured);
    return new Result(
        cost, rate, lag, lag <= LAG_LIMIT_NANOS ? rate : sustained(rate), measured.response());
  }

  /**
   * Returns the middle one of three loads: one stall of the machine is no cost of the benchmark.
   */
  private EmptyLoad.Times steady(double rate) {
    return Stream.generate(() -> load.drive(new Rate(rate), STEADY, Arrivals.POISSON))
        .limit(STEADIES)
        .sorted(Comparator.comparingLong(Preflight::lagP99))
        .toList()
        .get(STEADIES / 2);
  }

  private static long lagP99(EmptyLoad.Times times) {
    return times.lag().getValueAtPercentile(99);
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
      EmptyLoad.Times measured = load.drive(new Rate(tried), TRY, Arrivals.POISSON);
      if (lagP99(measured) <= LAG_LIMIT_NANOS) {
        return tried;
      }
    }
    return 0;
  }
}
