package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Outcome;
import java.util.Map;

/**
 * What the last interval of an arm looked like, for a live line on the terminal.
 *
 * @param phase name of the phase at the interval's end, or {@code warmup}
 * @param secondOfPhase seconds since that phase's start
 * @param phaseSeconds its length
 * @param achievedPerSecond operations that ended, per second
 * @param shares for each outcome, the share of the ended operations; empty when none ended
 * @param p99Nanos 99 % quantile of their response times, ns; 0 when none ended
 */
public record Progress(
    String phase,
    double secondOfPhase,
    double phaseSeconds,
    double achievedPerSecond,
    Map<Outcome, Double> shares,
    long p99Nanos) {

  /** Copies the shares. */
  public Progress {
    shares = Map.copyOf(shares);
  }
}
