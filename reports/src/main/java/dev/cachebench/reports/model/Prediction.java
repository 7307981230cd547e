package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * A figure that theory predicts beside the one that was measured: origin loads of one key for one
 * expiry.
 *
 * @param target the target
 * @param quantity what is predicted, in words
 * @param law the formula
 * @param expiries how many expiries were measured
 * @param perSecond mean lookups of the key per second, λ
 * @param loadNanos mean time of a load, L, ns
 * @param measured mean number of loads
 * @param measuredError standard error of {@code measured} from its own spread; null below two
 *     expiries
 * @param maximum largest number of loads
 * @param predicted mean number of loads that the law gives
 * @param predictedError standard error that the law itself gives to a mean of so many expiries
 * @param standardErrors |measured − predicted| in units of {@code predictedError}; null when the
 *     law allows no spread and the two differ
 * @param isWithin whether that is at most {@link #TOLERANCE}
 */
public record Prediction(
    String target,
    String quantity,
    String law,
    int expiries,
    double perSecond,
    double loadNanos,
    double measured,
    @Nullable Double measuredError,
    long maximum,
    double predicted,
    double predictedError,
    @Nullable Double standardErrors,
    boolean isWithin) {

  /** Standard errors that a measured mean may be off. */
  public static final double TOLERANCE = 3;
}
