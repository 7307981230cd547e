package dev.cachebench.scenarios.limit;

import java.io.IOException;

/**
 * Finds the highest rate at which something holds, by trying.
 *
 * <p>Doubles the rate while it holds, or halves it until it does, then halves the distance between
 * the best rate that held and the lowest that did not (on a logarithmic scale), down to the wanted
 * precision. A rate that does not hold is tried once more, since a single stall of the machine must
 * not decide. Cost: 2 log₂(range) + log₂(1 ÷ precision) trials at most. It takes for granted that
 * what holds at a rate holds below it. Confined to one thread.
 */
public final class RateSearch {

  private static final int ATTEMPTS = 2;

  private final double start;
  private final double lowest;
  private final double highest;
  private final double precision;

  /**
   * Creates one.
   *
   * @param start requests per second to begin with, from {@code lowest} to {@code highest}
   * @param lowest no lower rate is tried; greater than 0
   * @param highest no higher rate is tried
   * @param precision how far the limit may be from the truth, as a share of it; greater than 0
   */
  public RateSearch(double start, double lowest, double highest, double precision) {
    if (!(lowest > 0 && lowest <= start && start <= highest && precision > 0)) {
      throw new IllegalArgumentException(
          "rates must be ordered, but were " + lowest + ", " + start + ", " + highest);
    }
    this.start = rounded(start);
    this.lowest = rounded(lowest);
    this.highest = rounded(highest);
    this.precision = precision;
  }

  /** Tries one rate. */
  @FunctionalInterface
  public interface Trial {

    /**
     * Runs it.
     *
     * @param rate requests per second
     * @param attempt 1, or 2 for a rate that did not hold at first
     */
    Outcome run(double rate, int attempt) throws IOException;
  }

  /**
   * What was found.
   *
   * @param held the highest rate that held; 0 when none did
   * @param missed the lowest rate that did not hold; infinite when every one did
   * @param end how the lowest rate that did not hold ended; HELD when every one did
   */
  public record Found(double held, double missed, Outcome end) {}

  /** Searches until the limit is known or a trial was stopped. */
  public Found search(Trial trial) throws IOException {
    double held = 0;
    double missed = Double.POSITIVE_INFINITY;
    Outcome end = Outcome.HELD;
    double rate = start;
    while (rate > 0) {
      Outcome outcome = attempts(trial, rate);
      if (outcome == Outcome.HELD) {
        held = rate;
      } else if (outcome == Outcome.STOPPED) {
        return new Found(held, missed, outcome);
      } else {
        missed = rate;
        end = outcome;
      }
      rate = next(held, missed);
    }
    return new Found(held, missed, end);
  }

  private static Outcome attempts(Trial trial, double rate) throws IOException {
    Outcome outcome = Outcome.UNDECIDED;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Outcome now = trial.run(rate, attempt);
      if (now == Outcome.HELD || now == Outcome.STOPPED) {
        return now;
      }
      // One trial that tells is worth more than one that does not.
      outcome = now == Outcome.MISSED ? now : outcome;
    }
    return outcome;
  }

  /** Returns the next rate to try; 0 when there is none. */
  private double next(double held, double missed) {
    if (held == 0) {
      return missed <= lowest ? 0 : Math.max(lowest, rounded(missed / 2));
    }
    if (missed == Double.POSITIVE_INFINITY) {
      return held >= highest ? 0 : Math.min(highest, rounded(held * 2));
    }
    double middle = rounded(Math.sqrt(held * missed));
    boolean isFine = missed / held <= 1 + precision;
    return isFine || middle <= held || middle >= missed ? 0 : middle;
  }

  /** Returns a rate that a person can read: three significant digits. */
  private static double rounded(double rate) {
    double unit = Math.pow(10, Math.floor(Math.log10(rate)) - 2);
    return Math.round(rate / unit) * unit;
  }
}
