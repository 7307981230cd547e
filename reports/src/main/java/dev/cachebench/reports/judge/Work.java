package dev.cachebench.reports.judge;

import dev.cachebench.scenarios.model.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says whether two runs asked the same of their targets, so that figures can be compared. */
public final class Work {

  private Work() {}

  /** Returns what was done differently, or null; targets, seed, rules and words may differ. */
  public static @Nullable String difference(Scenario one, Scenario other) {
    Map<String, Object> first = parts(one);
    Map<String, Object> second = parts(other);
    List<String> differing = new ArrayList<>();
    first.forEach(
        (word, value) -> {
          if (!Objects.equals(value, second.get(word))) {
            differing.add(word);
          }
        });
    return differing.isEmpty() ? null : String.join(", ", differing);
  }

  private static Map<String, Object> parts(Scenario scenario) {
    Map<String, Object> work = new LinkedHashMap<>();
    work.put("scenario", scenario.name());
    work.put("nodes", scenario.nodes());
    work.put("origin", scenario.origin());
    work.put("keys", scenario.keys());
    work.put("values", scenario.values());
    work.put("operations", scenario.operations());
    work.put("load", scenario.load());
    work.put("preload", scenario.preload());
    work.put("warmup", scenario.warmup());
    work.put("phases", scenario.phases());
    work.put("faults", scenario.faults());
    return work;
  }
}
