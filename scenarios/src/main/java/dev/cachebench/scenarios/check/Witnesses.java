package dev.cachebench.scenarios.check;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the first few witnesses of each kind and phase until they are fetched.
 *
 * <p>Safe for use by many threads.
 */
final class Witnesses {

  static final int KEPT = 5;

  private final Map<Finding, AtomicIntegerArray> seen = new EnumMap<>(Finding.class);
  private final ConcurrentLinkedQueue<Witness> kept = new ConcurrentLinkedQueue<>();

  Witnesses(int phases) {
    for (Finding finding : Finding.values()) {
      seen.put(finding, new AtomicIntegerArray(phases));
    }
  }

  /** Keeps a witness, unless there are enough of its kind; only then its message is made. */
  void offer(CheckedRead read, Finding finding, String key, Supplier<String> message) {
    AtomicIntegerArray ofKind = Objects.requireNonNull(seen.get(finding));
    int phase = read.phase();
    if (ofKind.get(phase) < KEPT && ofKind.getAndIncrement(phase) < KEPT) {
      kept.add(new Witness(read.endNanos(), phase, read.node(), finding, key, message.get()));
    }
  }

  void drainTo(Consumer<Witness> consumer) {
    for (Witness next = kept.poll(); next != null; next = kept.poll()) {
      consumer.accept(next);
    }
  }
}
