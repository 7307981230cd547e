package dev.cachebench.reports.export;

import java.math.BigDecimal;

/** Numbers as programs read them. */
final class Numbers {

  private Numbers() {}

  /** Returns a finite number without exponent, whole ones without decimals; else {@code NaN}. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return "NaN";
    }
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
