package dev.cachebench.scenarios.gate;

import dev.cachebench.scenarios.gate.GateSyntaxException.Part;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a gate.
 *
 * <pre>
 * gate     = metric operator value
 * metric   = a word of {@link MetricName}
 * operator = "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!="
 * value    = literal | target [ "*" number ] | "base" [ "*" number ]
 * literal  = number [ unit ]          with a unit that fits the metric's {@link Quantity}
 * target   = letters, digits, "-" and "_"
 * </pre>
 *
 * Spaces may stand between the parts. Whether a target of that name exists is for the caller to
 * check.
 */
public final class GateParser {
  /** The word for the baseline run, so no target may be called that. */
  public static final String BASE = "base";

  private static final Pattern PARTS =
      Pattern.compile("(\\s*)([^\\s<>=!]*)(\\s*)([<>=!]*)(\\s*)(.*?)(\\s*)", Pattern.DOTALL);
  private static final Pattern REFERENCE =
      Pattern.compile("([A-Za-z0-9_-]+)(?:(\\s*\\*\\s*)(.*))?", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("-?[0-9][0-9_.]*[^A-Za-z]?[A-Za-z%]*");
  private static final int LONGEST = 200;

  private GateParser() {}

  /**
   * Reads a gate.
   *
   * @throws GateSyntaxException when it is not one
   */
  public static GateExpression parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (text.isBlank() || text.length() > LONGEST || !parts.matches()) {
      throw new GateSyntaxException(
          Part.METRIC,
          1,
          Math.max(1, text.length()),
          text.length() > LONGEST ? "is too long for a gate" : "is empty",
          "write `metric operator value`, such as `response-time.p99 < 250ms`");
    }
    MetricName metric = metric(parts.group(2), parts.start(2) + 1);
    Operator operator = operator(parts.group(4), parts.start(4) + 1);
    Limit limit = limit(metric, parts.group(6), parts.start(6) + 1);
    return new GateExpression(metric, operator, limit, text.strip().replaceAll("\\s+", " "));
  }

  private static MetricName metric(String word, int column) {
    MetricName metric = MetricName.of(word);
    if (metric != null) {
      return metric;
    }
    List<String> words = MetricName.all().stream().map(MetricName::word).toList();
    String question = NearestWord.question(word, words);
    List<String> family =
        words.stream().filter(w -> !word.isEmpty() && w.startsWith(word + ".")).toList();
    String hint =
        family.isEmpty()
            ? "a gate begins with a metric, such as `response-time.p99`, `error-ratio` or `origin-rate`"
            : "write one of " + String.join(", ", family);
    String message =
        word.isEmpty() ? "the metric is missing" : "there is no metric `" + word + "`" + question;
    throw new GateSyntaxException(Part.METRIC, column, Math.max(1, word.length()), message, hint);
  }

  private static Operator operator(String sign, int column) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.sign().equals(sign))
        .findFirst()
        .orElseThrow(
            () ->
                new GateSyntaxException(
                    Part.OPERATOR,
                    column,
                    Math.max(1, sign.length()),
                    sign.isEmpty()
                        ? "the operator is missing"
                        : "there is no operator `" + sign + "`",
                    "write one of < <= > >= == !="));
  }

  private static Limit limit(MetricName metric, String text, int column) {
    if (text.isEmpty()) {
      throw new GateSyntaxException(
          Part.VALUE, column, 1, "the value is missing", valueHint(metric));
    }
    Matcher reference = REFERENCE.matcher(text);
    if (LITERAL.matcher(text).matches() || !reference.matches()) {
      return literal(metric, text, column);
    }
    double factor = 1;
    if (reference.group(3) != null) {
      factor = factor(reference.group(3), column + reference.start(3));
    }
    String name = reference.group(1);
    return name.equals(BASE) ? new Limit.Base(factor) : new Limit.OtherTarget(name, factor);
  }

  private static Limit literal(MetricName metric, String text, int column) {
    try {
      return new Limit.Literal(UnitTable.of(metric.quantity()).parse(text).doubleValue());
    } catch (UnitException e) {
      throw new GateSyntaxException(
          Part.VALUE,
          column,
          text.length(),
          "the value of " + metric.word() + ": " + e.problem(),
          e.hint() + ", or compare with a target: `none * 0.2`");
    }
  }

  private static double factor(String text, int column) {
    double factor;
    try {
      factor = UnitTable.NUMBER.parse(text).doubleValue();
    } catch (UnitException e) {
      throw badFactor(text, column, e.problem());
    }
    if (!(factor > 0)) {
      throw badFactor(text, column, "must be greater than 0, but was " + text);
    }
    return factor;
  }

  private static GateSyntaxException badFactor(String text, int column, String problem) {
    return new GateSyntaxException(
        Part.VALUE,
        column,
        Math.max(1, text.length()),
        "the factor after `*` " + problem,
        "write a plain number, such as `none * 0.2`");
  }

  private static String valueHint(MetricName metric) {
    return "write "
        + UnitTable.of(metric.quantity()).noun()
        + ", `TARGET * 0.2`, or `base * 1.10` for the baseline run's";
  }
}
