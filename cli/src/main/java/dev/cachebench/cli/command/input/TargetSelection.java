package dev.cachebench.cli.command.input;

import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.ExpectationConfig;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.variant.Variant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Narrows a scenario to the targets that {@code --target} names. */
public final class TargetSelection {

  private final List<String> names;
  private final Consumer<String> warnings;

  /**
   * Creates one.
   *
   * @param names what to keep; empty is everything
   * @param warnings hears which rules cannot be judged without the others
   */
  public TargetSelection(List<String> names, Consumer<String> warnings) {
    this.names = List.copyOf(names);
    this.warnings = warnings;
  }

  public Scenario of(Scenario scenario) {
    if (names.isEmpty()) {
      return scenario;
    }
    names.forEach(name -> check(scenario, name));
    List<TargetConfig> targets =
        scenario.targets().stream().filter(target -> names.contains(target.name())).toList();
    return Variant.of(scenario)
        .answer("") // It may speak of targets that are not there.
        .targets(targets)
        .rules(
            scenario.gates().stream().filter(this::isJudged).toList(),
            scenario.expect().stream().filter(this::isJudged).toList(),
            scenario.claims().stream().filter(this::isJudged).toList())
        .abortWhen(
            scenario.abortWhen().stream().filter(abort -> !isMissing(abort.target())).toList())
        .build();
  }

  private static void check(Scenario scenario, String name) {
    if (scenario.target(name) == null) {
      List<String> known = scenario.targets().stream().map(TargetConfig::name).toList();
      throw new UsageException(
          "the scenario has no target `" + name + "`" + NearestWord.question(name, known),
          "it has " + String.join(", ", known));
    }
  }

  private boolean isJudged(GateConfig gate) {
    return keeps("gate", gate.require().text(), gate.target(), gate.require().limit());
  }

  private boolean isJudged(ExpectationConfig expectation) {
    return keeps(
        "expectation", expectation.that().text(), expectation.target(), expectation.that().limit());
  }

  private boolean isJudged(ClaimConfig claim) {
    return !(claim.subject() instanceof ClaimConfig.Measured measured)
        || keeps("claim", claim.claim().text(), measured.target(), measured.baseline());
  }

  private boolean keeps(String kind, String text, @Nullable String target, Limit limit) {
    String other = limit instanceof Limit.OtherTarget compared ? compared.target() : null;
    return keeps(kind, text, target, other);
  }

  private boolean keeps(String kind, String text, @Nullable String target, @Nullable String other) {
    String missing = isMissing(target) ? target : isMissing(other) ? other : null;
    if (missing != null) {
      warnings.accept(
          "The %s `%s` is left out: it needs the target %s. Add --target %s to judge it."
              .formatted(kind, text, missing, missing));
    }
    return missing == null;
  }

  private boolean isMissing(@Nullable String target) {
    return target != null && !names.contains(target);
  }
}
