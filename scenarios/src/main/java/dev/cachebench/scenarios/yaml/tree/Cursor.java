package dev.cachebench.scenarios.yaml.tree;

import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.gate.UnitException;
import dev.cachebench.scenarios.gate.UnitTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value of the file with its path: reads it as what the model wants and reports what is wrong.
 *
 * <p>Every reading method answers the fallback after a problem, so that reading goes on and finds
 * the next one.
 *
 * @param node the value
 * @param path its key, such as {@code phases[2].load.rate}
 * @param anchor where its key stands, for what is missing inside
 * @param findings where problems go
 */
public record Cursor(Node node, String path, Span anchor, Findings findings) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(365).toNanos());

  /** Reports that this value is wrong. */
  public void problem(String message, @Nullable String hint) {
    if (!(node instanceof Node.Refused)) {
      findings.problem(node.span(), path, message, hint);
    }
  }

  /** Reports that this version cannot do what the value asks for. */
  public void unavailable(String what, String hint) {
    findings.unavailable(node.span(), path, what, hint);
  }

  /** Returns whether the value is a text, not a list, a mapping or nothing. */
  public boolean isScalar() {
    return node instanceof Node.Scalar scalar && !scalar.isEmpty();
  }

  /** Returns whether the value is a mapping. */
  public boolean isMapping() {
    return node instanceof Node.Mapping;
  }

  /** Returns the text of the value; empty when it is none. */
  public String word() {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }

  /** Returns whether the value switches something off. */
  public boolean isOff() {
    return word().equals("off") || word().equals("false");
  }

  /** Returns whether the value switches something on without settings. */
  public boolean isOn() {
    return word().equals("on") || word().equals("true");
  }

  /** Reads a text, such as a question. */
  public String text(String fallback) {
    return isOf("a text") ? word() : fallback;
  }

  /** Reads a name: letters, digits, {@code -} and {@code _}. */
  public String name(String fallback) {
    return isOf("a name") && isName() ? word() : fallback;
  }

  private boolean isName() {
    if (NAME.matcher(word()).matches()) {
      return true;
    }
    problem(
        "must be a name, but was " + node.kind(), "write letters, digits, `-` and `_`, at most 64");
    return false;
  }

  /** Reads {@code on off true false}. */
  public boolean isSwitchedOn(boolean fallback) {
    if (!isOf("`on` or `off`")) {
      return fallback;
    }
    if (!isOn() && !isOff()) {
      problem("must be `on` or `off`, but was " + node.kind(), null);
      return fallback;
    }
    return isOn();
  }

  /** Reads one of the legal words; null after a problem. */
  public @Nullable String oneOf(Collection<String> legal) {
    String all = String.join(", ", legal);
    if (!isOf("one of " + all)) {
      return null;
    }
    if (!legal.contains(word())) {
      unknownWord("must be one of " + all + ", but was " + node.kind(), legal);
      return null;
    }
    return word();
  }

  private void unknownWord(String message, Collection<String> legal) {
    String nearest = NearestWord.of(word(), legal);
    problem(message, nearest == null ? null : "did you mean `" + nearest + "`?");
  }

  /** Reads a whole number in a range, both ends included. */
  public long whole(long fallback, long min, long max) {
    BigDecimal value = number(UnitTable.NUMBER);
    if (value == null) {
      return fallback;
    }
    if (value.stripTrailingZeros().scale() > 0) {
      problem("must be a whole number, but was " + word(), null);
      return fallback;
    }
    return isIn(value, BigDecimal.valueOf(min), BigDecimal.valueOf(max))
        ? value.longValueExact()
        : fallback;
  }

  /** Reads a number, a ratio, a rate or a size in a range, both ends included. */
  public double number(UnitTable table, double fallback, double min, double max) {
    BigDecimal value = number(table);
    return value != null && isIn(value, BigDecimal.valueOf(min), BigDecimal.valueOf(max))
        ? value.doubleValue()
        : fallback;
  }

  /** Reads a number that is greater than 0 and at most {@code max}. */
  public double positive(UnitTable table, double fallback, double max) {
    BigDecimal value = number(table);
    return value != null && isPositive(value) && isIn(value, value, BigDecimal.valueOf(max))
        ? value.doubleValue()
        : fallback;
  }

  /** Reads a duration that is greater than 0 and at most a year. */
  public Duration positiveDuration(Duration fallback) {
    BigDecimal nanos = number(UnitTable.DURATION);
    return nanos != null && isPositive(nanos) && isShort(nanos) ? duration(nanos) : fallback;
  }

  /** Reads a duration of 0 or more and at most a year. */
  public Duration duration(Duration fallback) {
    BigDecimal nanos = number(UnitTable.DURATION);
    return nanos != null
            && isIn(nanos, BigDecimal.ZERO, nanos.max(BigDecimal.ZERO))
            && isShort(nanos)
        ? duration(nanos)
        : fallback;
  }

  private boolean isShort(BigDecimal nanos) {
    if (nanos.compareTo(LONGEST) > 0) {
      problem("must be at most 8760h (a year), but was " + word(), null);
      return false;
    }
    return true;
  }

  private static Duration duration(BigDecimal nanos) {
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  private @Nullable BigDecimal number(UnitTable table) {
    if (!isOf(table.noun())) {
      return null;
    }
    try {
      return table.parse(word());
    } catch (UnitException e) {
      problem(e.problem(), e.hint());
      return null;
    }
  }

  private boolean isPositive(BigDecimal value) {
    if (value.signum() > 0) {
      return true;
    }
    problem("must be greater than 0, but was " + word(), null);
    return false;
  }

  private boolean isIn(BigDecimal value, BigDecimal min, BigDecimal max) {
    if (value.compareTo(min) < 0) {
      problem("must be at least " + plain(min) + ", but was " + word(), null);
    } else if (value.compareTo(max) > 0) {
      problem("must be at most " + plain(max) + ", but was " + word(), null);
    }
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Returns whether the value is a text; otherwise reports that {@code wanted} was expected. */
  public boolean isOf(String wanted) {
    if (isScalar() || node instanceof Node.Refused) {
      return isScalar();
    }
    problem("must be " + wanted + ", but was " + node.kind(), null);
    return false;
  }

  /** Reads a mapping of legal keys; empty after a problem. */
  public Fields fields(Keys keys) {
    return Fields.of(this, keys, mapping());
  }

  /** Returns the pairs of a mapping whose keys are names; legal names only. */
  public List<Cursor> named() {
    List<Cursor> all = new ArrayList<>();
    for (Node.Entry entry : mapping().entries()) {
      Cursor key = new Cursor(entry.key(), under(entry.key().text()), entry.key().span(), findings);
      if (key.isName()) {
        all.add(new Cursor(entry.value(), key.path(), key.anchor(), findings));
      }
    }
    return all;
  }

  private Node.Mapping mapping() {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    problem(
        "expected a mapping, but was " + node.kind(),
        isScalar() ? null : "write `{key: value}`, or `{}` for the defaults");
    return new Node.Mapping(node.span(), List.of());
  }

  /** Returns the items of a list; empty after a problem. */
  public List<Cursor> items() {
    if (!(node instanceof Node.Listing listing)) {
      problem("expected a list, but was " + node.kind(), "begin each item with `- `");
      return List.of();
    }
    List<Cursor> all = new ArrayList<>();
    for (Node item : listing.items()) {
      all.add(new Cursor(item, path + "[" + all.size() + "]", item.span(), findings));
    }
    return all;
  }

  /** Returns the value of a key of this mapping, unchecked; null when there is none. */
  public @Nullable Cursor inside(String key) {
    Node.Entry entry = node instanceof Node.Mapping mapping ? mapping.entry(key) : null;
    return entry == null
        ? null
        : new Cursor(entry.value(), under(key), entry.key().span(), findings);
  }

  /** Returns the path of a key below. */
  String under(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
