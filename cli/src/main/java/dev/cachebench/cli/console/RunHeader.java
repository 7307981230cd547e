package dev.cachebench.cli.console;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.run.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says in a few lines what a run is going to do, before it does it. */
final class RunHeader {

  private final RunPlan plan;
  private final Scenario scenario;

  RunHeader(RunPlan plan) {
    this.plan = plan;
    this.scenario = plan.scenario();
  }

  /** Returns the first line's first word, the scenario's name. */
  String name() {
    return scenario.name();
  }

  /** Returns what follows the name on the first line. */
  String facts(String toolVersion) {
    return " · seed %d · cachebench %s · Java %s · %d cores · about %s"
        .formatted(
            scenario.seed(),
            toolVersion,
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            Words.about(plan.expected()));
  }

  /** Returns the further lines: a label and its text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  cache   " + cache());
    lines.add("  load    " + load());
    if (!scenario.faults().isEmpty()) {
      lines.add(
          "  faults  " + String.join(" · ", scenario.faults().stream().map(this::fault).toList()));
    }
    return lines;
  }

  /** The cache of the first target that is judged, which the others are compared with. */
  private String cache() {
    CacheConfig cache =
        scenario.targets().stream()
            .filter(target -> target.role() == Role.CANDIDATE)
            .findFirst()
            .orElse(scenario.targets().get(0))
            .cache();
    List<String> parts = new ArrayList<>();
    if (cache.l1().enabled()) {
      parts.add(
          "L1 %s entries, %s"
              .formatted(Words.count(cache.l1().capacity()), Words.duration(cache.l1().ttl())));
    }
    if (cache.l2().enabled()) {
      Duration budget = cache.l2().budget();
      parts.add(
          "L2 %s, %s%s"
              .formatted(
                  plan.redisVersion(),
                  Words.duration(cache.l2().ttl()),
                  budget == null ? "" : ", budget " + Words.duration(budget)));
    }
    if (parts.isEmpty()) {
      parts.add("none");
    }
    parts.add(scenario.nodes() == 1 ? "1 node" : scenario.nodes() + " nodes");
    return String.join(" · ", parts);
  }

  private String load() {
    List<String> parts = new ArrayList<>();
    parts.add(describe(scenario.load()));
    for (PhaseConfig phase : scenario.phases()) {
      if (!phase.load().equals(scenario.load())) {
        parts.add(phase.name() + " " + describe(phase.load()));
      }
    }
    parts.add(
        Words.count(scenario.keys().count())
            + " keys, "
            + describe(scenario.keys().distribution()));
    parts.add(mix(scenario.operations()));
    return String.join(" · ", parts);
  }

  private static String describe(LoadModel load) {
    if (load instanceof LoadModel.Open open) {
      String arrivals = open.arrivals().word();
      return "open, "
          + (arrivals.equals("poisson") ? "Poisson" : arrivals)
          + ", "
          + Words.number(open.rate().perSecond())
          + "/s";
    }
    if (load instanceof LoadModel.Closed closed) {
      return "closed, %s users, think time %s"
          .formatted(Words.count(closed.users()), Words.duration(closed.thinkTime()));
    }
    return "none";
  }

  private static String describe(KeyDistribution keys) {
    if (keys instanceof KeyDistribution.Zipfian zipfian) {
      return "Zipf " + Words.number(zipfian.exponent());
    }
    if (keys instanceof KeyDistribution.HotSet hot) {
      return "%s of them hot with %s".formatted(Words.count(hot.keys()), Words.share(hot.share()));
    }
    return keys instanceof KeyDistribution.Sequential ? "sequential" : "uniform";
  }

  private static String mix(OperationWeights weights) {
    List<String> parts = new ArrayList<>();
    add(parts, "get", weights.get(), weights);
    add(parts, "put", weights.put(), weights);
    add(parts, "update", weights.update(), weights);
    add(parts, "delete", weights.delete(), weights);
    add(parts, "change", weights.change(), weights);
    return String.join(", ", parts);
  }

  private static void add(
      List<String> parts, String operation, double weight, OperationWeights all) {
    if (weight > 0) {
      parts.add(Words.share(weight / all.total()) + " " + operation);
    }
  }

  private String fault(FaultConfig fault) {
    String on = fault.on();
    String during = fault.during();
    Duration every = fault.every();
    String when = during == null ? " at " + Words.duration(fault.at()) : " during " + during;
    String length =
        every != null
            ? ", every " + Words.duration(every)
            : fault.kind().isInstantaneous() ? "" : ", " + Words.duration(fault.length());
    return fault.kind().word() + (on == null ? "" : "(" + on + ")") + when + length;
  }

  /** Returns how wide the column of target names is. */
  int nameWidth() {
    return scenario.targets().stream()
        .map(TargetConfig::name)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
