package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmPlan;
import dev.cachebench.scenarios.arm.ArmProcess;
import dev.cachebench.scenarios.arm.ArmProxy;
import dev.cachebench.scenarios.fault.network.ProxiedRedis;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.OwnRedis;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.redis.RedisControl;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisProbe;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.result.RunWriter;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario: each target alone, in a JVM of its own, against an empty Redis, with the same
 * schedule; everything they report goes into the run directory as it comes.
 *
 * <p>{@link #run} once; {@link #interrupt} from any thread.
 */
public final class ScenarioRunner {

  /** What starting a server and a JVM and stopping them again takes, roughly. */
  private static final Duration ARM_OVERHEAD = Duration.ofSeconds(6);

  private final Scenario scenario;
  private final RunOptions options;
  private final RunListener listener;
  private final RunDirectory directory;
  private final Path log;
  private final RunRedis servers;
  private volatile boolean isInterrupted;
  private boolean isAborted;
  private volatile @Nullable ArmProcess current;

  /**
   * Creates a runner for one run.
   *
   * @param scenario what to run
   * @param options how
   * @param listener hears how it goes
   */
  public ScenarioRunner(Scenario scenario, RunOptions options, RunListener listener) {
    this.scenario = scenario;
    this.options = options;
    this.listener = listener;
    this.directory = new RunDirectory(options.directory());
    this.log = directory.path(RunFile.LOG);
    this.servers = new RunRedis(scenario, log);
  }

  /**
   * Runs every arm.
   *
   * @return whether the run was complete, that is, neither interrupted nor aborted
   * @throws EnvironmentException if this machine or the external Redis cannot do it
   */
  public boolean run() throws IOException {
    RunEnvironment.require(scenario);
    RunClock clock = RunClock.start();
    String text = ScenarioWriter.write(scenario);
    String redisVersion = redisVersion();
    List<ArmId> arms =
        ArmOrder.of(
            scenario.targets().stream().map(TargetConfig::name).toList(),
            options.rounds(),
            scenario.seed());
    try (RunWriter writer = new RunWriter(directory, clock.startEpochMicros() / 1e6);
        RunProxy proxy = RunProxy.of(scenario)) {
      writer.write(RunFile.SCENARIO, text);
      writer.write(
          RunFile.ENVIRONMENT,
          JsonLines.encode(RunEnvironment.describe(options, scenario, text, redisVersion, clock))
              + "\n");
      writer.event(
          event(clock, "run-start", Map.of("scenario", scenario.name(), "seed", scenario.seed())));
      listener.runStarted(new RunPlan(scenario, redisVersion, arms, expected(arms.size())));
      for (ArmId arm : arms) {
        if (!isInterrupted && !isAborted) {
          runArm(arm, new ArmTools(text, redisVersion, writer, clock, proxy));
        }
      }
      String status = isInterrupted ? "interrupted" : isAborted ? ArmRecorder.ABORTED : "complete";
      writer.event(event(clock, "run-end", Map.of("status", status)));
    }
    return !isInterrupted && !isAborted;
  }

  /** Stops the arm that runs, keeps what it has measured, and starts no further one. */
  public void interrupt() {
    isInterrupted = true;
    ArmProcess arm = current;
    if (arm != null) {
      arm.stop();
    }
  }

  private String redisVersion() throws IOException {
    RedisEndpoint external = options.external();
    if (external != null) {
      RedisProbe.Server server = RedisProbe.probe(external);
      return server.name() + " " + server.version();
    }
    try (OwnRedis redis = servers.start(null)) {
      return redis.version();
    }
  }

  private Duration expected(int arms) {
    return scenario.warmup().plus(scenario.measuredTime()).plus(ARM_OVERHEAD).multipliedBy(arms);
  }

  /** What every arm is run with. */
  private record ArmTools(
      String text, String redisVersion, RunWriter writer, RunClock clock, RunProxy proxy) {}

  private void runArm(ArmId arm, ArmTools tools) throws IOException {
    listener.armStarted(arm);
    RedisEndpoint external = options.external();
    if (external == null) {
      try (OwnRedis redis = servers.start(tools.proxy().container())) {
        throughProxy(arm, tools, redis.endpoint(), "cb:", redis);
      }
      return;
    }
    String prefix = "cachebench:" + randomId() + ":";
    try {
      throughProxy(arm, tools, external, prefix, null);
    } finally {
      try (RedisAdmin admin = new RedisAdmin(external)) {
        admin.remove(prefix);
      }
    }
  }

  private void throughProxy(
      ArmId arm, ArmTools tools, RedisEndpoint redis, String prefix, @Nullable OwnRedis own)
      throws IOException {
    URI api = tools.proxy().api();
    if (api == null) {
      follow(arm, tools, new Backend(redis, null, prefix, own));
      return;
    }
    String name = tools.proxy().isOwn() ? "redis" : "cachebench-" + randomId();
    try (ProxiedRedis proxied = tools.proxy().open(name, redis)) {
      ArmProxy proxy = new ArmProxy(api, name, redis);
      follow(arm, tools, new Backend(proxied.endpoint(), proxy, prefix, own));
    }
  }

  /**
   * The Redis of an arm.
   *
   * @param redis where the target reaches it
   * @param proxy what stands before it; null when nothing does
   * @param prefix of the arm's keys
   * @param own its process; null when it is somebody else's
   */
  private record Backend(
      RedisEndpoint redis, @Nullable ArmProxy proxy, String prefix, @Nullable OwnRedis own) {

    RedisControl control() {
      return own == null ? new ForeignRedis() : own;
    }
  }

  private ArmPlan plan(ArmId arm, ArmTools tools, Backend backend, Path pauses) {
    OptionalLong process = backend.control().processId();
    return new ArmPlan(
        tools.text(),
        arm.target(),
        arm.round(),
        backend.redis(),
        options.external() == null,
        backend.prefix(),
        tools.redisVersion(),
        options.classPath().stream().map(Path::toAbsolutePath).map(Path::toString).toList(),
        backend.proxy(),
        tools.clock().startEpochMicros(),
        new ArmPlan.Processes(
            ProcessHandle.current().pid(),
            process.isPresent() ? process.getAsLong() : null,
            pauses.toString()),
        directory.path(RunFile.HISTORY).toAbsolutePath().toString());
  }

  private static String randomId() {
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void follow(ArmId arm, ArmTools tools, Backend backend) throws IOException {
    RunWriter writer = tools.writer();
    RunClock clock = tools.clock();
    ArmRecorder recorder =
        new ArmRecorder(writer, arm, listener, scenario.measuredTime().toNanos() / 1e9);
    ArmFailure failure;
    try (ArmProcess process =
        ArmProcess.start(options.jvm(), pauses -> plan(arm, tools, backend, pauses), log)) {
      current = process;
      if (isInterrupted) {
        process.stop();
      }
      failure = process.follow(recorder, backend.control());
    } finally {
      current = null;
    }
    if (failure != null && !recorder.hasEnded()) {
      String status = isInterrupted ? "interrupted" : "failed";
      writer.event(
          new RunEvent(
              clock.seconds(),
              arm.round(),
              arm.target(),
              "arm-end",
              null,
              Map.of("status", status, "message", failure.message())));
    }
    listener.armFinished(arm, recorder.summary(), failure);
    String reason = recorder.abortReason();
    if (reason != null) {
      isAborted = true;
      listener.aborted(arm, reason);
    }
    if (failure != null && failure.isEnvironment() && !isInterrupted) {
      throw new EnvironmentException(failure.message(), failure.hint());
    }
  }

  private static RunEvent event(RunClock clock, String name, Map<String, Object> details) {
    return new RunEvent(clock.seconds(), 0, null, name, null, details);
  }
}
