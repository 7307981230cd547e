package dev.cachebench.reports.compare;

import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.Quantity;

/** On which scale figures of a metric are compared. */
public enum Scale {
  /** As ratios: times, rates, counts and factors. Figures of 0 have none. */
  LOG {
    @Override
    double of(double value) {
      return value > 0 ? Math.log(value) : Double.NaN;
    }

    @Override
    double change(double difference) {
      return Math.expm1(difference);
    }
  },
  /** As differences: shares, which may be 0. */
  DIFFERENCE {
    @Override
    double of(double value) {
      return value;
    }

    @Override
    double change(double difference) {
      return difference;
    }
  };

  /** Returns the scale of a metric. */
  public static Scale of(MetricName metric) {
    return metric.quantity() == Quantity.RATIO ? DIFFERENCE : LOG;
  }

  /** Returns a figure on this scale; NaN when it has no place there. */
  abstract double of(double value);

  /** Returns what a difference on this scale is: a share of the base, or the difference itself. */
  abstract double change(double difference);

  /** Returns a margin on this scale. */
  double margin(double margin) {
    return this == LOG ? Math.log1p(margin) : margin;
  }
}
