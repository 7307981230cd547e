package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.machine.RealTime;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.workload.PhaseSpan;
import java.util.List;
import java.util.Map;

/**
 * Lets the generator run as soon as a request is due. On few cores it would else wait until whoever
 * has the processor has used up its slice, some milliseconds, and start its requests late by as
 * much.
 *
 * <p>Only under a load that leaves the generator idle most of the time: real clients are on other
 * machines, so what they need must not be taken from the cache.
 *
 * <p>Confined to the generator's thread.
 */
final class GeneratorPriority {

  /** A request takes some 0.5 µs and up to 80 µs of waiting for its instant. */
  private static final double MOST_PER_SECOND = 5_000;

  private static final double NANOS = 1e9;

  private final boolean isWanted;
  private final RealTime realTime;
  private boolean isRaised;

  /**
   * Creates one.
   *
   * @param phases what is asked for, the warm-up with it
   * @param processors that there are; with one the cache would wait for the generator
   */
  GeneratorPriority(List<PhaseSpan> phases, int processors, RealTime realTime) {
    this.isWanted = processors > 1 && phases.stream().noneMatch(phase -> isBusy(phase.load()));
    this.realTime = realTime;
  }

  private static boolean isBusy(LoadModel load) {
    double mostPerSecond = 0;
    if (load instanceof LoadModel.Open open) {
      mostPerSecond = open.rate().perSecond();
    } else if (load instanceof LoadModel.Closed closed) {
      mostPerSecond = closed.users() * NANOS / closed.thinkTime().toNanos();
    }
    return mostPerSecond > MOST_PER_SECOND;
  }

  /** Gives it to the calling thread, where that is wanted and allowed. */
  void begin() {
    isRaised = isWanted && realTime.raise();
  }

  /** Takes it from the calling thread. */
  void end() {
    if (isRaised) {
      realTime.lower();
    }
  }

  /** Returns whether the thread had it, for the preflight's event; nothing where not wanted. */
  Map<String, Object> details() {
    return isWanted ? Map.of("real-time", isRaised) : Map.of();
  }
}
