package dev.cachebench.scenarios.fault.process;

import dev.cachebench.scenarios.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of the service stand still for garbage collection, once or again and again, as with a heap
 * that is nearly full.
 */
public final class GcPause implements Fault {

  /** A collection of less than half the asked length is not what was asked for. */
  private static final int ENOUGH = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<NodeControl> nodes;
  private final Duration length;
  private final @Nullable Duration every;
  private final LongSupplier nanoClock;
  private final AtomicLong struck = new AtomicLong();
  private @Nullable Collector collector;

  /**
   * Creates one.
   *
   * @param nodes those that stand still, all at the same time
   * @param length about how long each time
   * @param every time from the start of a pause to that of the next; null is one pause
   * @param nanoClock monotonic, ns
   */
  public GcPause(
      List<NodeControl> nodes, Duration length, @Nullable Duration every, LongSupplier nanoClock) {
    this.nodes = List.copyOf(nodes);
    this.length = length;
    this.every = every;
    this.nanoClock = nanoClock;
  }

  @Override
  public void start() {
    if (collector == null) {
      struck.set(0);
      collector = new Collector();
    }
  }

  /** Waits for the pause that is under way. */
  @Override
  public void stop() {
    Collector current = collector;
    if (current != null) {
      current.end();
      collector = null;
    }
  }

  @Override
  public OptionalLong struck() {
    return OptionalLong.of(struck.get());
  }

  private final class Collector {

    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "cachebench-gc-pauses");

    Collector() {
      thread.setDaemon(true);
      thread.start();
    }

    private void run() {
      try {
        long next = nanoClock.getAsLong();
        do {
          collect();
          next += every == null ? 0 : every.toNanos();
        } while (every != null
            && !ending.await(Math.max(0, next - nanoClock.getAsLong()), TimeUnit.NANOSECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void collect() {
      CompletableFuture<?>[] pauses =
          nodes.stream()
              .map(node -> node.collect(length).thenAccept(this::paused).toCompletableFuture())
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(pauses)
          .orTimeout(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
          // A node that is gone cannot stand still; what was not struck is not counted.
          .exceptionally(failure -> null)
          .join();
    }

    private void paused(Duration took) {
      if (took.multipliedBy(ENOUGH).compareTo(length) >= 0) {
        struck.incrementAndGet();
      }
    }

    void end() {
      ending.countDown();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
