package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachebench.scenarios.fault.process.NodeControl;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.node.NodeException;
import dev.cachebench.scenarios.node.NodePlan;
import dev.cachebench.scenarios.node.ProcessTarget;
import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.redis.RedisAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The engine in two JVMs of its own. */
class ProcessTargetIT extends CacheTargetContract {

  private static final String HARDENED = "preset: hardened, stale-if-error: off";
  private static final String REVIEWED = "preset: reviewed";

  private static final String SCENARIO =
      """
      version: 1
      scenario: nodes
      nodes: 2
      origin: {service-time: 1ms}
      keys: {count: 10}
      cache: {l1: {capacity: 100, ttl: 60s}, l2: {ttl: 60s, budget: 2s}, jitter: off}
      targets: {hardened: {%s}}
      load: {rate: 1/s}
      phases: [{name: only, duration: 1s}]
      """
          .formatted(HARDENED);

  private static volatile Origin behind = key -> CompletableFuture.completedFuture(null);

  /** Starting two JVMs takes longer than all the questions of the contract. */
  private static @Nullable ProcessTarget kept;

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    behind = environment.origin();
    ProcessTarget nodes = kept;
    if (nodes == null) {
      nodes = own();
      kept = nodes;
    } else {
      forget(nodes, environment);
    }
    return new Kept(nodes);
  }

  /** What the last test left on its way has arrived when the nodes answer. */
  private static void forget(ProcessTarget nodes, TargetEnvironment environment) {
    assertThat(nodes.controls()).allMatch(node -> node.answers(Duration.ofSeconds(10)));
    nodes.expireL1();
    try (RedisAdmin admin = new RedisAdmin(environment.redis())) {
      admin.flush();
    }
  }

  @AfterAll
  static void end() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  /** Nodes that no other test shares. */
  private ProcessTarget own() {
    TargetEnvironment plain = environment();
    return create(
        new TargetEnvironment(
            plain.nodes(),
            plain.redis(),
            plain.keyPrefix(),
            key -> behind.load(key),
            plain.wallMillis(),
            plain.seed()),
        SCENARIO);
  }

  /** Nodes that stay when a test ends. */
  private record Kept(ProcessTarget nodes) implements CacheTarget {

    @Override
    public CompletionStage<Answer> get(int node, String key) {
      return nodes.get(node, key);
    }

    @Override
    public CompletionStage<Void> put(int node, String key, byte[] value) {
      return nodes.put(node, key, value);
    }

    @Override
    public CompletionStage<Void> invalidate(int node, String key) {
      return nodes.invalidate(node, key);
    }

    @Override
    public CompletionStage<Void> preload(
        String key, byte[] value, PreloadTiers tiers, double ageShare) {
      return nodes.preload(key, value, tiers, ageShare);
    }

    @Override
    public void expireL1() {
      nodes.expireL1();
    }

    @Override
    public OptionalLong stalenessBoundNanos() {
      return nodes.stalenessBoundNanos();
    }

    @Override
    public void close() {}
  }

  private static ProcessTarget create(TargetEnvironment environment, String scenario) {
    List<String> jvm =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx384m",
            "-cp",
            System.getProperty("java.class.path"));
    try {
      return new ProcessTarget(
          environment,
          new ProcessTarget.Launch(
              jvm,
              (node, socket) ->
                  new NodePlan(
                      scenario,
                      "hardened",
                      node,
                      environment.redis(),
                      environment.keyPrefix(),
                      42,
                      List.of(),
                      socket)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessTarget nodes() {
    return ((Kept) target).nodes();
  }

  @Test
  void eachNodeIsAProcessThatEndsWithTheTarget() {
    ProcessTarget own = own();
    List<ProcessHandle> handles =
        own.processes().values().stream().map(id -> ProcessHandle.of(id).orElseThrow()).toList();
    assertThat(handles).hasSize(2).allMatch(ProcessHandle::isAlive);

    own.close();

    assertThat(handles).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aNodeThatIsKilledFailsItsCallsAndLeavesTheOtherAlone() throws Exception {
    try (ProcessTarget own = own()) {
      ProcessHandle.of(own.processes().get("node-0")).orElseThrow().destroyForcibly();

      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> result(own.get(0, "k")))
                      .isInstanceOf(ExecutionException.class)
                      .hasCauseInstanceOf(NodeException.class)
                      .hasMessageContaining("node-0: its process is gone"));
      assertThat(result(own.get(1, "k")).value()).isNotNull();
    }
  }

  @Test
  void aNodeThatStandsStillHoldsUpNobodyElse() throws Exception {
    NodeControl stopped = nodes().controls().get(0);
    stopped.pause();
    try {
      List<CompletionStage<Answer>> asked = new ArrayList<>();
      // More than the socket takes, so that the rest must wait on this side.
      for (int i = 0; i < 20_000; i++) {
        asked.add(target.get(0, "k"));
      }
      assertThat(result(target.get(1, "k")).value()).isNotNull();
      assertThat(asked.get(19_999).toCompletableFuture()).isNotDone();

      assertThat(stopped.answers(Duration.ofMillis(20))).isFalse();

      stopped.resume();

      assertThat(result(asked.get(19_999)).value()).isNotNull();
      assertThat(stopped.answers(Duration.ofSeconds(10))).isTrue();
    } finally {
      stopped.resume();
    }
  }

  @Test
  void aStoppedNodeEndsWithTheTarget() {
    ProcessTarget own = own();
    ProcessHandle node = ProcessHandle.of(own.processes().get("node-1")).orElseThrow();
    own.controls().get(1).pause();

    own.close();

    assertThat(node.isAlive()).isFalse();
  }

  @Test
  void movesTheWallClockOfOneNode() throws Exception {
    try (ProcessTarget reviewed = create(environment(), SCENARIO.replace(HARDENED, REVIEWED))) {
      result(reviewed.preload("k", committed.get("k"), CacheTarget.PreloadTiers.ALL, 0));
      reviewed.clocks().get(1).shift(Duration.ofSeconds(90));

      assertThat(result(reviewed.get(0, "k")).outcome()).isEqualTo(Outcome.L1);
      assertThat(result(reviewed.get(1, "k")).outcome()).isEqualTo(Outcome.L2);
    }
  }

  @Test
  void countsWhatTheNodesAskRedisFor() throws Exception {
    result(target.get(0, "k"));
    result(target.get(1, "nobody"));

    await()
        .untilAsserted(
            () -> assertThat(nodes().l2Counts().orElseThrow().asked()).isGreaterThanOrEqualTo(2));
  }

  @Test
  void collectsGarbageForAboutAsLongAsAsked() throws Exception {
    Duration took = result(nodes().controls().get(0).collect(Duration.ofMillis(300)));

    assertThat(took).isBetween(Duration.ofMillis(100), Duration.ofSeconds(3));
  }

  @Test
  void aNodeThatCannotBeMadeSaysWhy() {
    String broken = SCENARIO.replace(HARDENED, "class: com.example.Missing");

    assertThatThrownBy(() -> create(environment(), broken))
        .isInstanceOf(UserCacheException.class)
        .hasMessageContaining("com.example.Missing");
  }
}
