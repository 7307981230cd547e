package dev.cachebench.scenarios.measure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recorders of all threads; each thread, whoever made it, gets its own when it first records.
 *
 * <p>Safe for use by many threads.
 */
final class Recorders {

  private final List<OfThread> all = new CopyOnWriteArrayList<>();
  private final ThreadLocal<OfThread> mine;

  Recorders(int phases, int nodes) {
    this.mine =
        ThreadLocal.withInitial(
            () -> {
              OfThread made = new OfThread(phases, nodes);
              all.add(made);
              return made;
            });
  }

  /** Returns the calling thread's recorder of a phase. */
  PhaseRecorder mine(int phase) {
    return mine.get().phase(phase);
  }

  /** Shows every thread's recorder of a phase. */
  void each(int phase, Consumer<PhaseRecorder> consumer) {
    for (OfThread thread : all) {
      PhaseRecorder recorder = thread.phases.getAcquire(phase);
      if (recorder != null) {
        consumer.accept(recorder);
      }
    }
  }

  /** Forgets a phase in which nothing will be recorded any more. */
  void drop(int phase) {
    all.forEach(thread -> thread.phases.set(phase, null));
  }

  private static final class OfThread {

    private final AtomicReferenceArray<@Nullable PhaseRecorder> phases;
    private final int nodes;

    OfThread(int phases, int nodes) {
      this.phases = new AtomicReferenceArray<>(phases);
      this.nodes = nodes;
    }

    PhaseRecorder phase(int phase) {
      PhaseRecorder recorder = phases.getPlain(phase);
      if (recorder == null) {
        recorder = new PhaseRecorder(nodes);
        phases.setRelease(phase, recorder);
      }
      return recorder;
    }
  }
}
