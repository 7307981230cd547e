package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.abort.AbortWatch;
import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.machine.MachineMeter;
import dev.cachebench.scenarios.machine.PauseLog;
import dev.cachebench.scenarios.machine.RealTime;
import dev.cachebench.scenarios.measure.ClockProbe;
import dev.cachebench.scenarios.measure.DriverSettings;
import dev.cachebench.scenarios.measure.ExpiryProbe;
import dev.cachebench.scenarios.measure.HitTimer;
import dev.cachebench.scenarios.measure.IntervalReporter;
import dev.cachebench.scenarios.measure.LoadClock;
import dev.cachebench.scenarios.measure.LoadDriver;
import dev.cachebench.scenarios.measure.ParkingClock;
import dev.cachebench.scenarios.measure.Preflight;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.measure.UnderTest;
import dev.cachebench.scenarios.model.OriginSource;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.origin.OriginBackend;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.origin.OriginTimer;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.target.TargetEnvironment;
import dev.cachebench.scenarios.target.TargetListener;
import dev.cachebench.scenarios.target.UserClasses;
import dev.cachebench.scenarios.workload.KeyNames;
import dev.cachebench.scenarios.workload.PhaseSpan;
import dev.cachebench.scenarios.workload.Schedule;
import dev.cachebench.scenarios.workload.SeedFan;
import dev.cachebench.scenarios.workload.SettledPresence;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One arm: builds origin, target and load from the plan, runs them, reports. */
final class ArmRun {

  /** Between the end of the preload and the first slot: time for threads to be there. */
  private static final long LEAD_NANOS = 50_000_000;

  private final ArmPlan plan;
  private final ArmOutput output;
  private final Scenario scenario;
  private final TargetConfig config;
  private final RunClock runClock;
  private final LoadClock clock;
  private final ArmClocks clocks;
  private final GeneratorPriority priority;
  private volatile @Nullable LoadDriver driver;
  private @Nullable ArmNodes nodes;
  private final ToolRedis redis;
  private volatile boolean isStopped;
  private volatile @Nullable String failure;
  private volatile @Nullable String abortReason;

  ArmRun(ArmPlan plan, ArmOutput output) {
    this.plan = plan;
    this.output = output;
    this.redis = new ToolRedis(output);
    this.scenario = ScenarioReader.read("scenario.yaml", plan.scenario(), List.of());
    this.config = Objects.requireNonNull(scenario.target(plan.target()), plan.target());
    this.runClock = RunClock.joined(plan.runStartEpochMicros());
    this.clock = new ParkingClock(runClock::nanos);
    this.clocks = new ArmClocks(scenario, config, runClock, clock);
    this.priority =
        new GeneratorPriority(
            Schedule.of(scenario).phases(),
            Runtime.getRuntime().availableProcessors(),
            RealTime.ofSystem());
  }

  /** Ends the load early; {@link #run} then reports what there is and returns. */
  void stop() {
    isStopped = true;
    LoadDriver running = driver;
    if (running != null) {
      running.abort();
    }
  }

  /** Returns what hears the tool's answers about the server. */
  ToolRedis redis() {
    return redis;
  }

  /** Removes what the JVM has left on the disk. */
  void removeFiles() {
    PauseLog.remove(Path.of(plan.processes().pauseLog()));
  }

  void run() throws InterruptedException {
    redis.is(plan.processes().redis());
    KeyNames names = new KeyNames(scenario.keys().count());
    SeedFan seeds = new SeedFan(scenario.seed());
    ValueCodec codec = new ValueCodec(scenario.values(), seeds.seed(SeedFan.Stream.VALUES));
    OriginState state = new OriginState(names.count(), codec, clock::nanos);
    state.deleteShare(scenario.keys().absent(), seeds.seed(SeedFan.Stream.VALUES));
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(Threads.of("timer"));
    ExecutorService answers = Executors.newFixedThreadPool(1, Threads.of("origin"));
    try (UserClasses own = new UserClasses(plan.classPath().stream().map(Path::of).toList());
        OriginBackend backend = backend(own, names)) {
      SimulatedOrigin origin =
          new SimulatedOrigin(
              scenario.origin(),
              seeds.seed(SeedFan.Stream.LOADS),
              state,
              names,
              new SimulatedOrigin.Timing(clock::nanos, OriginTimer.of(timer), answers),
              backend);
      try (RedisAdmin admin = new RedisAdmin(plan.direct());
          ArmNodes made = nodes(environment(origin, seeds), own)) {
        nodes = made;
        CacheTarget target = made.target();
        target.listen(new Telling());
        ArmFaults faults =
            new ArmFaults(
                plan, scenario, clocks, new ArmFaults.Parts(redis, admin, made), new FaultsHeard());
        preload(target, names, state, faults);
        drive(target, origin, names, faults);
      }
    } finally {
      timer.shutdownNow();
      answers.shutdownNow();
    }
  }

