package dev.cachebench.reports.compare;

import dev.cachebench.reports.judge.metric.RoundFigures;
import dev.cachebench.reports.model.ClassValidity;
import dev.cachebench.reports.model.Spoiler;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.scenarios.model.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Sides with invented figures: 1 % of noise, one run for each round. */
final class Sides {

  private final SplittableRandom random;
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final Map<String, Object> environment = new HashMap<>();
  private final List<Spoiler> spoilers = new ArrayList<>();
  private Scenario scenario = Scenarios.stampede();
  private String name;

  private Sides(String name, long seed) {
    this.name = name;
    random = new SplittableRandom(seed);
    figures.put("response-time.mean", 2e6);
    figures.put("response-time.p99", 20e6);
    figures.put("origin-rate", 200.0);
    figures.put("hit-ratio", 0.9);
    figures.put("error-ratio", 0.0);
    environment.put("cpu", "Model A");
    environment.put("cores", 2);
    environment.put("java", "17");
  }

  static Sides of(String name) {
    return new Sides(name, name.hashCode());
  }

  Sides with(String metric, double value) {
    figures.put(metric, value);
    return this;
  }

  Sides without(String metric) {
    figures.remove(metric);
    return this;
  }

  Sides on(String word, Object value) {
    environment.put(word, value);
    return this;
  }

  Sides running(Scenario other) {
    scenario = other;
    return this;
  }

  Sides spoilt(String reason) {
    spoilers.add(new Spoiler("hardened", "steady", reason));
    return this;
  }

  /** As after a generator that started requests late, with so much mean lag in ns. */
  Sides late(double meanLag) {
    spoilers.add(new Spoiler("hardened", "steady", "late", 5e6));
    return with("schedule-lag.mean", meanLag);
  }

  Side rounds(int count) {
    List<Side.Run> runs = new ArrayList<>();
    ClassValidity valid = ClassValidity.of(List.of());
    Validity validity = new Validity(valid, ClassValidity.of(spoilers), valid, valid);
    for (int round = 0; round < count; round++) {
      Map<String, Double> values = new LinkedHashMap<>();
      figures.forEach(
          (metric, value) -> values.put(metric, value * (1 + 0.01 * random.nextGaussian())));
      runs.add(
          new Side.Run(
              "runs/" + name + "/" + round,
              scenario,
              environment,
              validity,
              List.of(new RoundFigures("hardened", "steady", 1, values))));
    }
    return new Side("runs/" + name, runs);
  }
}
