package dev.cachebench.scenarios.node;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes this JVM stand still for garbage collection, for real: it fills the heap with small objects
 * that stay alive, and has them collected.
 *
 * <p>How long a full collection takes per object differs from machine to machine, so the first one
 * is short and its time says how many objects the asked length takes. The heap may be too small for
 * a long pause; then it is as long as the heap allows.
 */
final class HeapPause {

  private static final int FIRST_OBJECTS = 500_000;
  private static final double SHARE_OF_HEAP = 0.6;
  private static final int OBJECT_BYTES = 24;

  private final AtomicInteger threads = new AtomicInteger();

  /** One of many; each holds the next, so that nothing can be collected. */
  private record Ballast(@Nullable Ballast next, int number) {}

  /**
   * Begins a pause on a thread of its own.
   *
   * @param nanos about how long
   * @param done called afterwards
   */
  void request(long nanos, Runnable done) {
    Thread thread =
        new Thread(
            () -> {
              pause(nanos);
              done.run();
            },
            "heap-pause-" + threads.getAndIncrement());
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause(long nanos) {
    Ballast ballast = grow(null, FIRST_OBJECTS);
    long first = collect();
    double wanted = FIRST_OBJECTS * (double) nanos / Math.max(1, first);
    double most = Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP / OBJECT_BYTES;
    ballast = grow(ballast, (int) Math.max(0, Math.min(wanted, most) - FIRST_OBJECTS));
    try {
      collect();
    } finally {
      Reference.reachabilityFence(ballast);
    }
  }

  private static @Nullable Ballast grow(@Nullable Ballast from, int count) {
    Ballast ballast = from;
    for (int i = 0; i < count; i++) {
      ballast = new Ballast(ballast, i);
    }
    return ballast;
  }

  /** Returns how long a full collection took, ns. */
  private static long collect() {
    long before = collectionMillis();
    System.gc();
    return (collectionMillis() - before) * 1_000_000;
  }

  private static long collectionMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
