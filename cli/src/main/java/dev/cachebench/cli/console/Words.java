package dev.cachebench.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: units apart, thousands marked. */
public final class Words {

  private Words() {}

  /** Returns 1,234,567. */
  static String count(double number) {
    return String.format(Locale.ROOT, "%,d", Math.round(number));
  }

  /** Returns a duration in the largest unit that keeps it exact: 50 ms, 1.5 s, 2 min, 1 h. */
  static String duration(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos >= 60_000_000_000L && nanos % 60_000_000_000L == 0) {
      long minutes = nanos / 60_000_000_000L;
      return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
    return nanos((double) nanos);
  }

  /** Returns a time that was measured or set, with at most three digits: 96 ms, 2.13 s, 18 µs. */
  static String nanos(double nanos) {
    if (nanos == 0) {
      return "0 s";
    }
    if (nanos < 999_500) {
      return digits(nanos / 1e3) + " µs";
    }
    return nanos < 999_500_000 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  private static String digits(double value) {
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** Returns a time to wait for: 2 min 10 s. */
  public static String about(Duration duration) {
    long seconds = Math.max(1, Math.round(duration.toMillis() / 1e3));
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }

  /** Returns a time that is left: 1:02. */
  static String left(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }

  /** Returns a share: 71 %, 0.4 %. */
  static String share(double share) {
    double percent = share * 100;
    String text =
        percent >= 9.95
            ? Long.toString(Math.round(percent))
            : String.format(Locale.ROOT, percent >= 0.095 ? "%.1f" : "%.2f", percent);
    return text.replaceFirst("\\.0+$", "") + " %";
  }

  /** Returns a factor or weight without needless zeros. */
  static String number(double value) {
    return value == Math.rint(value) ? count(value) : Double.toString(value);
  }
}