  /** Asks a real origin once and connects to it, for a run without an origin measures nothing. */
  private @Nullable OriginBackend backend(UserClasses own, KeyNames names)
      throws InterruptedException {
    OriginSource source = scenario.origin().source();
    if (source == null) {
      return null;
    }
    int loads = scenario.origin().concurrency();
    OriginBackend backend = OriginBackend.open(source, loads, own.loader());
    try {
      long timeout = source.timeout().toNanos();
      backend.fetch(0, names.name(0)).toCompletableFuture().get(timeout, TimeUnit.NANOSECONDS);
      backend.prepare().toCompletableFuture().get(loads * timeout, TimeUnit.NANOSECONDS);
      return backend;
    } catch (ExecutionException | TimeoutException e) {
      backend.close();
      Throwable cause = e.getCause();
      String why = cause == null ? "it took too long" : String.valueOf(cause.getMessage());
      throw new EnvironmentException(
          "the origin does not answer for " + names.name(0) + ": " + why,
          "start it, and check its address, its query and its data");
    }
  }

  private ArmNodes nodes(TargetEnvironment environment, UserClasses own) {
    return scenario.hasProcessNodes()
        ? ArmNodes.apart(plan, environment)
        : ArmNodes.inside(config, environment, own);
  }

  private TargetEnvironment environment(SimulatedOrigin origin, SeedFan seeds) {
    return new TargetEnvironment(
        scenario.nodes(),
        plan.redis(),
        plan.keyPrefix(),
        origin,
        clocks::wallMillis,
        seeds.seed(SeedFan.Stream.VALUES, 1));
  }

  private void preload(CacheTarget target, KeyNames names, OriginState state, ArmFaults faults)
      throws InterruptedException {
    Map<String, Object> details = new HashMap<>(Map.of("redis", plan.redisVersion()));
    target.stalenessBoundNanos().ifPresent(bound -> details.put("bound-nanos", bound));
    event("arm-start", details);
    preflight();
    new Rehearsal(target, scenario.nodes(), names, state).run(clock::nanos);
    faults.expireL2();
    target.expireL1();
    double start = runClock.seconds();
    int entries = new Preload(scenario.preload(), names, state, presence()).fill(target);
    event("preload", Map.of("entries", entries, "seconds", runClock.seconds() - start));
  }

  private IntToDoubleFunction presence() {
    return scenario.preload().ages() == PreloadConfig.Ages.SETTLED
        ? SettledPresence.of(scenario, config.cache())::of
        : key -> 1;
  }

  private void hits(CacheTarget target, KeyNames names) {
    // Without an L1 each key that is looked for would be a load of the origin.
    if (isStopped || !config.cache().l1().enabled()) {
      return;
    }
    Map<String, Object> times = new HitTimer(target, names, clock::nanos).time();
    if (!times.isEmpty()) {
      event("hit-time", times);
    }
  }

