package dev.cachebench.scenarios.yaml;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes numbers with units as the scenario file reads them. */
final class Words {
  private static final String[] UNITS = {"h", "m", "s", "ms", "us"};
  private static final long[] NANOS = {
    3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L
  };

  private Words() {}

  /** Writes a duration in the largest unit that divides it. */
  static String duration(Duration duration) {
    long nanos = duration.toNanos();
    for (int i = 0; i < UNITS.length && nanos != 0; i++) {
      if (nanos % NANOS[i] == 0) {
        return nanos / NANOS[i] + UNITS[i];
      }
    }
    return nanos == 0 ? "0s" : nanos + "ns";
  }

  /** Writes a number without exponent and without needless zeros. */
  static String number(double value) {
    String text = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return text.equals("0.0") ? "0" : text;
  }

  /** Writes a text in double quotes, in one line. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> append(quoted, point));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int point) {
    if (point == '"' || point == '\\') {
      quoted.append('\\').appendCodePoint(point);
    } else if (point == '\n') {
      quoted.append("\\n");
    } else if (point == '\t') {
      quoted.append("\\t");
    } else if ((point >= ' ' && point < 0x7f) || isPrintable(point)) {
      quoted.appendCodePoint(point);
    } else {
      quoted.append("\\U%08X".formatted(point));
    }
  }

  private static boolean isPrintable(int point) {
    return Character.isLetterOrDigit(point)
        || (point >= 0xa1 && point < 0xd800 && point != 0x2028 && point != 0x2029);
  }
}
