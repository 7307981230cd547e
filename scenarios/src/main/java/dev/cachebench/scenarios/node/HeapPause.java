package dev.cachebench.scenarios.node;

import java.util.concurrent.atomic.AtomicInteger;

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
  private record Ballast(Ballast next, int number) {}

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
    int more = (int) Math.max(0, Math.min(wanted, most) - FIRST_OBJECTS);
    ballast = grow(ballast, more);
    collect();
    // Alive until here.
    if (ballast.number() < 0) {
      throw new IllegalStateException("ballast must count from 0");
    }
  }

  @SuppressWarnings("NullAway") // the last of the chain holds nothing
  private static Ballast grow(Ballast from, int count) {
    Ballast ballast = from;
    for (int i = 0; i <= count; i++) {
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
    return java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(java.lang.management.GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
