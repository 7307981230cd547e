package dev.cachebench.reports.compare;

import dev.cachebench.reports.model.Hardware;
import dev.cachebench.scenarios.model.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether two sides did the same, on the same machine. */
final class Comparability {

  private Comparability() {}

  /** Returns what was done differently, or null; targets, seed, rules and words may differ. */
  static @Nullable String otherWork(Side base, Side candidate) {
    Map<String, Object> first = work(base.scenario());
    for (Side.Run run : all(base, candidate)) {
      Map<String, Object> other = work(run.scenario());
      List<String> differing = new ArrayList<>();
      first.forEach(
          (word, value) -> {
            if (!Objects.equals(value, other.get(word))) {
              differing.add(word);
            }
          });
      if (!differing.isEmpty()) {
        return "the runs did different work: %s in %s"
            .formatted(String.join(", ", differing), run.directory());
      }
    }
    return null;
  }

  private static Map<String, Object> work(Scenario scenario) {
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

  /** Returns how the machines differ, or null. */
  static @Nullable String otherMachine(Side base, Side candidate) {
    Hardware first = Hardware.of(base.runs().get(0).environment());
    return all(base, candidate).stream()
        .map(run -> first.difference(Hardware.of(run.environment())))
        .filter(Objects::nonNull)
        .findFirst()
        .map(difference -> "the runs were made on different machines: " + difference)
        .orElse(null);
  }

  /** Returns what else differs and may explain a change. */
  static List<String> notes(Side base, Side candidate) {
    List<String> notes = new ArrayList<>();
    for (String word : List.of("java", "jvm", "redis", "kernel", "arm-jvm-flags")) {
      String mine = values(base, word);
      String others = values(candidate, word);
      if (!mine.equals(others)) {
        notes.add("%s differs: %s on the base, %s on the candidate".formatted(word, mine, others));
      }
    }
    return notes;
  }

  private static String values(Side side, String word) {
    return String.join(
        ", ",
        side.runs().stream()
            .map(run -> String.valueOf(run.environment().get(word)))
            .distinct()
            .toList());
  }

  private static List<Side.Run> all(Side base, Side candidate) {
    return Stream.concat(base.runs().stream(), candidate.runs().stream()).toList();
  }
}
