package dev.cachebench.reports.model;

import dev.cachebench.scenarios.gate.Quantity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How figures read on screen, in Markdown and in sentences.
 *
 * <p>Three significant digits, a unit chosen by size, thousands separated by commas, the same in
 * every locale. Safe for use by many threads.
 */
public final class Figures {

  /** Stands where there is no figure. */
  public static final String ABSENT = "–";

  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private Figures() {}

  /** Returns a figure of that kind, or {@link #ABSENT} for null. */
  public static String of(Quantity quantity, @Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return ABSENT;
    }
    return switch (quantity) {
      case DURATION -> duration(value);
      case RATE -> rate(value);
      case RATIO -> percent(value);
      case COUNT -> count(value);
      case FACTOR -> factor(value);
    };
  }

  /** Returns nanoseconds with a unit: ns below 1 µs, µs below 1 ms, ms below 1 s, s above. */
  public static String duration(double nanos) {
    double size = Math.abs(nanos);
    if (size == 0) {
      return "0 ms";
    }
    if (size < NANOS_PER_MICRO) {
      return number(nanos) + " ns";
    }
    if (size < roundsUpTo(NANOS_PER_MILLI)) {
      return number(nanos / NANOS_PER_MICRO) + " µs";
    }
    if (size < roundsUpTo(NANOS_PER_SECOND)) {
      return number(nanos / NANOS_PER_MILLI) + " ms";
    }
    return number(nanos / NANOS_PER_SECOND) + " s";
  }

  /** Returns events per second, such as {@code 1,425/s}. */
  public static String rate(double perSecond) {
    return number(perSecond) + "/s";
  }

  /** Returns a ratio as a percentage, such as {@code 41.3 %}; small ones keep two digits. */
  public static String percent(double ratio) {
    return percentNumber(ratio) + " %";
  }

  /** Returns a count, with one or two decimals when it is not whole. */
  public static String count(double value) {
    return value == Math.rint(value) ? count((long) value) : number(value);
  }

  /** Returns a whole count, such as {@code 14,990}. */
  public static String count(long value) {
    return String.format(Locale.US, "%,d", value);
  }

  /** Returns a factor, such as {@code 6.80×}. */
  public static String factor(double value) {
    return (value == 1 ? "1" : number(value)) + "×";
  }

  /** Returns a number to three significant digits, whole above 100. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (size >= 99.95) {
      return format("%,.0f", value);
    }
    if (size >= 9.995) {
      return format("%.1f", value);
    }
    if (size == 0) {
      return "0";
    }
    if (size >= 0.0995) {
      return format("%.2f", value);
    }
    return size >= 0.000_995 ? format("%.4f", value) : format("%.1e", value);
  }

  /** Returns an interval of factors, such as {@code 6.50 … 7.10}. */
  public static String range(Interval interval) {
    Double high = interval.high();
    return number(interval.low()) + " … " + (high == null ? "∞" : number(high));
  }

  /** Returns an interval of a quantity, such as {@code 0.92 ms … 1.10 ms}. */
  public static String range(Quantity quantity, Interval interval) {
    return of(quantity, interval.low())
        + " … "
        + (interval.high() == null ? "∞" : of(quantity, interval.high()));
  }

  /** Returns how far a value is from its limit, such as {@code 50 % above}. */
  public static String margin(double percent) {
    if (percent == 0) {
      return "at the limit";
    }
    return percentNumber(Math.abs(percent) / 100) + " % " + (percent > 0 ? "above" : "below");
  }

  private static String percentNumber(double ratio) {
    double percent = ratio * 100;
    double size = Math.abs(percent);
    if (size > 99.9 && size < 100) {
      return format("%.3f", percent);
    }
    if (size >= 99.95) {
      return format("%,.0f", percent);
    }
    if (size >= 9.995) {
      return format("%.1f", percent);
    }
    if (size > 0 && size < 0.000_05) {
      return "<0.0001";
    }
    return size == 0 || size >= 0.00995 ? format("%.2f", percent) : format("%.4f", percent);
  }

  private static double roundsUpTo(double unit) {
    return unit * 0.9995;
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.US, pattern, value);
  }
}
