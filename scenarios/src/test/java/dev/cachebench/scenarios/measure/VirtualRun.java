package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.history.HistoryLog;
import dev.cachebench.scenarios.machine.MachineMeter;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.testing.RecordingSink;
import dev.cachebench.scenarios.testing.VirtualClock;
import dev.cachebench.scenarios.workload.KeyNames;
import dev.cachebench.scenarios.workload.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** One arm on virtual time, driver and reporter on the test's thread. */
final class VirtualRun {

  static final long SECOND = 1_000_000_000L;
  static final long MILLI = 1_000_000L;
  static final long START = 3 * SECOND;

  final VirtualClock clock = new VirtualClock();
  final RecordingSink sink = new RecordingSink();
  final List<Progress> progress = new ArrayList<>();
  final KeyNames names;
  final OriginState state;
  final SimulatedOrigin origin;
  final ExpiryProbe probe;
  final FakeTarget target;
  final LoadDriver driver;
  private Consumer<String> invalidated = key -> {};
  final IntervalReporter reporter;

  VirtualRun(Scenario scenario, Duration drain, Function<VirtualRun, FakeTarget.Gets> gets) {
    this(scenario, drain, gets, HistoryLog.OFF);
  }

  VirtualRun(
      Scenario scenario,
      Duration drain,
      Function<VirtualRun, FakeTarget.Gets> gets,
      HistoryLog history) {
    Schedule schedule = Schedule.of(scenario);
    DriverSettings settings =
        new DriverSettings("tested", 1, START, scenario.maxInFlight(), drain, 1);
    names = new KeyNames(scenario.keys().count());
    state =
        new OriginState(
            scenario.keys().count(), new ValueCodec(scenario.values(), 1), clock::nanos);
    origin =
        new SimulatedOrigin(
            scenario.origin(),
            1,
            state,
            names,
            new SimulatedOrigin.Timing(clock::nanos, clock::after, Runnable::run));
    probe = new ExpiryProbe(schedule, settings, scenario.nodes(), names);
    origin.listen(probe);
    target = new FakeTarget(gets.apply(this));
    target.onInvalidate = invalidated;
    ConsistencyChecker checker =
        new ConsistencyChecker(
            state, names, schedule.phases().size(), scenario.nodes(), OptionalLong.of(SECOND));
    driver =
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
                history,
                scenario.nodes()),
            settings,
            clock);
    reporter = new IntervalReporter(driver, sink, progress::add, VirtualRun::nothing);
  }

  /** A machine of which nothing is known. */
  static MachineMeter.Reading nothing() {
    return new MachineMeter.Reading(Map.of(), List.of());
  }

  VirtualRun run() {
    return runThen(() -> {});
  }

  /** Runs, and does something when everything of the load has been collected. */
  VirtualRun runThen(Runnable afterwards) {
    clock.at(reporter.nextNanos(), this::tick);
    driver.run();
    reporter.collectLast();
    afterwards.run();
    reporter.finish("complete", "");
    return this;
  }

  private void tick() {
    reporter.collect();
    clock.at(reporter.nextNanos(), this::tick);
  }

  /** Lets the target hear of invalidations; call it while making its gets. */
  void onInvalidate(Consumer<String> hearer) {
    invalidated = hearer;
  }

  /** Returns the answer with the current value, at once. */
  CompletableFuture<Answer> now(Outcome outcome, String key) {
    return CompletableFuture.completedFuture(
        FakeTarget.answer(outcome, state.value(names.index(key))));
  }

  /** Returns the answer with the value that is current then. */
  CompletableFuture<Answer> at(long nanos, Outcome outcome, String key) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    clock.at(
        nanos, () -> answer.complete(FakeTarget.answer(outcome, state.value(names.index(key)))));
    return answer;
  }

  /** Returns the answer after a delay. */
  CompletableFuture<Answer> after(long nanos, Outcome outcome, String key) {
    return at(clock.nanos() + nanos, outcome, key);
  }
}