  private void preflight() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    priority.begin();
    Preflight.Result found = new Preflight(scenario, clock, threads::getCurrentThreadCpuTime).run();
    priority.end();
    Map<String, Object> details = new LinkedHashMap<>(priority.details());
    details.put("cost-nanos", found.costNanos());
    details.put("response-p50-nanos", found.response().getValueAtPercentile(50));
    details.put("response-p90-nanos", found.response().getValueAtPercentile(90));
    details.put("response-p99-nanos", found.response().getValueAtPercentile(99));
    details.put("response-mean-nanos", found.response().getMean());
    if (found.rate() > 0) {
      details.put("rate", found.rate());
      details.put("lag-p99-nanos", found.lagP99Nanos());
      details.put("sustained-rate", found.sustainedRate());
    }
    event("preflight", details);
  }

  private void drive(CacheTarget target, SimulatedOrigin origin, KeyNames names, ArmFaults faults)
      throws InterruptedException {
    try (ArmHistory history = new ArmHistory(plan, scenario.history(), names)) {
      history.begin(origin.state());
      drive(target, origin, names, faults, history);
    }
  }

  private void drive(
      CacheTarget target,
      SimulatedOrigin origin,
      KeyNames names,
      ArmFaults faults,
      ArmHistory history)
      throws InterruptedException {
    // What lives on from here need not be copied while requests are measured.
    System.gc();
    // Before the start is set: to get the priority takes as long as starting a program.
    priority.begin();
    Schedule schedule = Schedule.of(scenario);
    ConsistencyChecker checker =
        new ConsistencyChecker(
            origin.state(),
            names,
            schedule.phases().size(),
            scenario.nodes(),
            target.stalenessBoundNanos());
    DriverSettings settings =
        DriverSettings.of(
            config.name(), plan.round(), clock.nanos() + LEAD_NANOS, scenario.maxInFlight());
    ExpiryProbe probe = new ExpiryProbe(schedule, settings, scenario.nodes(), names);
    origin.listen(probe);
    ClockProbe moves = clocks.probe(settings);
    UnderTest under =
        new UnderTest(
            target,
            origin,
            checker,
            names,
            probe,
            clocks.lifetimes(),
            moves,
            history.log(),
            scenario.nodes());
    LoadDriver load = new LoadDriver(schedule, under, settings, clock);
    driver = load;
    if (isStopped) {
      load.abort();
    }
    AbortWatch watch =
        new AbortWatch(
            new AbortWatch.Arm(config.name(), plan.round()),
            scenario.abortWhen(),
            output,
            clock,
            this::abort);
    IntervalReporter reporter =
        new IntervalReporter(
            load, watch, watch.andThen(new ProgressFeed(schedule, output)), machine()::take);
    Thread reporting = Threads.of("reporter").newThread(reporter::runUntilStopped);
    reporting.setUncaughtExceptionHandler((thread, error) -> reporterFailed(error));
    reporting.start();
    try {
      faults.strikeDuring(load, settings, under);
    } finally {
      priority.end();
    }
    reporter.stop();
    reporting.join();
    reporter.collectLast();
    hits(target, names);
    history.check(
        target.stalenessBoundNanos(),
        schedule.phases().stream().map(PhaseSpan::name).toList(),
        runClock,
        output);
    finish(reporter);
  }

  private MachineMeter machine() {
    Map<String, Supplier<OptionalLong>> processes =
        new HashMap<>(Objects.requireNonNull(nodes, "nodes").ids());
    processes.put("redis", redis::processId);
    processes.put("tool", () -> OptionalLong.of(plan.processes().tool()));
    return new MachineMeter(
        new MachineMeter.Sources(
            Path.of("/proc"),
            Path.of("/sys/fs/cgroup"),
            Runtime.getRuntime().availableProcessors(),
            new PauseLog(Path.of(plan.processes().pauseLog()), runClock.zeroNanos()),
            processes));
  }

  private void finish(IntervalReporter reporter) {
    String why = failure;
    if (why == null) {
      String reason = abortReason;
      String status = reason != null ? "aborted" : isStopped ? "interrupted" : "complete";
      reporter.finish(status, reason == null ? "" : reason);
      return;
    }
    // Figures of a run whose faults or rows are missing must not be judged.
    reporter.finish("failed", why);
    output.failure(new ArmFailure(false, why, "see the end of cachebench.log"));
  }

  /** Ends the load, and says why in the end. */
  private void abort(String reason) {
    abortReason = reason;
    stop();
  }

  private void reporterFailed(Throwable error) {
    error.printStackTrace();
    failure = "the reporter failed: " + error;
    stop();
  }

  /** Writes what a target tells as events. */
  private final class Telling implements TargetListener {

    @Override
    public void breakerChanged(int node, String state) {
      event("breaker", Map.of("node", node, "state", state));
    }

    @Override
    public void healthChanged(int node, String l2) {
      event("health", Map.of("node", node, "l2", l2));
    }
  }

  /** Writes what faults tell as events, and keeps it when one fails. */
  private final class FaultsHeard implements ArmFaults.Listener {

    @Override
    public void event(String name, Map<String, Object> details) {
      ArmRun.this.event(name, details);
    }

    @Override
    public void failed(String why) {
      failure = why;
    }
  }

  private void event(String name, Map<String, Object> details) {
    output.event(
        new RunEvent(runClock.seconds(), plan.round(), config.name(), name, null, details));
  }
}
