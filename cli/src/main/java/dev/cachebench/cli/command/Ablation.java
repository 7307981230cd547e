package dev.cachebench.cli.command;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.scenarios.model.Mechanism;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.variant.Variant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Adds to a scenario what shows the worth of each mechanism: each candidate without it. */
final class Ablation {

  /** Targets to which the switches of {@code cache} apply. */
  private static final Set<Preset> SWITCHED =
      EnumSet.of(Preset.PHASE_1, Preset.PHASE_2, Preset.HARDENED, Preset.MEMORY_ONLY);

  private Ablation() {}

  /**
   * Returns a scenario with more targets.
   *
   * @throws UsageException if no candidate has a mechanism that could be left out
   */
  static Scenario of(Scenario scenario) {
    List<TargetConfig> targets = new ArrayList<>();
    for (TargetConfig target : scenario.targets()) {
      targets.add(target);
      if (target.role() == Role.CANDIDATE && SWITCHED.contains(target.preset())) {
        Mechanism.of(target.cache()).stream()
            .map(mechanism -> without(target, mechanism))
            .filter(other -> other.cache().l1().enabled() || other.cache().l2().enabled())
            .forEach(targets::add);
      }
    }
    if (targets.size() == scenario.targets().size()) {
      throw new UsageException(
          "--ablate leaves one mechanism after another out, but no candidate has one",
          "add a target such as `hardened: {preset: hardened}`");
    }
    return Variant.of(scenario).targets(targets).build();
  }

  private static TargetConfig without(TargetConfig target, Mechanism mechanism) {
    return new TargetConfig(
        target.name() + "-without-" + mechanism.word(),
        target.preset(),
        Role.CONTROL,
        mechanism.without(target.cache()));
  }
}
