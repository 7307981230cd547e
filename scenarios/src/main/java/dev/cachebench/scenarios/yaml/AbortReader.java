package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.abort.LiveFigures;
import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.GateParser;
import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.model.AbortConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the conditions under which a run ends at once: {@code abort-when}. */
final class AbortReader {

  static final Keys KEYS = Keys.list(Keys.mapping().with("target", "phase", "that", "over"));

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final GateExpression NO_CONDITION = GateParser.parse("error-ratio > 100%");

  private final RulesReader rules;
  private final List<String> targets;
  private final List<PhaseConfig> phases;

  AbortReader(RulesReader rules, List<String> targets, List<PhaseConfig> phases) {
    this.rules = rules;
    this.targets = targets;
    this.phases = phases;
  }

  List<AbortConfig> conditions(Cursor cursor) {
    return cursor.items().stream().map(this::condition).toList();
  }

  private AbortConfig condition(Cursor cursor) {
    Fields fields = cursor.fields(Objects.requireNonNull(KEYS.item()));
    Cursor named = fields.get("target");
    String target = named == null ? null : Names.check(named, "target", targets);
    Cursor when = fields.get("phase");
    String phase =
        when == null
            ? null
            : Names.check(when, "phase", phases.stream().map(PhaseConfig::name).toList());
    GateExpression that =
        fields.require("that", "write `that: error-ratio > 50%`", NO_CONDITION, this::expression);
    return new AbortConfig(target, phase, that, fields.read("over", SECOND, c -> over(c, phase)));
  }

  private GateExpression expression(Cursor cursor) {
    GateExpression that = rules.expression(cursor, null);
    if (!LiveFigures.isLive(that.metric())) {
      cursor.problem(
          that.metric().word() + " is not known before a run has ended",
          "conditions may speak of " + String.join(", ", LiveFigures.words()));
    } else if (!(that.limit() instanceof Limit.Literal)) {
      cursor.problem(
          "targets run one after the other, so there is nothing to compare with",
          "write a value, as in `error-ratio > 50%`");
    }
    return that;
  }

  /** Figures come second by second. */
  private Duration over(Cursor cursor, @Nullable String phase) {
    Duration longest = longest(phase);
    Duration over = cursor.positiveDuration(SECOND);
    if (!over.equals(Duration.ofSeconds(over.toSeconds()))) {
      cursor.problem("must be in whole seconds, but was " + cursor.word(), "write `over: 3s`");
      return SECOND;
    }
    if (over.compareTo(longest) > 0) {
      cursor.problem(
          "is longer than what it watches, "
              + Words.duration(longest)
              + ", but was "
              + cursor.word(),
          "make it shorter");
      return SECOND;
    }
    return over;
  }

  private Duration longest(@Nullable String phase) {
    return phases.stream()
        .filter(each -> phase == null || each.name().equals(phase))
        .map(PhaseConfig::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
