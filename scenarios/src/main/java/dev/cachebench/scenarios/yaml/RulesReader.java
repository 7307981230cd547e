package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.GateParser;
import dev.cachebench.scenarios.gate.GateSyntaxException;
import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.model.ExpectationConfig;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import dev.cachebench.scenarios.yaml.tree.Node;
import dev.cachebench.scenarios.yaml.tree.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what is judged: {@code gates} and {@code expect}. */
final class RulesReader {
  static final Keys GATES =
      Keys.list(Keys.mapping().with("target", "phase", "require", "on-no-data"));
  static final Keys EXPECT = Keys.list(Keys.mapping().with("target", "phase", "that"));

  private static final GateExpression NO_GATE = GateParser.parse("error-ratio == 0");

  private final List<String> targets;
  private final List<String> phases;

  RulesReader(List<String> targets, List<String> phases) {
    this.targets = targets;
    this.phases = phases;
  }

  List<GateConfig> gates(Cursor cursor) {
    return cursor.items().stream().map(this::gate).toList();
  }

  private GateConfig gate(Cursor cursor) {
    Fields fields = cursor.fields(Objects.requireNonNull(GATES.item()));
    String target = optional(fields, "target", targets);
    String phase = optional(fields, "phase", phases);
    GateExpression require =
        fields.require(
            "require",
            "write `require: response-time.p99 < 250ms`",
            NO_GATE,
            c -> expression(c, target));
    boolean skip =
        "skip".equals(fields.read("on-no-data", "", c -> word(c, List.of("skip", "undecided"))));
    return new GateConfig(target, phase, require, skip);
  }

  List<ExpectationConfig> expectations(Cursor cursor) {
    return cursor.items().stream().map(this::expectation).toList();
  }

  private ExpectationConfig expectation(Cursor cursor) {
    Fields fields = cursor.fields(Objects.requireNonNull(EXPECT.item()));
    String target =
        fields.require(
            "target",
            "say whom it is expected of: `target: reviewed`",
            "",
            c -> Names.check(c, "target", targets));
    String phase = optional(fields, "phase", phases);
    GateExpression that =
        fields.require(
            "that", "write `that: error-ratio > 1%`", NO_GATE, c -> expression(c, target));
    return new ExpectationConfig(target, phase, that);
  }

  private static @Nullable String optional(Fields fields, String key, List<String> existing) {
    Cursor cursor = fields.get(key);
    return cursor == null ? null : Names.check(cursor, key, existing);
  }

  private static String word(Cursor cursor, List<String> legal) {
    return Objects.requireNonNullElse(cursor.oneOf(legal), "");
  }

  GateExpression expression(Cursor cursor, @Nullable String target) {
    if (!cursor.isOf("`metric operator value`")) {
      return NO_GATE;
    }
    try {
      GateExpression gate = GateParser.parse(cursor.word());
      if (gate.limit() instanceof Limit.OtherTarget other) {
        checkOther(cursor, other.target(), target);
      }
      return gate;
    } catch (GateSyntaxException e) {
      Node.Scalar scalar = (Node.Scalar) cursor.node();
      int offset = codePoints(cursor.word(), e.column() - 1);
      int end = codePoints(cursor.word(), e.column() - 1 + e.length());
      problem(cursor, scalar.part(offset, Math.max(1, end - offset)), e.problem(), e.hint());
      return NO_GATE;
    }
  }

  private static int codePoints(String text, int chars) {
    return text.codePointCount(0, Math.min(chars, text.length()));
  }

  private void checkOther(Cursor cursor, String other, @Nullable String target) {
    Node.Scalar scalar = (Node.Scalar) cursor.node();
    int at = Math.max(0, cursor.word().lastIndexOf(other));
    Span span = scalar.part(at, other.length());
    if (!targets.contains(other)) {
      problem(cursor, span, Names.message("target", other, targets), Names.hint("target", targets));
    } else if (other.equals(target)) {
      problem(cursor, span, "compares `" + other + "` with itself", "name another target");
    }
  }

  private static void problem(Cursor cursor, Span span, String message, String hint) {
    cursor.findings().problem(span, cursor.path(), message, hint);
  }
}
