package dev.cachebench.reports.claim;

import dev.cachebench.reports.model.Interval;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A mean whose error is estimated from whole seconds, since requests of one second resemble each
 * other.
 *
 * <p>Ratio estimator: mean = Σ sum ÷ Σ count, standard error = √(B ÷ (B−1) · Σ (sum − mean ·
 * count)²) ÷ Σ count over the B seconds that hold a sample, Student's t with B − 1 degrees of
 * freedom. With one sample a second this is the textbook interval of a mean.
 *
 * @param mean the mean
 * @param count samples
 * @param batches seconds that hold a sample
 * @param error standard error; NaN below two batches
 */
public record BatchMean(double mean, long count, int batches, double error) {

  /** Returns the mean of everything in the batches; NaN when they are empty. */
  public static BatchMean of(List<Batch> batches) {
    long count = 0;
    double sum = 0;
    int used = 0;
    for (Batch batch : batches) {
      count += batch.count();
      sum += batch.sum();
      used += batch.count() > 0 ? 1 : 0;
    }
    double mean = count == 0 ? Double.NaN : sum / count;
    return new BatchMean(mean, count, used, error(batches, mean, used, count));
  }

  private static double error(List<Batch> batches, double mean, int used, long count) {
    if (used < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (Batch batch : batches) {
      double residual = batch.sum() - mean * batch.count();
      squares += residual * residual;
    }
    return Math.sqrt(squares * used / (used - 1)) / count;
  }

  /** Returns the same mean, known from so many times the seconds; {@code factor} is 1 or more. */
  BatchMean times(double factor) {
    return new BatchMean(
        mean,
        Math.round(count * factor),
        (int) Math.min(Integer.MAX_VALUE, Math.round(batches * factor)),
        error / Math.sqrt(factor));
  }

  /** Returns the two-sided t interval, cut off at 0; null below two batches. */
  public @Nullable Interval interval(double alpha) {
    if (batches < 2) {
      return null;
    }
    double t = TDistribution.of(batches - 1).inverseSurvivalProbability(alpha / 2);
    return new Interval(Math.max(0, mean - t * error), mean + t * error, 1 - alpha);
  }

  /**
   * Samples of one second.
   *
   * @param count how many
   * @param sum their values added up
   */
  public record Batch(long count, double sum) {}
}
