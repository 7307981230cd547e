package dev.cachebench.scenarios.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one grammar of numbers with units, for scenario files and gates alike.
 *
 * <p>A number is an optional minus sign, digits, and perhaps a fraction; {@code _} may stand
 * between digits ({@code 20_000}). The unit follows without a space. Nothing is left to a YAML
 * library, since those read {@code 20_000} as a text and {@code off} as a truth value. Immutable.
 */
public final class UnitTable {
  /** Durations, in nanoseconds: {@code 300us 20ms 1.5s 10m 1h}; a bare {@code 0} too. */
  public static final UnitTable DURATION =
      new UnitTable("a duration", "300us, 20ms, 1.5s, 10m or 1h", "ms")
          .unit("ns", 1, 1)
          .unit("us", 1_000, 1)
          .unit("ms", 1_000_000, 1)
          .unit("s", 1_000_000_000L, 1)
          .unit("m", 60_000_000_000L, 1)
          .unit("h", 3_600_000_000_000L, 1);

  /** Rates, per second: {@code 5000/s 30/m}. */
  public static final UnitTable RATE =
      new UnitTable("a rate", "5000/s or 30/m", "/s").unit("/s", 1, 1).unit("/m", 1, 60);

  /** Ratios, 1 is all: {@code 0.1%} or {@code 0.001}. */
  public static final UnitTable RATIO =
      new UnitTable("a ratio", "0.1% or 0.001", "%").unit("%", 1, 100).unit("", 1, 1);

  /** Sizes, in bytes: {@code 512B 1KiB 2MB}; a bare {@code 0} too. */
  public static final UnitTable SIZE =
      new UnitTable("a size", "512B, 1KiB or 2MB", "B")
          .unit("B", 1, 1)
          .unit("KB", 1_000, 1)
          .unit("KiB", 1L << 10, 1)
          .unit("MB", 1_000_000, 1)
          .unit("MiB", 1L << 20, 1)
          .unit("GB", 1_000_000_000L, 1)
          .unit("GiB", 1L << 30, 1);

  /** Plain numbers: {@code 20_000} or {@code 0.5}. */
  public static final UnitTable NUMBER =
      new UnitTable("a number", "20_000 or 0.5", "").unit("", 1, 1);

  /** Factors: {@code 10x} or {@code 10}. */
  public static final UnitTable FACTOR =
      new UnitTable("a factor", "10x or 1.5", "x").unit("x", 1, 1).unit("", 1, 1);

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(-?[0-9](?:_?[0-9])*(?:\\.[0-9](?:_?[0-9])*)?)[ ]?([^0-9\\s.]{0,12})");
  private static final int MAX_LENGTH = 40;

  private record Unit(BigDecimal multiplier, BigDecimal divisor) {}

  private final String noun;
  private final String examples;
  private final String usual;
  private final Map<String, Unit> units = new LinkedHashMap<>();

  private UnitTable(String noun, String examples, String usual) {
    this.noun = noun;
    this.examples = examples;
    this.usual = usual;
  }

  private UnitTable unit(String sign, long multiplier, long divisor) {
    units.put(sign, new Unit(BigDecimal.valueOf(multiplier), BigDecimal.valueOf(divisor)));
    return this;
  }

  /** Returns the table of the units that a gate may write for that kind of number. */
  public static UnitTable of(Quantity quantity) {
    return switch (quantity) {
      case DURATION -> DURATION;
      case RATE -> RATE;
      case RATIO -> RATIO;
      case COUNT -> NUMBER;
      case FACTOR -> FACTOR;
    };
  }

  /** Returns what is read, with its article, such as {@code a duration}. */
  public String noun() {
    return noun;
  }

  /**
   * Returns the number in the base unit: nanoseconds, per second, 1 for all, bytes.
   *
   * @throws UnitException when the text is something else; its hint names the legal units
   */
  public BigDecimal parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      throw new UnitException(
          "must be " + noun + ", but was `" + shortened(text) + "`", examples());
    }
    BigDecimal number = new BigDecimal(matcher.group(1).replace("_", ""));
    String sign = matcher.group(2);
    if (number.signum() == 0 && sign.isEmpty()) {
      return BigDecimal.ZERO;
    }
    Unit unit = units.get(sign);
    if (unit == null) {
      throw wrongUnit(text, matcher.group(1), sign);
    }
    return number.multiply(unit.multiplier()).divide(unit.divisor(), MathContext.DECIMAL64);
  }

  private UnitException wrongUnit(String text, String number, String sign) {
    if (sign.isEmpty()) {
      return new UnitException(
          "must be " + noun + " with its unit, but was `" + text + "`",
          "write `" + number + usual + "`, or another unit: " + signs());
    }
    if (units.size() == 1 && units.containsKey("")) {
      return new UnitException(
          "must be a plain number, but was `" + text + "`", "write `" + number + "`");
    }
    return new UnitException(
        "`" + sign + "` is no unit of " + noun, "legal units are " + signs() + "; " + examples());
  }

  private String examples() {
    return "write it like " + examples;
  }

  private String signs() {
    return String.join(", ", units.keySet().stream().filter(sign -> !sign.isEmpty()).toList())
        + (units.containsKey("") ? " or none" : "");
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
