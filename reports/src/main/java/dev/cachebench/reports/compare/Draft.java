package dev.cachebench.reports.compare;

import dev.cachebench.reports.compare.Samples.Sample;
import dev.cachebench.reports.model.Direction;
import dev.cachebench.reports.statistics.Bootstrap;
import dev.cachebench.reports.statistics.ChangeTest;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A metric on both sides before all metrics together decide.
 *
 * <p>Confined to one thread.
 */
final class Draft {

  /** Fewer rounds a side than this say nothing that holds. */
  static final int FEWEST = 5;

  private final String target;
  private final String phase;
  private final MetricName metric;
  private final boolean isPaired;
  private final List<Sample> allBase;
  private final List<Sample> allCandidate;
  private final double[] base;
  private final double[] candidate;
  private @Nullable String refusal;
  private @Nullable ChangeTest test;

  Draft(
      String target,
      String phase,
      MetricName metric,
      boolean isPaired,
      List<Sample> base,
      List<Sample> candidate) {
    this.target = target;
    this.phase = phase;
    this.metric = metric;
    this.isPaired = isPaired;
    this.allBase = base;
    this.allCandidate = candidate;
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    if (isPaired) {
      for (int i = 0; i < Math.min(base.size(), candidate.size()); i++) {
        Double one = base.get(i).value();
        Double other = candidate.get(i).value();
        if (one != null && other != null) {
          first.add(one);
          second.add(other);
        }
      }
    } else {
      base.stream().map(Sample::value).filter(Objects::nonNull).forEach(first::add);
      candidate.stream().map(Sample::value).filter(Objects::nonNull).forEach(second::add);
    }
    this.base = first.stream().mapToDouble(Double::doubleValue).toArray();
    this.candidate = second.stream().mapToDouble(Double::doubleValue).toArray();
  }

  String target() {
    return target;
  }

  String phase() {
    return phase;
  }

  MetricName metric() {
    return metric;
  }

  boolean isPaired() {
    return isPaired;
  }

  Scale scale() {
    return Scale.of(metric);
  }

  double[] base() {
    return base.clone();
  }

  double[] candidate() {
    return candidate.clone();
  }

  /** Returns why it cannot be compared, or null. */
  @Nullable String refusal() {
    return refusal;
  }

  /** Returns the test, turned so that more is worse; null when there was none. */
  @Nullable ChangeTest test() {
    return test;
  }

  /** Whether any round of any side says something of it, if only that it is spoilt. */
  boolean hasFigures() {
    return Stream.concat(allBase.stream(), allCandidate.stream())
        .anyMatch(sample -> sample.value() != null || sample.spoilt() != null);
  }

  /** Returns what spoilt a round, or null. */
  @Nullable String spoilt() {
    return Stream.concat(allBase.stream(), allCandidate.stream())
        .map(Sample::spoilt)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  boolean isBelowFewest() {
    return base.length < FEWEST || candidate.length < FEWEST;
  }

  /** Whether there would have been enough rounds had nothing spoilt them. */
  boolean isSpoiltBelowFewest() {
    return isBelowFewest() && allBase.size() >= FEWEST && allCandidate.size() >= FEWEST;
  }

  boolean isZero() {
    return Arrays.stream(base).allMatch(value -> value == 0)
        && Arrays.stream(candidate).allMatch(value -> value == 0);
  }

  Draft refused(@Nullable String... reasons) {
    for (String reason : reasons) {
      refusal = refusal == null ? reason : refusal;
    }
    return this;
  }

  Draft test(Bootstrap bootstrap) {
    double[] first = scaled(base);
    double[] second = scaled(candidate);
    boolean hasRatios =
        Arrays.stream(first).noneMatch(Double::isNaN)
            && Arrays.stream(second).noneMatch(Double::isNaN);
    if (refusal == null && !isBelowFewest() && hasRatios) {
      ChangeTest plain =
          isPaired
              ? ChangeTest.ofPairs(first, second, bootstrap)
              : ChangeTest.ofRounds(first, second, bootstrap);
      test = Direction.of(metric) == Direction.HIGHER ? plain.negated() : plain;
    }
    return this;
  }

  private double[] scaled(double[] values) {
    return Arrays.stream(values).map(scale()::of).toArray();
  }
}
