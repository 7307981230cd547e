package dev.cachebench.scenarios.claim;

import dev.cachebench.scenarios.gate.UnitException;
import dev.cachebench.scenarios.gate.UnitTable;
import java.math.BigDecimal;

/**
 * What is claimed: {@code 1013x} is at least, {@code ~1013x} about (10 % up or down), {@code
 * 100..1000x} a range.
 *
 * <p>Immutable.
 *
 * @param kind which of the three
 * @param low least factor that meets it; greater than 0
 * @param high greatest factor that meets it; infinite for {@link Kind#AT_LEAST}
 * @param text as it was written
 */
public record ClaimForm(Kind kind, double low, double high, String text) {

  /** How far "about" reaches: from 1/1.1 to 1.1 times the factor. */
  public static final double TOLERANCE = 0.10;

  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);
  private static final String HINT =
      "write `1013x` (at least), `~1013x` (about, 10 % up or down) or `100..1000x` (a range)";
  private static final String SEPARATOR = "..";

  /** The forms of a claim. */
  public enum Kind {
    /** {@code 1013x}. */
    AT_LEAST,
    /** {@code ~1013x}. */
    ABOUT,
    /** {@code 100..1000x}. */
    RANGE
  }

  /**
   * Reads a claim; the {@code x} may be missing, {@code ×} may stand for it.
   *
   * @throws ClaimSyntaxException when the text is none
   */
  public static ClaimForm parse(String text) {
    String stripped = text.strip();
    String plain = stripped.replace('×', 'x');
    if (plain.startsWith("~")) {
      double factor = factor(plain.substring(1).strip(), text);
      return new ClaimForm(
          Kind.ABOUT, factor / (1 + TOLERANCE), factor * (1 + TOLERANCE), stripped);
    }
    int dots = plain.indexOf(SEPARATOR);
    if (dots < 0) {
      return new ClaimForm(Kind.AT_LEAST, factor(plain, text), Double.POSITIVE_INFINITY, stripped);
    }
    double low = factor(plain.substring(0, dots).strip(), text);
    double high = factor(plain.substring(dots + SEPARATOR.length()).strip(), text);
    if (!(low < high)) {
      throw new ClaimSyntaxException(
          "must go from a smaller to a larger factor, but was `" + stripped + "`",
          "write `100..1000x`, or `100x` for at least that");
    }
    return new ClaimForm(Kind.RANGE, low, high, stripped);
  }

  private static double factor(String text, String whole) {
    BigDecimal factor;
    try {
      factor = UnitTable.FACTOR.parse(text);
    } catch (UnitException e) {
      throw new ClaimSyntaxException("must be a speedup, but was `" + shortened(whole) + "`", HINT);
    }
    if (factor.signum() <= 0) {
      throw new ClaimSyntaxException("must be greater than 0, but was `" + text + "`", HINT);
    }
    if (factor.compareTo(LARGEST) > 0) {
      throw new ClaimSyntaxException("must be at most 1e12, but was `" + text + "`", HINT);
    }
    return factor.doubleValue();
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
