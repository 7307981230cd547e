package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.target.TargetEnvironment;
import dev.cachebench.scenarios.target.TargetListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A target whose nodes run in JVMs of their own, so that one of them can stand still or die alone.
 *
 * <p>The way to a node and back is part of every response time here, as a service's callers pay for
 * it too: some 50 µs on a quiet machine. Safe for use by many threads.
 */
public final class ProcessTarget implements CacheTarget {

  private static final byte[] NOTHING = new byte[0];
  private static final int EXPIRY_SECONDS = 10;

  private final List<NodeProcess> nodes = new ArrayList<>();
  private final Origin origin;
  private final long boundNanos;
  private final long retentionNanos;
  private volatile @Nullable TargetListener listener;

  /**
   * How nodes are started.
   *
   * @param jvm the command up to the main class
   * @param folder of the arm's own, for sockets
   * @param plan makes the plan of a node, given its index and its socket's path
   */
  public record Launch(List<String> jvm, Path folder, BiFunction<Integer, String, NodePlan> plan) {

    /** Copies the list. */
    public Launch {
      jvm = List.copyOf(jvm);
    }
  }

  /**
   * Starts every node and waits until their caches are there.
   *
   * @param environment how many nodes, and the origin behind them
   * @throws NodeException if a node cannot be started
   */
  public ProcessTarget(TargetEnvironment environment, Launch launch) throws IOException {
    this.origin = environment.origin();
    long bound = -1;
    long retention = 0;
    try {
      for (int i = 0; i < environment.nodes(); i++) {
        int index = i;
        nodes.add(
            NodeProcess.start(
                i,
                launch.jvm(),
                launch.folder(),
                path -> launch.plan().apply(index, path),
                frame -> told(index, frame)));
      }
      for (NodeProcess node : nodes) {
        Frame ready = node.ready();
        bound = ready.call();
        retention = ready.number();
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    this.boundNanos = bound;
    this.retentionNanos = retention;
  }

  private void told(int node, Frame frame) {
    if (frame.kind() == FrameKind.LOAD) {
      load(nodes.get(node), frame);
    } else if (frame.kind() == FrameKind.BREAKER) {
      TargetListener hearer = listener;
      if (hearer != null) {
        hearer.breakerChanged(node, frame.text());
      }
    } else if (frame.kind() == FrameKind.HEALTH) {
      TargetListener hearer = listener;
      if (hearer != null) {
        hearer.healthChanged(node, frame.text());
      }
    }
  }

  private void load(NodeProcess node, Frame asked) {
    origin
        .load(asked.text())
        .whenComplete(
            (value, failure) ->
                node.tell(
                    failure == null
                        ? new Frame(FrameKind.LOADED, asked.call(), 0, "", value)
                        : Frame.of(
                            FrameKind.LOAD_FAILED,
                            asked.call(),
                            String.valueOf(failure.getMessage()))));
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    return nodes
        .get(node)
        .ask(FrameKind.GET, 0, key, NOTHING)
        .thenApply(
            frame -> new Answer(Outcome.valueOf(frame.text()), frame.bytes(), frame.number() == 1));
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    return nodes.get(node).ask(FrameKind.PUT, 0, key, value).thenAccept(done -> {});
  }

  @Override
  public CompletionStage<Void> invalidate(int node, String key) {
    return nodes.get(node).ask(FrameKind.INVALIDATE, 0, key, NOTHING).thenAccept(done -> {});
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    long age = Double.doubleToLongBits(tiers == PreloadTiers.ALL ? ageShare : -1 - ageShare);
    return CompletableFuture.allOf(
        nodes.stream()
            .map(node -> node.ask(FrameKind.PRELOAD, age, key, value))
            .toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public void expireL1() {
    CompletableFuture.allOf(
            nodes.stream()
                .map(node -> node.ask(FrameKind.EXPIRE_L1, 0, "", NOTHING))
                .toArray(CompletableFuture<?>[]::new))
        .orTimeout(EXPIRY_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Returns the nodes' processes. */
  public Map<String, Long> processes() {
    Map<String, Long> ids = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      ids.put("node-" + i, nodes.get(i).pid());
    }
    return ids;
  }

  /** Moves the wall clock of a node. */
  public void shiftClock(int node, Duration by) {
    nodes.get(node).tell(new Frame(FrameKind.SHIFT_CLOCK, 0, by.toNanos(), "", null));
  }

  /** Lets the wall clock of a node gain so many seconds in each second; 0 is the right pace. */
  public void driftClock(int node, double rate) {
    long bits = Double.doubleToLongBits(rate);
    nodes.get(node).tell(new Frame(FrameKind.DRIFT_CLOCK, 0, bits, "", null));
  }

  /** Makes a node stand still for garbage collection; the future is done when it is over. */
  public CompletionStage<Void> collect(int node, Duration length) {
    return nodes
        .get(node)
        .ask(FrameKind.COLLECT, length.toNanos(), "", NOTHING)
        .thenAccept(done -> {});
  }

  @Override
  public void listen(TargetListener hearer) {
    listener = hearer;
  }

  @Override
  public OptionalLong stalenessBoundNanos() {
    return boundNanos < 0 ? OptionalLong.empty() : OptionalLong.of(boundNanos);
  }

  @Override
  public long retentionNanos() {
    return retentionNanos;
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}
