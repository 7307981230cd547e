package dev.cachebench.scenarios.node;

import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes this JVM stand still for garbage collection, for real: it fills the heap with small objects
 * that stay alive, and has them collected.
 *
 * <p>How long a full collection takes per object differs from machine to machine, so the first
 * pause begins with a short one, and each tells how many objects the next one takes. Pauses of
 * young collections go before, while the heap fills. The heap may be too small for a long pause;
 * then it is as long as the heap allows.
 */
final class HeapPause {

  private static final int FIRST_OBJECTS = 1_000_000;
  private static final double SHARE_OF_HEAP = 0.6;
  private static final int OBJECT_BYTES = 24;

  private final LongSupplier nanoClock;
  private final AtomicInteger threads = new AtomicInteger();
  private double nanosPerObject;

  /**
   * Creates one.
   *
   * @param nanoClock monotonic, ns
   */
  HeapPause(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** One of many; each holds the next, so that nothing can be collected. */
  private record Ballast(@Nullable Ballast next, int number) {}

  /**
   * Begins a pause on a thread of its own.
   *
   * @param nanos about how long
   * @param done hears afterwards how long it was, ns; 0 if there was none
   */
  void request(long nanos, LongConsumer done) {
    Thread thread =
        new Thread(() -> report(nanos, done), "heap-pause-" + threads.getAndIncrement());
    thread.setDaemon(true);
    thread.start();
  }

  private void report(long nanos, LongConsumer done) {
    long took = 0;
    try {
      took = pause(nanos);
    } finally {
      done.accept(took);
    }
  }

  private synchronized long pause(long nanos) {
    if (nanosPerObject == 0) {
      Ballast ballast = grow(FIRST_OBJECTS);
      collect(ballast);
      nanosPerObject = (double) collect(ballast) / FIRST_OBJECTS;
    }
    double most = Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP / OBJECT_BYTES;
    int objects = (int) Math.max(1, Math.min(nanos / nanosPerObject, most));
    long took = collect(grow(objects));
    nanosPerObject = (double) took / objects;
    return took;
  }

  private static Ballast grow(int count) {
    Ballast ballast = new Ballast(null, 0);
    for (int i = 1; i < count; i++) {
      ballast = new Ballast(ballast, i);
    }
    return ballast;
  }

  /** Returns how long a full collection took, ns. */
  private long collect(Ballast alive) {
    try {
      long before = nanoClock.getAsLong();
      System.gc();
      return nanoClock.getAsLong() - before;
    } finally {
      Reference.reachabilityFence(alive);
    }
  }
}
