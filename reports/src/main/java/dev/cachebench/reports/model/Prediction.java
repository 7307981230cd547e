package dev.cachebench.reports.model;

import dev.cachebench.scenarios.gate.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure that theory predicts beside the one that was measured.
 *
 * @param target the target
 * @param fault which fault of the scenario it follows from, from 0; null where it follows from
 *     several
 * @param quantity what is predicted, in words
 * @param unit what kind of number it is; durations are in ns
 * @param law the formula
 * @param inputs what stands in the formula, by its sign; durations are in ns
 * @param sample what was measured
 * @param predicted what the law gives for its mean
 * @param predictedError standard error that the law itself gives to a mean of so many; null where
 *     it allows no spread
 * @param standardErrors |measured − predicted| in units of {@code predictedError}; null without one
 * @param rule how near the two must be
 * @param allowed by how much they may differ, in the unit of the figure
 * @param isWithin whether they are that near
 */
public record Prediction(
    String target,
    @Nullable Integer fault,
    String quantity,
    Quantity unit,
    String law,
    Map<String, Double> inputs,
    Sample sample,
    double predicted,
    @Nullable Double predictedError,
    @Nullable Double standardErrors,
    Rule rule,
    double allowed,
    boolean isWithin) {

  /** Copies the inputs, in their order. */
  public Prediction {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /** Standard errors that a measured mean may be off. */
  public static final double TOLERANCE = 3;

  /** Returns a number as a figure of this kind, with its unit. */
  public String figure(double value) {
    return unit == Quantity.COUNT ? Figures.number(value) : Figures.of(unit, value);
  }

  /** How near measurement must be to theory. */
  public enum Rule {
    /** At most {@code allowed} apart. */
    NEAR,
    /** Theory gives a bound: at most {@code allowed} above it. */
    BOUND;

    /** Returns the word used in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was measured.
   *
   * @param count how many there were
   * @param of of what, in the plural
   * @param mean their mean
   * @param meanError standard error of the mean from its own spread; null below two, or where it
   *     has none
   * @param maximum the largest
   */
  public record Sample(
      long count, String of, double mean, @Nullable Double meanError, double maximum) {}
}
