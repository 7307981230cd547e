package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.fault.clock.DriftingClock;
import dev.cachebench.scenarios.fault.process.NodeControl;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.target.TargetEnvironment;
import dev.cachebench.scenarios.target.TargetListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
   * @param plan makes the plan of a node, given its index and its socket's path
   */
  public record Launch(List<String> jvm, BiFunction<Integer, String, NodePlan> plan) {

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
        nodes.add(NodeProcess.start(i, launch.jvm(), path -> launch.plan().apply(index, path)));
      }
      for (int i = 0; i < nodes.size(); i++) {
        int index = i;
        nodes.get(i).connect(frame -> told(index, frame));
      }
      for (NodeProcess node : nodes) {
        Frame ready = node.ready();
        bound = ready.call();
        retention = ready.number();
      }
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
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

  /** Returns the ids of the nodes' processes, by name. */
  public Map<String, Long> processes() {
    Map<String, Long> ids = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      ids.put("node-" + i, nodes.get(i).pid());
    }
    return ids;
  }

  /** Returns what makes each node stand still. */
  public List<NodeControl> controls() {
    return List.copyOf(nodes);
  }

  /** Returns the injected wall clock of each node; a node that stands still moves it late. */
  public List<DriftingClock> clocks() {
    return nodes.stream().<DriftingClock>map(FarClock::new).toList();
  }

  private record FarClock(NodeProcess node) implements DriftingClock {

    @Override
    public void shift(Duration by) {
      node.tell(new Frame(FrameKind.SHIFT_CLOCK, 0, by.toNanos(), "", null));
    }

    @Override
    public void drift(double rate) {
      long bits = Double.doubleToLongBits(rate);
      node.tell(new Frame(FrameKind.DRIFT_CLOCK, 0, bits, "", null));
    }
  }

  /** Returns what the nodes last said, 50 ms ago at most unless they stand still. */
  @Override
  public Optional<L2Counts> l2Counts() {
    long asked = nodes.stream().mapToLong(NodeProcess::asked).sum();
    long failed = nodes.stream().mapToLong(NodeProcess::failed).sum();
    return asked == 0 ? Optional.empty() : Optional.of(new L2Counts(asked, failed));
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
    // All at once: each takes its time.
    nodes.forEach(NodeProcess::leave);
    nodes.forEach(NodeProcess::close);
  }
}
