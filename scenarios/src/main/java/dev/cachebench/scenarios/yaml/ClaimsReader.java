package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import dev.cachebench.scenarios.claim.ClaimSyntaxException;
import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code claims}. */
final class ClaimsReader {
  private static final Keys MEASURED = Keys.mapping().with("target", "baseline", "phase");
  private static final Keys FIGURES = Keys.mapping().with("without", "with", "hit-ratio");
  private static final Keys CLAIM =
      Keys.mapping()
          .with("claim", "metric", "require")
          .with("measured", MEASURED)
          .with("figures", FIGURES);
  static final Keys KEYS = Keys.list(CLAIM);

  private static final ClaimForm NO_CLAIM = ClaimForm.parse("1x");
  private static final ClaimConfig.Subject NO_SUBJECT =
      new ClaimConfig.Figures(Duration.ofSeconds(1), Duration.ofSeconds(1), null);

  private final List<String> targets;
  private final List<String> phases;
  private final @Nullable String baseline;

  /**
   * Creates one.
   *
   * @param baseline the target with that role; null is none
   */
  ClaimsReader(List<String> targets, List<String> phases, @Nullable String baseline) {
    this.targets = targets;
    this.phases = phases;
    this.baseline = baseline;
  }

  List<ClaimConfig> claims(Cursor cursor) {
    return cursor.items().stream().map(this::claim).toList();
  }

  private ClaimConfig claim(Cursor cursor) {
    Fields fields = cursor.fields(CLAIM);
    return new ClaimConfig(
        fields.require("claim", "write `claim: 1013x`", NO_CLAIM, ClaimsReader::form),
        fields.read("metric", ClaimMetric.MEAN, ClaimsReader::metric),
        fields.read("require", false, c -> c.isSwitchedOn(false)),
        cursor.isMapping() ? subject(fields) : NO_SUBJECT);
  }

  private static ClaimForm form(Cursor cursor) {
    if (!cursor.isOf("a speedup, such as `1013x`")) {
      return NO_CLAIM;
    }
    try {
      return ClaimForm.parse(cursor.word());
    } catch (ClaimSyntaxException e) {
      cursor.problem(e.problem(), e.hint());
      return NO_CLAIM;
    }
  }

  private static ClaimMetric metric(Cursor cursor) {
    String word = cursor.oneOf(ClaimMetric.words());
    return word == null ? ClaimMetric.MEAN : Objects.requireNonNull(ClaimMetric.of(word));
  }

  private ClaimConfig.Subject subject(Fields fields) {
    Cursor measured = fields.get("measured");
    Cursor figures = fields.get("figures");
    if (measured != null && figures != null) {
      figures.problem("excludes `measured`", "write a claim of its own for each");
    }
    if (measured != null) {
      return measured(measured);
    }
    if (figures != null) {
      return figures(figures.fields(FIGURES));
    }
    fields
        .whole()
        .problem(
            "a claim needs `measured` or `figures`",
            "write `measured: {target: hardened}` or `figures: {without: 619ms, with: 0.61ms}`");
    return NO_SUBJECT;
  }

  private ClaimConfig.Subject measured(Cursor cursor) {
    Fields fields = cursor.fields(MEASURED);
    String target =
        fields.require(
            "target",
            "say whose speedup: `target: hardened`",
            "",
            c -> Names.check(c, "target", targets));
    Cursor named = fields.get("baseline");
    String against = named == null ? baseline : Names.check(named, "target", targets);
    if (against == null && cursor.isMapping()) {
      cursor.problem(
          "has nothing to compare with: no target has `role: baseline`",
          "give one target `role: baseline`, or name it: `baseline: none`");
    } else if (named != null && target.equals(against)) {
      named.problem("compares `" + target + "` with itself", "name another target");
    } else if (named == null && !target.isEmpty() && target.equals(against)) {
      cursor.problem(
          "compares the baseline `" + target + "` with itself", "name another target or baseline");
    }
    Cursor phase = fields.get("phase");
    return new ClaimConfig.Measured(
        target,
        Objects.requireNonNullElse(against, ""),
        phase == null ? null : Names.check(phase, "phase", phases));
  }

  private static ClaimConfig.Subject figures(Fields fields) {
    Duration without =
        fields.require(
            "without",
            "say how long it took without the cache: `without: 619ms`",
            Duration.ofSeconds(1),
            c -> c.positiveDuration(Duration.ofSeconds(1)));
    Duration with =
        fields.require(
            "with",
            "say how long it takes with it: `with: 0.61ms`",
            Duration.ofSeconds(1),
            c -> c.duration(Duration.ofSeconds(1)));
    Cursor ratio = fields.get("hit-ratio");
    return new ClaimConfig.Figures(
        without, with, ratio == null ? null : ratio.number(UnitTable.RATIO, 0, 0, 1));
  }
}
