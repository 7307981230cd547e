package dev.cachebench.reports.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run's times depend on: the machine, as {@code environment.json} tells it.
 *
 * @param facts words and values; unknown ones are absent
 */
public record Hardware(Map<String, String> facts) {

  private static final List<String> WORDS = List.of("cpu", "architecture", "cores");
  private static final double BYTES_PER_GIB = 1L << 30;

  /** Copies the map. */
  public Hardware {
    facts = Map.copyOf(facts);
  }

  /** Returns the machine of an environment; memory to the GiB, since kernels keep some of it. */
  public static Hardware of(Map<String, Object> environment) {
    Map<String, String> facts = new HashMap<>();
    for (String word : WORDS) {
      Object value = environment.get(word);
      if (value != null) {
        facts.put(word, value.toString());
      }
    }
    if (environment.get("memory-bytes") instanceof Number bytes) {
      facts.put("memory", Math.round(bytes.doubleValue() / BYTES_PER_GIB) + " GiB");
    }
    if (environment.get("cgroup") instanceof Map<?, ?> limits && limits.get("cpu.max") != null) {
      facts.put("cpu.max", String.valueOf(limits.get("cpu.max")));
    }
    return new Hardware(facts);
  }

  /**
   * Returns how another machine differs, or null when nothing that both tell does. What only one of
   * them tells is no difference: older runs tell less.
   */
  public @Nullable String difference(Hardware other) {
    List<String> differences = new ArrayList<>();
    facts.keySet().stream()
        .sorted()
        .forEach(
            word -> {
              String mine = facts.get(word);
              String others = other.facts.get(word);
              if (others != null && !others.equals(mine)) {
                differences.add("%s `%s` instead of `%s`".formatted(word, others, mine));
              }
            });
    return differences.isEmpty() ? null : String.join(", ", differences);
  }
}
